import { isDay } from '../definition/days.ts';
import { addDays, isoWeekStart } from '../metrics/days.ts';
import type { Period } from './period.ts';

/** An ISO week, UTC, Monday first. */
export type Week = Period & { kind: 'week' };

/** The week a day lies in. Its year is that of its Thursday. */
export function weekOf(day: string): Week {
  const from = isoWeekStart(day);
  const year = addDays(from, 3).slice(0, 4);
  const first = isoWeekStart(`${year}-01-04`);
  const number = Math.round((Date.parse(from) - Date.parse(first)) / (7 * 86_400_000)) + 1;
  const name = `${year}-W${String(number).padStart(2, '0')}`;
  return { kind: 'week', name, number, from, until: addDays(from, 7) };
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
