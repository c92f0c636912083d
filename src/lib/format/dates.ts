const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** '2026-08-22' → 22 August 2026. */
export function formatDay(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`));
}

/** '2026-11-27' → Friday 27 November 2026. */
export function formatWeekday(date: string): string {
  return `${weekday.format(new Date(`${date}T00:00:00Z`))} ${formatDay(date)}`;
}

/** '2026-08' → August 2026. */
export function formatMonth(yearMonth: string): string {
  return month.format(new Date(`${yearMonth}-01T00:00:00Z`));
}

/** An instant → 22 August 2026, 03:41 UTC. */
export function formatInstant(instant: Date): string {
  return `${day.format(instant)}, ${clock.format(instant)} UTC`;
}

/** Dates that stand in a stored sentence, as words: `against 214 on 2025-09-24` → against 214 on 24 September 2025. Parts of names stay. */
export function datesInWords(text: string): string {
  return text.replace(/(?<![\w./-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w/-]|\.\w)/g, (date) =>
    formatDay(date),
  );
}
