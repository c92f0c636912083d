import { formatDay } from '../format/dates.ts';
import { formatExact, formatShare } from '../format/numbers.ts';
import type { ConcentrationLevel, ConcentrationPoint } from '../metrics/structure/read-concentration.ts';
import { LEVELS } from './concentration-rows.ts';

/** What the newest look says of the ten largest. */
export function concentrationTitle(newest: ConcentrationPoint | null, level: ConcentrationLevel): string {
  if (newest === null || newest.cr10 === null) return 'Nothing of this measure is recorded';
  const { one, many } = LEVELS[level];
  const of = newest.units === 1 ? one : many;
  return `The ten largest of ${formatExact(newest.units)} ${of} have ${formatShare(newest.cr10)}`;
}

/** How the share of the ten largest moved from the first look to the last; of the most that are drawn, where they are fewer. */
export function topsMoved(
  series: readonly ConcentrationPoint[],
  counts: readonly number[],
  level: ConcentrationLevel,
): string {
  const count = counts.includes(10) ? 10 : Math.max(1, ...counts);
  const { one, many } = LEVELS[level];
  const who = count === 1 ? `largest ${one}` : `${formatExact(count)} largest ${many}`;
  return moved(`The share of the ${who}`, series, (point) => {
    const share = point.tops.find((top) => top.count === count)?.share ?? null;
    return share === null ? null : { value: share, says: formatShare(share) };
  });
}

/** How the Herfindahl-Hirschman index moved from the first look to the last. */
export function indexMoved(series: readonly ConcentrationPoint[]): string {
  return moved('The index of concentration', series, ({ hhi }) =>
    hhi === null ? null : { value: hhi, says: formatExact(hhi) },
  );
}

function moved(
  subject: string,
  series: readonly ConcentrationPoint[],
  readingOf: (point: ConcentrationPoint) => { value: number; says: string } | null,
): string {
  const known = series.flatMap((point) => {
    const value = readingOf(point);
    return value === null ? [] : [{ ...value, day: formatDay(point.asOf) }];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `${subject} is not known on any day`;
  if (first.says === last.says)
    return `${subject} was ${last.says} on ${last.day}${first === last ? '' : `, as on ${first.day}`}`;
  const verb = last.value > first.value ? 'rose' : 'fell';
  return `${subject} ${verb} from ${first.says} on ${first.day} to ${last.says} on ${last.day}`;
}
