import { isDay } from '../definition/days.ts';
import { addDays } from '../metrics/days.ts';
import { endOf, startOf } from '../metrics/engine/periods.ts';
import type { Period } from './period.ts';

/** The ISO weeks whose Thursday lies in a calendar month: what figures by month are of. It ends on a Sunday. */
export type Month = Period & { kind: 'month' };

/** The month a day lies in: that of the Thursday of its week. */
export function monthOf(day: string): Month {
  const from = startOf('month', day);
  const name = addDays(from, 3).slice(0, 7);
  return { kind: 'month', name, number: Number(name.slice(5)), from, until: endOf('month', from) };
}

/** The month of a name like `2026-11`; null where there is none of that name. */
export function monthNamed(name: string): Month | null {
  return /^\d{4}-\d{2}$/.test(name) && isDay(`${name}-15`) ? monthOf(`${name}-15`) : null;
}

/** The newest month that is over on a day. */
export function closedMonth(day: string): Month {
  return monthOf(addDays(monthOf(day).from, -1));
}
