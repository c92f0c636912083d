/** Whether a text is a day of the calendar as `YYYY-MM-DD`, from 2015 to the given one. */
export function isDay(text: unknown, last: string): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '2015-01-01' && text <= last
  );
}

/** The UTC day of an instant. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Every day of a month given as `YYYY-MM`. */
export function daysOfMonth(month: string): string[] {
  const days: string[] = [];
  const at = new Date(`${month}-01T00:00:00Z`);
  while (at.toISOString().startsWith(month)) {
    days.push(dayOf(at));
    at.setUTCDate(at.getUTCDate() + 1);
  }
  return days;
}
