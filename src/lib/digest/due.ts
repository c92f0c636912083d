import type { Db } from '../../../db/client.ts';
import { readEditions, readWeekDays } from '../metrics/digest-issues.ts';
import { readPanels } from '../metrics/panels.ts';
import { closedWeek, sundayOf, type Week, weekNamed } from './week.ts';

/** The week whose issue is due, and whether its last day is there or no longer waited for. */
export interface Due {
  week: Week;
  /** The live panel it is about; null: there is none. */
  panel: string | null;
  /** Why it is not built yet, in a sentence; null: it may be built. */
  waits: string | null;
}

/**
 * The newest week that is over where the operator lives. Its issue waits for the snapshot of Sunday, at most so many hours
 * after the week’s end in UTC.
 */
export async function readDue(
  db: Db,
  { now, zone, waitHours }: { now: Date; zone: string; waitHours: number },
): Promise<Due> {
  const week = closedWeek(dayIn(zone, now));
  const panel = (await readPanels(db)).find(({ kind }) => kind === 'live')?.panel ?? null;
  if (panel === null) return { week, panel, waits: null };
  const [editions, days] = await Promise.all([
    readEditions(db, week.from),
    readWeekDays(db, { panel, from: week.from, until: week.until }),
  ]);
  const hours = (now.getTime() - Date.parse(`${week.until}T00:00:00Z`)) / 3_600_000;
  const sunday = sundayOf(week);
  const isThere = days.published.includes(sunday);
  const waits =
    editions.length > 0
      ? null
      : hours < 0
        ? `The week ${week.name} is not over in UTC.`
        : !isThere && hours < waitHours
          ? `The issue of ${week.name} waits for the snapshot of ${sunday}, for ${Math.ceil(waitHours - hours)} hours more at most.`
          : null;
  return { week, panel, waits };
}

/** The calendar day somewhere. */
export function dayIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** The week of an option of the command line, `2026-W47`; without one the newest that is over. Null: there is no such week. */
export function weekAsked(name: string | undefined, today: string): Week | null {
  return name === undefined ? closedWeek(today) : weekNamed(name);
}
