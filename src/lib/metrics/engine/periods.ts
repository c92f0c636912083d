import { addDays, daysBetween, isoWeekStart } from '../days.ts';
import type { Period } from '../figure.ts';
import type { Looks } from './looks.ts';

export type Step = 'day' | 'week' | 'month';

/** Snapshots that close a week of a panel looked at every day. definitions.md C1, rule 6. */
const closedAt = 6 / 7;

/** The periods of a window, oldest first, without holes between them: one without a snapshot is a gap. */
export function periodsOf(
  looks: Pick<Looks, 'days' | 'everyDays'>,
  step: Step,
  window: { from: string; until: string } | null,
): readonly Period[] {
  const first = looks.days[0];
  const last = looks.days.at(-1);
  if (first === undefined || last === undefined) return [];
  const periods: Period[] = [];
  let seen = 0;
  for (let from = startOf(step, first); from <= last; from = periods.at(-1)?.until ?? last) {
    const until = endOf(step, from);
    const begin = seen;
    while (seen < looks.days.length && (looks.days[seen] ?? until) < until) seen++;
    periods.push(period(looks, { from, until }, { begin, end: seen }));
  }
  return periods.filter(({ from }) => window === null || (window.from <= from && from < window.until));
}

/** Where the period that holds a day begins. */
export function startOf(step: Step, day: string): string {
  if (step === 'day') return day;
  const monday = isoWeekStart(day);
  return step === 'week' ? monday : firstMonday(addDays(monday, 3).slice(0, 7));
}

/** The day after the last of the period that begins on a day. */
export function endOf(step: Step, from: string): string {
  if (step !== 'month') return addDays(from, step === 'day' ? 1 : 7);
  const thursday = addDays(from, 3);
  const [year, month] = [Number(thursday.slice(0, 4)), Number(thursday.slice(5, 7))];
  return firstMonday(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7));
}

/** The Monday of the first ISO week whose Thursday lies in a month. */
function firstMonday(month: string): string {
  const monday = isoWeekStart(`${month}-01`);
  return addDays(monday, 3).slice(0, 7) === month ? monday : addDays(monday, 7);
}

/** `begin`, `end`: places among the days of those that lie in it, half-open. */
function period(
  { days, everyDays }: Pick<Looks, 'days' | 'everyDays'>,
  { from, until }: { from: string; until: string },
  { begin, end }: { begin: number; end: number },
): Period {
  const inside = days.slice(begin, end);
  const [first] = inside;
  const before = first === undefined ? undefined : days[begin - 1];
  const bridged = first === undefined || before === undefined ? 0 : daysBetween(before, first);
  const length = daysBetween(from, until);
  return {
    from,
    until,
    asOf: inside.at(-1) ?? null,
    snapshots: inside.length,
    provisional: length > 1 && everyDays === 1 && inside.length < Math.floor(length * closedAt),
    bridges: bridged > (everyDays ?? 1) ? bridged : null,
  };
}
