import { isDay } from '../days.ts';

/** What the data set says about one of its days. */
export interface Remark {
  says: string;
  /** The snapshot is to be ignored. */
  leftOut: boolean;
}

/**
 * Reads `meta.json`: what it says against single days. Lists hold days, `frozen` maps days to shares of models.
 * Keys and shapes as its own pipeline writes them; whatever has another shape says nothing.
 */
export function readRemarks(meta: unknown): Map<string, Remark> {
  const remarks = new Map<string, Remark>();
  const add = (key: string, leftOut: boolean, says: (value: unknown) => string) => {
    for (const [day, value] of daysUnder(meta, key)) {
      const before = remarks.get(day);
      const sentence = says(value);
      remarks.set(day, {
        says: before ? `${before.says} ${sentence}` : sentence,
        leftOut: leftOut || (before?.leftOut ?? false),
      });
    }
  };
  add(
    'skip_days',
    true,
    () => 'Its source ignores this day: the counters of the Hub stood still or fell back.',
  );
  add(
    'low_days',
    false,
    () => 'Its source calls this a low day: fewer downloads than expected, not made up later.',
  );
  add('short_days', false, () => 'Its source calls this a short day: taken soon after the one before.');
  add('partial', false, (value) => `Its source calls this day partial${share(value)}.`);
  add('frozen', false, (value) => `Its source saw counters that stood still${share(value)}.`);
  return remarks;
}

function share(value: unknown): string {
  return typeof value === 'number' && value >= 0 && value <= 1
    ? ` (${Math.round(value * 100)} % of the models)`
    : '';
}

function daysUnder(meta: unknown, key: string): [string, unknown][] {
  const value =
    typeof meta === 'object' && meta !== null
      ? Object.entries(meta).find(([name]) => name === key)?.[1]
      : null;
  const entries: [unknown, unknown][] = Array.isArray(value)
    ? value.map((day) => [day, null])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return entries.filter((entry): entry is [string, unknown] => isDay(entry[0], '9999-12-31'));
}
