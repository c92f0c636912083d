import type { Db } from '../../../db/client.ts';
import { addDays } from '../metrics/days.ts';
import { type IssueLine, readIssueLines, readWeekDays } from '../metrics/digest-issues.ts';
import { readPanels } from '../metrics/panels.ts';
import { closedWeek, type Week, weekOf } from './week.ts';

/** A week that is over, with its issues. */
export interface RecentWeek {
  week: Week;
  /** The newest edition first. */
  issues: readonly IssueLine[];
  /** Why there is none, in a sentence; null where there is one. */
  reason: string | null;
}

/** The last weeks that are over, newest first: from the first issue on; without any, the newest that the live panel knows. */
export async function readRecentWeeks(
  db: Db,
  { today, count }: { today: string; count: number },
): Promise<readonly RecentWeek[]> {
  const [lines, panels] = await Promise.all([readIssueLines(db, 400), readPanels(db)]);
  const panel = panels.find(({ kind }) => kind === 'live') ?? null;
  const newest = closedWeek(today);
  const first = lines.at(-1)?.week ?? newest.from;
  const recorded = panel === null ? newest.until : weekOf(panel.from).from;
  const begins = first > recorded ? first : recorded;
  const days = panel && (await readWeekDays(db, { panel: panel.panel, from: begins, until: newest.until }));
  const weeks = Array.from({ length: count }, (_, at) => weekOf(addDays(newest.from, -7 * at)));
  return weeks.flatMap((week) => {
    const issues = lines.filter((line) => line.week === week.from);
    if (issues.length === 0 && week.from < begins) return [];
    if (issues.length === 0 && panel === null) return [];
    const has = (some: readonly string[] = []) =>
      some.filter((day) => week.from <= day && day < week.until).length;
    const reason =
      issues.length > 0
        ? null
        : has(days?.published) > 0
          ? week.name === newest.name
            ? 'Not built yet.'
            : 'No issue was built.'
          : `Withheld: the week has no complete snapshot${has(days?.rejected) > 0 ? `; ${has(days?.rejected)} failed the checks` : ''}.`;
    return [{ week, issues, reason }];
  });
}
