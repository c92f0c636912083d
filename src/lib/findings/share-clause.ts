import { formatDay } from '../format/dates.ts';
import type { Look, LookGroup } from './look.ts';
import { isLeap, percent, percentRange, points } from './numbers.ts';
import { LEAST_POINTS, SMALLEST_BASE } from './thresholds.ts';
import { flowBefore, flowWhen, spanBetween } from './when-words.ts';

/** How a share stands to an earlier one. */
export type Move = 'none' | 'unchanged' | 'rose' | 'fell' | 'entered' | 'gone' | 'leapt' | 'small';

/** Compared as printed: 0.0999999 points is 0.1. A group that was not there before enters with nothing. */
export function moveOf(now: Look, group: LookGroup, before: Look | null): { move: Move; from: number } {
  const earlier = before && groupIn(before, group.ids);
  const share = group.share ?? 0;
  const from = earlier?.share ?? 0;
  if (!before || before.total === null || before.total <= 0) return { move: 'none', from };
  if (isSmall(now, before)) return { move: 'small', from };
  const steps = Math.round(Math.abs(share - from) * 1000);
  if (steps < LEAST_POINTS * 1000) return { move: 'unchanged', from };
  if (from === 0) return { move: 'entered', from };
  if (share === 0) return { move: 'gone', from };
  if (share > 0 && from > 0 && isLeap(from, share)) return { move: 'leapt', from };
  return { move: share > from ? 'rose' : 'fell', from };
}

/** True where one of the two wholes is too small for its shares to be compared. */
export function isSmall(now: Look, before: Look): boolean {
  return Math.min(before.total ?? 0, now.total ?? 0) < SMALLEST_BASE[now.figure.measure.id];
}

export function groupIn(look: Look, ids: readonly string[]): LookGroup | null {
  return look.groups.find((group) => group.ids.join('\n') === ids.join('\n')) ?? null;
}

/** `rose 1.3 points to 24.1 % in four weeks`, without its subject. */
export function shareClause(now: Look, group: LookGroup, before: Look | null): string {
  if (group.band) return bandClause(now, group, before);
  const share = group.share ?? 0;
  const { move, from } = moveOf(now, group, before);
  if (now.figure.measure.kind === 'flow') return flowClause(now, { share, before, move, from });
  if (!before || move === 'none' || move === 'small') return `was ${percent(share)} on ${dayOf(now)}`;
  const span = spanBetween(before, now);
  switch (move) {
    case 'unchanged':
      return `stayed at ${percent(share)} ${span.through}`;
    case 'entered':
      return `rose from nothing to ${percent(share)} ${span.during}`;
    case 'gone':
      return `fell from ${percent(from)} to nothing ${span.during}`;
    case 'leapt':
      return `${share > from ? 'rose' : 'fell'} from ${percent(from)} to ${percent(share)} ${span.during}`;
    default:
      return `${move} ${points(share - from)} to ${percent(share)} ${span.during}`;
  }
}

function flowClause(
  now: Look,
  { share, before, move, from }: { share: number; before: Look | null; move: Move; from: number },
): string {
  const stands = `was ${percent(share)} ${flowWhen(now)}`;
  if (!before || move === 'none' || move === 'small') return stands;
  const { on, at } = flowBefore(before, now);
  switch (move) {
    case 'unchanged':
      return `${stands}, the same as ${at}`;
    case 'entered':
      return `${stands}, against nothing ${at}`;
    case 'gone':
    case 'leapt':
      return `${stands}, against ${percent(from)} ${at}`;
    default:
      return `${stands}, ${move === 'rose' ? 'up' : 'down'} ${points(share - from)} on ${on}`;
  }
}

/** Two ranges are compared as ranges: where they overlap, nothing is said to have moved. */
function bandClause(now: Look, { band, ids }: LookGroup, before: Look | null): string {
  const isFlow = now.figure.measure.kind === 'flow';
  const when = isFlow ? flowWhen(now) : `on ${dayOf(now)}`;
  const range = percentRange(band ?? { low: 0, high: 0 });
  const stands = `was ${range.includes(' to ') ? `between ${range.replace(' to ', ' and ')}` : range} ${when}`;
  const earlier = before && groupIn(before, ids)?.band;
  if (!band || !before || !earlier || isSmall(now, before)) return stands;
  const at = isFlow ? flowBefore(before, now).at : spanBetween(before, now).earlier;
  const apart = band.low > earlier.high || band.high < earlier.low;
  const word = apart ? (band.low > earlier.high ? 'up from' : 'down from') : 'which overlaps with';
  return `${stands}, ${word} ${percentRange(earlier)} ${at}`;
}

function dayOf({ asOf }: Look): string {
  return formatDay(asOf);
}
