import type { Db } from '../../../../db/client.ts';
import { readGround, readStructureDay, type StructureAnswer } from './answer.ts';

/** Declared derivations from one license class to another. Of n bases each counts 1/n of the child. */
export interface LicensePair {
  /** `unseen` where no model of the declared name was ever seen. */
  parentClass: string;
  childClass: string;
  /** An id of VERDICTS. */
  verdict: string;
  models: number;
  /** Of the derivatives, in the previous 30 days. */
  downloads30d: number;
}

export interface LicensePairs extends StructureAnswer {
  /** In the order of the ids. */
  pairs: readonly LicensePair[];
}

/** From which license class to which derivatives go, of the newest week. definitions.md B6 */
export async function readLicensePairs(
  db: Db,
  { panel: named, snapshot = null }: { panel: string | null; snapshot?: string | null },
): Promise<LicensePairs> {
  const { panel, referenceVersion } = await readGround(db, named);
  const [asOf, pairs] = await Promise.all([
    readStructureDay(db, panel, snapshot),
    db<LicensePair[]>`
      select
        l.parent_class as "parentClass",
        l.child_class as "childClass",
        l.verdict as "verdict",
        l.models as "models",
        l.downloads_30d as "downloads30d"
      from rollup_license_pairs l
      join panels p on p.panel_id = l.panel_id
      where p.panel = ${panel.panel}
      order by l.parent_class, l.child_class, l.verdict
    `,
  ]);
  const all = pairs.reduce((sum, { models }) => sum + models, 0);
  const told = pairs.filter(({ verdict }) => verdict !== 'undecidable');
  return {
    panel,
    asOf,
    definition:
      'Declared derivations by the license class of the base and that of the derivative, as both are labelled now. A derivative of n bases counts 1/n under each.',
    coverage: all === 0 ? null : told.reduce((sum, { models }) => sum + models, 0) / all,
    notes: ['Many models declare no base: they are in no cell.', 'The labels are compared, nothing else.'],
    referenceVersion,
    pairs,
  };
}
