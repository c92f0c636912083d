import type { Db } from '../../../db/client.ts';
import { type IssueLine, readIssueLines, readWeekDays } from '../metrics/digest-issues.ts';
import { readPanels } from '../metrics/panels.ts';
import { closedPeriod, type Period, type PeriodKind, periodAt, periodBack } from './period.ts';

/** A week or month that is over, with its issues. */
export interface Recent {
  period: Period;
  /** The newest edition first. */
  issues: readonly IssueLine[];
  /** Why there is none, in a sentence; null where there is one. */
  reason: string | null;
}

/**
 * The last weeks or months that are over, newest first: from the first issue on; without any, the newest that the live
 * panel knows.
 */
export async function readRecent(
  db: Db,
  { kind, today, count }: { kind: PeriodKind; today: string; count: number },
): Promise<readonly Recent[]> {
  const [lines, panels] = await Promise.all([readIssueLines(db, 400, kind), readPanels(db)]);
  const panel = panels.find((each) => each.kind === 'live') ?? null;
  const newest = closedPeriod(kind, today);
  const first = lines.at(-1)?.week ?? newest.from;
  const recorded = panel === null ? newest.until : periodAt(kind, panel.from).from;
  const begins = first > recorded ? first : recorded;
  const days = panel && (await readWeekDays(db, { panel: panel.panel, from: begins, until: newest.until }));
  const periods = lastPeriods(newest, { count, begins: lines.length > 0 && first < begins ? first : begins });
  return periods.flatMap((period) => {
    const issues = lines.filter((line) => line.week === period.from);
    if (issues.length === 0 && period.from < begins) return [];
    if (issues.length === 0 && panel === null) return [];
    const has = (some: readonly string[] = []) =>
      some.filter((day) => period.from <= day && day < period.until).length;
    const reason =
      issues.length > 0
        ? null
        : has(days?.published) > 0
          ? period.name === newest.name
            ? 'Not built yet.'
            : 'No issue was built.'
          : `Withheld: the ${kind} has no complete snapshot${has(days?.rejected) > 0 ? `; ${has(days?.rejected)} failed the checks` : ''}.`;
    return [{ period, issues, reason }];
  });
}

function lastPeriods(
  newest: Period,
  { count, begins }: { count: number; begins: string },
): readonly Period[] {
  const periods: Period[] = [];
  for (let at = newest; periods.length < count && at.from >= begins; at = periodBack(at, 1)) periods.push(at);
  return periods;
}
