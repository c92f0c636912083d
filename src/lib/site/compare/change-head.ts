import { formatDay } from '../../format/dates.ts';

/**
 * Head of a row of changes. It says the day that is compared, as the recorded day is seldom so many weeks ago to the day.
 * `wanted`: how long ago it should be, `four weeks`. `day` null: nothing was recorded about then.
 */
export function changeHead(day: string | null, wanted: string, of: string): { term: string; says: string } {
  if (day === null) return { term: `Change in ${wanted}`, says: 'the record has no snapshot of that time' };
  return {
    term: `Change since ${formatDay(day)}`,
    says: `${of}; the recorded day nearest to ${wanted} before`,
  };
}
