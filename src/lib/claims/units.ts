/** What numbers of the ledger are in. `percent`: 0 to 100. `day`: days since 1970-01-01, shown as a date. */
export type Unit =
  | 'percent'
  | 'times'
  | 'day'
  | 'downloads'
  | 'downloads a day'
  | 'downloads per like'
  | 'models'
  | 'models a day'
  | 'models a month'
  | 'parameters'
  | 'licenses'
  | 'likes'
  | 'families'
  | 'months'
  | 'points of 10,000'
  | 'yes or no';

const msPerDay = 86_400_000;

/** `2025-09-01` as days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay);
}

/** Days since 1970-01-01 as `2025-09-01`. */
export function dayOf(number: number): string {
  return new Date(Math.round(number) * msPerDay).toISOString().slice(0, 10);
}

/** What an ask found, as the unit has it: shares become percent, day numbers become dates. */
export function inUnit(found: number, unit: Unit): number | string {
  if (unit === 'day') return dayOf(found);
  return unit === 'percent' ? found * 100 : found;
}

/** A number or date of the unit as one that can be compared. */
export function comparable(value: number | string): number {
  return typeof value === 'string' ? dayNumber(value) : value;
}
