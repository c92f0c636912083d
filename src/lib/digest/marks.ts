import { REGIONS } from '../../../db/vocab/regions.ts';
import { formatDay } from '../format/dates.ts';
import { formatChange } from '../format/numbers.ts';
import { addDays, daysBetween } from '../metrics/days.ts';
import type { Figure, FigureGroup } from '../metrics/figure.ts';
import { paths } from '../site/paths.ts';
import { type At, knownPart, lastLook, leadersAt, lookUpTo, shareOf } from '../site/review/looks.ts';
import type { Week } from './week.ts';

/** A figure at the week of an issue, and at the weeks it is compared with. */
export interface Marks {
  now: At;
  /** The last look of an earlier week, mostly the one before; null: there is none. */
  before: At | null;
  /** Weeks between the two; 0 where there is no earlier one. */
  back: number;
  /** Exactly 4 and 52 weeks earlier; null where that week is a gap or before the record. */
  month: At | null;
  year: At | null;
}

export function marksOf(figure: Figure, week: Week): Marks {
  const before = lookUpTo(figure, addDays(week.from, -1));
  const at = (weeks: number): At | null => {
    const from = addDays(week.from, -7 * weeks);
    const found = figure.periods.findIndex((period) => period.from === from && period.asOf !== null);
    return found < 0 ? null : { figure, at: found };
  };
  const then = before && figure.periods[before.at];
  const back = then ? Math.round(daysBetween(then.from, week.from) / 7) : 0;
  return { now: lastLook(figure), before, back, month: back === 4 ? null : at(4), year: at(52) };
}

/** Where less of the whole is known, what is known says nothing of it. */
const leastKnown = 0.05;

/** False where the source of a panel hardly says to which groups models belong. */
export function isTold({ now }: Marks): boolean {
  return (knownPart(now) ?? 0) >= leastKnown;
}

/** Heads of the columns that `changeCells` fills. */
export function changeHeads({ before, back, month, year }: Marks): readonly string[] {
  return [
    ...(before ? [back === 1 ? '1 week' : `${back} weeks`] : []),
    ...(month ? ['4 weeks'] : []),
    ...(year ? ['52 weeks'] : []),
  ];
}

/** Changes of the share of some groups in percentage points, with their sign. */
export function changeCells({ now, before, month, year }: Marks, ids: readonly string[]): readonly string[] {
  const share = shareOf(now, ids);
  return [before, month, year].flatMap((then) => {
    if (then === null) return [];
    const was = shareOf(then, ids);
    return [share === null || was === null ? '–' : formatChange(share - was).replace(/\D+points$/, '')];
  });
}

/** `in a week`, `in three weeks`: how long the change took. */
export function spanWords({ back, before }: Marks): string {
  if (before === null) return '';
  return back === 1 ? 'in a week' : `since ${formatDay(before.figure.periods[before.at]?.asOf ?? '')}`;
}

/** The view of a figure at the snapshot it was read at. */
export function viewOf({ definition, asOf }: Figure): string {
  return paths.view({ ...definition, snapshot: asOf });
}

const regions: ReadonlySet<string> = new Set(
  REGIONS.filter(({ kind }) => kind === 'place').map(({ id }) => id),
);

/** Known groups at a look, largest first; of regions those that are places. */
export function placesOf(figure: Figure, at: At): readonly FigureGroup[] {
  return figure.definition.by[0] === 'region' ? leadersAt(at, regions) : leadersAt(at);
}
