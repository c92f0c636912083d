import { formatDay, formatMonth } from '../format/dates.ts';
import { addDays, daysBetween } from '../metrics/days.ts';
import { closedMonth, monthNamed, monthOf } from './month.ts';
import type { Payload } from './payload.ts';
import { closedWeek, weekNamed, weekOf } from './week.ts';

export type PeriodKind = 'week' | 'month';

/** What an issue is about: whole ISO weeks, UTC, Monday first. */
export interface Period {
  kind: PeriodKind;
  /** `2026-W47`, `2026-11`. */
  name: string;
  /** Of the week or month in its year. */
  number: number;
  /** A Monday. */
  from: string;
  /** The Monday after its last Sunday. */
  until: string;
}

/** The week or month of a name, in either case; null where there is none. */
export function periodNamed(name: string): Period | null {
  return weekNamed(name) ?? monthNamed(name);
}

/** The newest week or month that is over on a day. */
export function closedPeriod(kind: PeriodKind, day: string): Period {
  return kind === 'week' ? closedWeek(day) : closedMonth(day);
}

/** The week or month a day lies in. */
export function periodAt(kind: PeriodKind, day: string): Period {
  return kind === 'week' ? weekOf(day) : monthOf(day);
}

/** So many weeks or months earlier. */
export function periodBack(period: Period, count: number): Period {
  return count === 0 ? period : periodBack(periodAt(period.kind, addDays(period.from, -1)), count - 1);
}

/** Weeks or months from the one that begins on an earlier day to a later one. */
export function periodsSince({ kind, from }: Period, earlier: string): number {
  if (kind === 'week') return Math.round(daysBetween(earlier, from) / 7);
  const months = (day: string) => {
    const [year = '0', month = '0'] = addDays(day, 3).split('-');
    return 12 * Number(year) + Number(month);
  };
  return months(from) - months(earlier);
}

export function lastDayOf({ until }: Period): string {
  return addDays(until, -1);
}

export function dayCount({ from, until }: Period): number {
  return daysBetween(from, until);
}

/** `16 to 22 November 2026`. */
export function daysOf(period: Period): string {
  const [from, last] = [formatDay(period.from).split(' '), formatDay(lastDayOf(period))];
  const [day, month, year] = from;
  const same = last.endsWith(` ${month} ${year}`);
  const sameYear = last.endsWith(` ${year}`);
  return `${same ? day : sameYear ? `${day} ${month}` : from.join(' ')} to ${last}`;
}

/** `Week 47`, `November 2026`. */
export function titleOf({ kind, name, number }: Period): string {
  return kind === 'week' ? `Week ${number}` : formatMonth(name);
}

/** The same inside a line: `week 47`, `November 2026`. */
export function labelOf(period: Period): string {
  return period.kind === 'week' ? `week ${period.number}` : titleOf(period);
}

/** What the issue is about; frozen issues of weeks do not say that they are. */
export function periodOf({ period, week }: Pick<Payload, 'period' | 'week'>): Period {
  return { kind: period ?? 'week', ...week };
}

/** What stands beside our name: `Week 47, 16 to 22 November 2026`. */
export function datelineOf(payload: Payload): string {
  return `${titleOf(periodOf(payload))}, ${payload.days}`;
}
