import type { Definition } from '../../src/lib/definition/definition.ts';
import { dayAfter, mondayOf } from './days.ts';

/** A stretch of time of a series, with the places of its snapshots. */
export interface Stretch {
  from: string;
  until: string;
  snapshots: readonly number[];
}

type Step = 'day' | 'week' | 'month';

/**
 * The periods of a window, from the one of the first snapshot to that of the last. A period belongs to a window that
 * its first day lies in. `days` are those of all snapshots up to the one asked for, oldest first.
 */
export function periodsOf(days: readonly string[], { window }: Definition, step: Step): Stretch[] {
  const newest = days.at(-1);
  if (newest === undefined || days[0] === undefined) return [];
  const first = startOf(days[0], step);
  const [from, until] =
    window === null
      ? [first, dayAfter(newest, 1)]
      : 'days' in window
        ? [dayAfter(newest, 1 - window.days), dayAfter(newest, 1)]
        : [window.from, window.until];
  const periods: Stretch[] = [];
  for (let start = first; start <= newest; start = endOf(start, step)) {
    const end = endOf(start, step);
    if (start < from || start >= until) continue;
    const snapshots = [...days.keys()].filter((i) => {
      const day = days[i] ?? '';
      return start <= day && day < end;
    });
    periods.push({ from: start, until: end, snapshots });
  }
  return periods;
}

/** The first day of the period that a day lies in. A month is made of the ISO weeks whose Thursday lies in it. */
function startOf(day: string, step: Step): string {
  if (step === 'day') return day;
  const monday = mondayOf(day);
  if (step === 'week') return monday;
  const first = `${dayAfter(monday, 3).slice(0, 7)}-01`;
  const start = mondayOf(first);
  return dayAfter(start, 3) < first ? dayAfter(start, 7) : start;
}

/** The day after the last of the period that begins on a day. */
function endOf(start: string, step: Step): string {
  if (step === 'day') return dayAfter(start, 1);
  if (step === 'week') return dayAfter(start, 7);
  // Five weeks after the first Thursday of a month lies the next month, whichever month it is.
  return startOf(dayAfter(start, 35), 'month');
}
