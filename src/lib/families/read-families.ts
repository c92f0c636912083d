import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import { groupName } from '../definition/vocabulary.ts';
import { addDays, isoWeekStart } from '../metrics/days.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import { readGround, readStructureDay, type StructureAnswer } from '../metrics/structure/answer.ts';
import { type DerivativesOfFamily, readCurated, readDerivativeSums, readFirstParty } from './rows.ts';
import { type FamilySummary, summarize } from './summarize.ts';

/** One row of the comparison of families. */
export interface Family extends FamilySummary {
  id: string;
  name: string;
  publisher: { id: string; name: string };
  /** Where the publisher is based on the day of the snapshot. */
  region: { id: string; name: string };
  evidence: string;
  /** Of the family’s own models and of all whose declared lineage, or else whose name, leads to them. */
  downloads30d: { firstParty: number; family: number };
  /** By each way of counting, on `derivativesAsOf`. */
  derivatives: DerivativesOfFamily;
}

export interface Families extends StructureAnswer {
  derivativesAsOf: string;
  /** Most downloaded family first. Families without a model in the panel are there too. */
  families: readonly Family[];
}

/** The curated families side by side, as one panel has them today. */
export async function readFamilies(db: Db, { panel: named }: { panel: string | null }): Promise<Families> {
  const { panel, referenceVersion } = await readGround(db, named);
  const whole = definitionOf({
    panel: panel.panel,
    by: ['family'],
    step: 'week',
    window: { from: isoWeekStart(panel.asOf), until: addDays(panel.asOf, 1) },
  });
  const [figure, curated, models, derivatives, derivativesAsOf] = await Promise.all([
    readFigure(db, whole),
    readCurated(db, panel.asOf),
    readFirstParty(db, panel.panel),
    readDerivativeSums(db, panel.panel),
    readStructureDay(db, panel),
  ]);
  const downloads = new Map(figure.groups.map(({ ids, value }) => [ids[0] ?? '', value ?? 0]));
  const own = Map.groupBy(models, ({ family }) => family);
  const families = curated.map(({ id, name, publisherId, publisher, region, evidence }): Family => {
    const summary = summarize(own.get(id) ?? []);
    return {
      id,
      name,
      publisher: { id: publisherId, name: publisher ?? publisherId },
      region: { id: region, name: groupName('region', region, 'default') ?? region },
      evidence,
      ...summary,
      downloads30d: { firstParty: summary.downloads, family: downloads.get(id) ?? 0 },
      derivatives: derivatives.get(id) ?? { direct: 0, descendants: 0, mentioned: 0 },
    };
  });
  const sized = models.filter(({ parameters }) => parameters !== null).length;
  return {
    panel,
    asOf: panel.asOf,
    definition:
      'First-party: repositories of the family’s own publisher, by the reviewed rules of the family table. The family: these, and every model whose declared lineage ends there or, where none is declared, whose name says so.',
    coverage: models.length === 0 ? null : sized / models.length,
    notes: [
      'Sizes are exact counts of total parameters: a model named 7B may have 7.6 billion. Adapters have no part in the range.',
      'Coverage is the part of first-party models of known size.',
      'Active parameters are those a reviewed record states; none are inferred.',
      'Derivatives are lower bounds: many models declare no base.',
    ],
    referenceVersion,
    derivativesAsOf,
    families: families.toSorted(
      (a, b) => b.downloads30d.family - a.downloads30d.family || a.id.localeCompare(b.id),
    ),
  };
}
