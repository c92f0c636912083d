import type { Db } from '../../../../db/client.ts';
import { BadDefinition } from '../../definition/errors.ts';
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
 * The day that life tables and derivatives are of, which are kept for the newest week alone. Throws `BadDefinition` where
 * an earlier snapshot is asked for. db/functions/33-structure.sql
 */
export async function readStructureDay(
  db: Db,
  { panel, asOf }: PanelFacts,
  snapshot: string | null = null,
): Promise<string> {
  const [row] = await db<{ day: string | null }[]>`
    select p.structure_as_of::text as "day" from panels p where p.panel = ${panel}`;
  const day = row?.day ?? asOf;
  if (snapshot !== null && snapshot < day)
    throw new BadDefinition([
      `This is kept as of ${day} alone, not as of ${snapshot}: ask for a snapshot from ${day} on, or for the newest.`,
    ]);
  return day;
}
