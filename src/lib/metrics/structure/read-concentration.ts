import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import type { StructureAnswer } from './answer.ts';
import type { Inequality } from './concentration-of.ts';
import { concentrationOfGroups } from './concentration-of-groups.ts';
import { concentrationOfModels } from './concentration-of-models.ts';

/** What the units are. Figures of different levels do not compare. */
export const CONCENTRATION_LEVELS = ['model', 'namespace', 'family', 'publisher', 'country'] as const;

export type ConcentrationLevel = (typeof CONCENTRATION_LEVELS)[number];

export interface ConcentrationPoint extends Inequality {
  asOf: string;
  /** Part of the whole that is in units: not without a family, not unreviewed. */
  coverage: number | null;
}

export interface Concentration extends StructureAnswer {
  level: ConcentrationLevel;
  /** As it was computed. */
  asked: Definition;
  newest: ConcentrationPoint | null;
  /** Oldest first, of published snapshots alone. */
  series: readonly ConcentrationPoint[];
}

/**
 * How concentrated a measure is among the units of a level, over the window of the definition; its `by` is not used.
 * Models and namespaces: without lenses, over all models, by `downloads30d`, `downloadsAllTime` or `likes`. The other levels:
 * by any measure that can be added up, under any lens and attribution but the flow. Throws BadDefinition otherwise.
 */
export async function readConcentration(
  db: Db,
  { level, definition }: { level: ConcentrationLevel; definition: Definition },
): Promise<Concentration> {
  if (level === 'model' || level === 'namespace') return await concentrationOfModels(db, level, definition);
  return await concentrationOfGroups(db, level, definition);
}
