import { isDay } from '../definition/days.ts';
import { formatDay } from '../format/dates.ts';
import { addDays, isoWeekStart } from '../metrics/days.ts';

/** An ISO week, UTC, Monday first. */
export interface Week {
  /** `2026-W47`. */
  name: string;
  number: number;
  /** Monday. */
  from: string;
  /** The Monday after. */
  until: string;
}

/** The week a day lies in. Its year is that of its Thursday. */
export function weekOf(day: string): Week {
  const from = isoWeekStart(day);
  const year = addDays(from, 3).slice(0, 4);
  const first = isoWeekStart(`${year}-01-04`);
  const number = Math.round((Date.parse(from) - Date.parse(first)) / (7 * 86_400_000)) + 1;
  return { name: `${year}-W${String(number).padStart(2, '0')}`, number, from, until: addDays(from, 7) };
}

/** The week of a name like `2026-W47`, in either case; null where there is none of that name. */
export function weekNamed(name: string): Week | null {
  const [, year, number] = /^(\d{4})-w(\d{2})$/i.exec(name) ?? [];
  if (!year || !number || !isDay(`${year}-01-04`)) return null;
  const week = weekOf(addDays(isoWeekStart(`${year}-01-04`), 7 * (Number(number) - 1)));
  return week.name === name.toUpperCase() ? week : null;
}

/** The newest week that is over on a day. */
export function closedWeek(day: string): Week {
  return weekOf(addDays(isoWeekStart(day), -7));
}

export function sundayOf({ until }: Week): string {
  return addDays(until, -1);
}

/** `16 to 22 November 2026`. */
export function weekDays(week: Week): string {
  const [from, last] = [formatDay(week.from).split(' '), formatDay(sundayOf(week))];
  const [day, month, year] = from;
  const same = last.endsWith(` ${month} ${year}`);
  const sameYear = last.endsWith(` ${year}`);
  return `${same ? day : sameYear ? `${day} ${month}` : from.join(' ')} to ${last}`;
}
