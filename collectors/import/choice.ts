import type { Held } from './held.ts';
import type { Asked } from './history.ts';

/**
 * What becomes of a day: read and published; already there; already refused; before the newest published day,
 * where nothing can be added any more; between two wanted days; outside of what was asked for.
 */
export type Verdict = 'wanted' | 'published' | 'rejected' | 'too-old' | 'between' | 'outside';

/** Which days are read. A day that is not wanted now will not be wanted later. */
export interface Choice {
  verdictOf: (day: string) => Verdict;
  /** Called when a day is closed. */
  closed: (day: string, how: 'published' | 'rejected') => void;
}

/**
 * Days of a panel only go forward. With `every` N, a day is wanted once N days have passed since the last
 * published one: where that day is missing or rejected, the next stands in.
 */
export function createChoice(
  { published, rejected }: Held,
  { from, to, every, again }: Pick<Asked, 'from' | 'to' | 'every' | 'again'>,
): Choice {
  const done = new Set(published);
  const refused = new Set(rejected);
  const refusedNow = new Set<string>();
  let newest = [...published].sort().at(-1) ?? null;
  const isRefused = (day: string) => refusedNow.has(day) || (refused.has(day) && !again);
  return {
    verdictOf: (day) => {
      if ((from && day < from) || (to && day > to)) return 'outside';
      if (done.has(day)) return 'published';
      if (isRefused(day)) return 'rejected';
      if (newest && day < newest) return refused.has(day) ? 'rejected' : 'too-old';
      if (newest && daysBetween(newest, day) < every) return 'between';
      return 'wanted';
    },
    closed: (day, how) => {
      if (how === 'rejected') refusedNow.add(day);
      else {
        done.add(day);
        newest = day;
      }
    },
  };
}

const DAY_MS = 86_400_000;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
