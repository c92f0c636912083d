import type { Db } from '../../../db/client.ts';
import { readEditions, readWeekDays } from '../metrics/digest-issues.ts';
import { readPanels } from '../metrics/panels.ts';
import { closedPeriod, lastDayOf, type Period, type PeriodKind, periodNamed } from './period.ts';

/** The week or month whose issue is due, and whether its last day is there or no longer waited for. */
export interface Due {
  period: Period;
  /** The live panel it is about; null: there is none. */
  panel: string | null;
  /** Why it is not built yet, in a sentence; null: it may be built. */
  waits: string | null;
}

export interface DueAsked {
  kind: PeriodKind;
  now: Date;
  zone: string;
  waitHours: number;
}

/**
 * The newest week or month that is over where the operator lives. Its issue waits for the snapshot of its last Sunday, at
 * most so many hours after its end in UTC.
 */
export async function readDue(db: Db, { kind, now, zone, waitHours }: DueAsked): Promise<Due> {
  const period = closedPeriod(kind, dayIn(zone, now));
  const panel = (await readPanels(db)).find((each) => each.kind === 'live')?.panel ?? null;
  if (panel === null) return { period, panel, waits: null };
  const [editions, days] = await Promise.all([
    readEditions(db, period),
    readWeekDays(db, { panel, from: period.from, until: period.until }),
  ]);
  const hours = (now.getTime() - Date.parse(`${period.until}T00:00:00Z`)) / 3_600_000;
  const sunday = lastDayOf(period);
  const isThere = days.published.includes(sunday);
  const waits =
    editions.length > 0
      ? null
      : hours < 0
        ? `The ${kind} ${period.name} is not over in UTC.`
        : !isThere && hours < waitHours
          ? `The issue of ${period.name} waits for the snapshot of ${sunday}, for ${Math.ceil(waitHours - hours)} hours more at most.`
          : null;
  return { period, panel, waits };
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

/** What an option of the command line names, as `2026-W47`; without one the newest week that is over. Null: there is none. */
export function periodAsked(name: string | undefined, kind: PeriodKind, today: string): Period | null {
  const period = name === undefined ? closedPeriod(kind, today) : periodNamed(name);
  return period?.kind === kind ? period : null;
}
