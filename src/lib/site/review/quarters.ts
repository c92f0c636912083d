import { addDays, daysBetween, isoWeekStart } from '../../metrics/days.ts';

/** A stretch that is reviewed: half-open days. */
export interface Stretch {
  from: string;
  until: string;
}

export interface Quarter extends Stretch {
  /** `2026-q3`, as addresses say it. */
  id: string;
  /** `the third quarter of 2026`. */
  name: string;
}

const NAMES = ['first', 'second', 'third', 'fourth'];

/** The quarter of a day. */
export function quarterOf(day: string): Quarter {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const at = Math.floor((month - 1) / 3);
  const first = (months: number) => new Date(Date.UTC(year, at * 3 + months, 1)).toISOString().slice(0, 10);
  return {
    id: `${year}-q${at + 1}`,
    name: `the ${NAMES[at]} quarter of ${year}`,
    from: first(0),
    until: first(3),
  };
}

/** `2026-q3`, `2026Q3`; null for what is no quarter. */
export function parseQuarter(text: string): Quarter | null {
  const found = /^(20\d\d)-?q([1-4])$/i.exec(text.trim());
  if (!found) return null;
  return quarterOf(`${found[1]}-${String(Number(found[2]) * 3).padStart(2, '0')}-01`);
}

/** The quarter that is exactly this stretch; null where there is none. */
export function quarterAs({ from, until }: Stretch): Quarter | null {
  const quarter = quarterOf(from);
  return quarter.from === from && quarter.until === until ? quarter : null;
}

/** Every quarter with a published day, newest first. */
export function quartersWith(days: readonly string[]): readonly Quarter[] {
  const found = new Map(days.map(quarterOf).map((quarter) => [quarter.id, quarter]));
  return [...found.values()].toReversed();
}

/** True where the record goes on to the end of the stretch. */
export function isOver({ until }: Stretch, newest: string): boolean {
  return addDays(newest, 1) >= until;
}

/** The last quarter that the record has to its end, or else the newest it has anything of. */
export function usualQuarter(days: readonly string[]): Quarter | null {
  const newest = days.at(-1);
  if (newest === undefined) return null;
  const quarters = quartersWith(days);
  return quarters.find((quarter) => isOver(quarter, newest)) ?? quarters[0] ?? null;
}

/** The days at which stocks are read, all published. */
export interface Marks {
  /** The end of the last week that ends in the stretch, or the last there is. */
  now: string;
  /** The last before the stretch, or else the first in it; null where there is only one. */
  before: string | null;
  /** At most three weeks from a year before; null where the record has none. */
  year: string | null;
}

/**
 * Where a stretch is read; null where nothing was published in it. Weekly sums stand at the last look of a week: in the
 * middle of one, every day would have to be added up.
 */
export function marksOf(days: readonly string[], { from, until }: Stretch): Marks | null {
  const ends = [...new Map(days.map((day) => [isoWeekStart(day), day])).values()];
  const within = (day: string) => from <= day && day < until;
  const now = ends.findLast(within) ?? days.findLast(within);
  if (now === undefined) return null;
  const far = (day: string) => Math.abs(daysBetween(day, addDays(now, -365)));
  const [year] = ends.filter((day) => far(day) <= 21).toSorted((a, b) => far(a) - far(b));
  const before = ends.findLast((day) => day < from) ?? ends.find((day) => within(day) && day < now);
  return { now, before: before ?? null, year: year ?? null };
}
