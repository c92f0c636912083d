const msPerDay = 86_400_000;

/** Most points of a series. */
export const mostPoints = 110;

export type Step = 'day' | 'week' | 'month';

/** A run of days, half-open. */
export interface Gap {
  from: string;
  until: string;
}

/** The days to draw, oldest first: all, or the last of each ISO week or month, at most 110; the newest always stays. */
export function thin(days: readonly string[]): { step: Step; days: readonly string[] } {
  if (days.length <= mostPoints) return { step: 'day', days };
  const weekly = lastOfEach(days, isoWeekStart);
  if (weekly.length <= mostPoints) return { step: 'week', days: weekly };
  return { step: 'month', days: lastOfEach(days, (day) => day.slice(0, 7)).slice(-mostPoints) };
}

/** The day before the newest that is nearest to four weeks before it; the earlier of two equally near. */
export function earlierDay(days: readonly string[]): string | null {
  const newest = days.at(-1);
  if (newest === undefined) return null;
  const target = addDays(newest, -28);
  const distance = (day: string) => Math.abs(daysBetween(target, day));
  return days
    .slice(0, -1)
    .reduce<string | null>(
      (best, day) => (best === null || distance(day) < distance(best) ? day : best),
      null,
    );
}

/** Runs of days between the given ones, which are in order. */
export function gapsBetween(days: readonly string[]): readonly Gap[] {
  return days.flatMap((day, at) => {
    const next = days[at + 1];
    return next !== undefined && daysBetween(day, next) > 1 ? [{ from: addDays(day, 1), until: next }] : [];
  });
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * msPerDay).toISOString().slice(0, 10);
}

export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / msPerDay);
}

/** The Monday of the week. */
export function isoWeekStart(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

function lastOfEach(days: readonly string[], keyOf: (day: string) => string): readonly string[] {
  return [...new Map(days.map((day) => [keyOf(day), day])).values()];
}
