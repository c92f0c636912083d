import type { Db } from '../../../../db/client.ts';
import type { PanelFacts } from '../metric.ts';
import { choosePanel, readPanels } from '../panels.ts';
import { readVersion } from '../publication.ts';

/** What every answer about the structure of a panel says beside its numbers. */
export interface StructureAnswer {
  panel: PanelFacts;
  /** The UTC day that the newest numbers are of. */
  asOf: string;
  /** What was counted, in sentences. */
  definition: string;
  /** Part of the whole that the numbers speak for, 0 to 1; null where there is no whole. */
  coverage: number | null;
  /** What must be said beside the numbers, a sentence each. */
  notes: readonly string[];
  referenceVersion: number;
}

/** The panel of that name, or the first, and the reference in force. Throws as `choosePanel` does. */
export async function readGround(
  db: Db,
  named: string | null,
): Promise<Pick<StructureAnswer, 'panel' | 'referenceVersion'>> {
  const [panels, { referenceVersion }] = await Promise.all([readPanels(db), readVersion(db)]);
  return { panel: choosePanel(panels, named), referenceVersion };
}

/**
 * The day of what is made once a week: the first published day of the ISO week of the panel's newest snapshot.
 * db/functions/33-structure.sql
 */
export async function readWeeklyDay(db: Db, { panel, asOf }: PanelFacts): Promise<string> {
  const [row] = await db<{ day: string | null }[]>`
    select min(s.as_of)::text as "day"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = ${panel} and s.status = 'published' and s.as_of >= date_trunc('week', ${asOf}::date)
  `;
  return row?.day ?? asOf;
}
