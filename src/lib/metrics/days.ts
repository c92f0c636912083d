const msPerDay = 86_400_000;

/** Most points of a series. */
export const mostPoints = 110;

export type Step = 'day' | 'week' | 'month';

/** The days to draw, oldest first: all, or the last of each ISO week or month, at most 110; the newest always stays. */
export function thin(days: readonly string[]): { step: Step; days: readonly string[] } {
  if (days.length <= mostPoints) return { step: 'day', days };
  const weekly = lastOfEach(days, isoWeekStart);
  if (weekly.length <= mostPoints) return { step: 'week', days: weekly };
  return { step: 'month', days: lastOfEach(days, (day) => day.slice(0, 7)).slice(-mostPoints) };
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
