import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { withLens } from '../../definition/lenses.ts';
import type { NameOf } from '../../definition/words.ts';
import { type FirstPartyModel, readFirstParty } from '../../families/rows.ts';
import { addDays, isoWeekStart } from '../../metrics/days.ts';
import { nameOfLenses } from '../../metrics/engine/lens-names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import { type ListedModel, readTopModels } from '../../metrics/models.ts';
import { readPublisherModels } from '../../metrics/publisher.ts';
import type { Scale } from './compare-page.ts';
import type { Found, Subject } from './find-subjects.ts';
import { scaleProblem } from './scale.ts';

export type TopModel = Pick<ListedModel, 'repoId' | 'downloads30d'>;

/** The groups crossed with a second dimension, downloads of the newest week. */
export interface Mix {
  name: string;
  by: DimensionId;
  figure: Figure;
}

/** Everything a comparison of groups is made of. The crossed figures are of the newest week. */
export interface GroupReading {
  dimension: DimensionId;
  figure: Figure;
  nameOf: NameOf;
  downloads: Figure;
  models: Figure;
  allTime: Figure | null;
  mixes: readonly Mix[];
  lineage: Figure | null;
  /** In the order of the subjects; null where models cannot be listed by such groups. */
  tops: readonly (readonly TopModel[])[] | null;
  /** Of families alone: their own models. */
  firstParty: readonly FirstPartyModel[] | null;
}

interface Asked {
  found: Found;
  dimension: DimensionId;
  definition: Definition;
  scale: Scale;
}

/** The figure of a comparison. Throws BadDefinition for what cannot be set side by side. */
export async function readCompared(db: Db, { definition, scale }: Pick<Asked, 'definition' | 'scale'>) {
  if (definition.attribution === 'flow')
    throw new BadDefinition([
      'attribution: a flow has two ends and cannot be set side by side; choose uploader or creator.',
    ]);
  const figure = await readFigure(db, definition);
  const nameOf = nameOfLenses(figure.lensNames);
  const problem = scaleProblem(figure, scale);
  if (problem !== null) throw new BadDefinition([problem]);
  return { figure, nameOf };
}

export async function readGroups(db: Db, asked: Asked): Promise<GroupReading> {
  const { found, dimension, definition } = asked;
  const { figure, nameOf } = await readCompared(db, asked);
  const { panel, asOf } = figure;
  const ids = found.subjects.map(({ id }) => id);
  const week: Definition = {
    ...definition,
    panel: panel.panel,
    by: [dimension],
    measure: 'downloads30d',
    step: 'week',
    unknown: 'keep',
    window: { from: isoWeekStart(asOf), until: addDays(asOf, 1) },
  };
  const narrow = withLens(week, dimension, ids);
  const crossed = async (second: DimensionId) =>
    second === dimension ? null : await readFigure(db, { ...narrow, by: [dimension, second] });
  const [downloads, models, allTime, licenses, sizes, regions, lineage, tops, firstParty] = await Promise.all(
    [
      isPlain(definition) ? figure : readFigure(db, { ...week, step: 'auto', window: null }),
      readFigure(db, { ...week, measure: 'models' }),
      panel.hasAllTime ? readFigure(db, { ...week, measure: 'downloadsAllTime' }) : null,
      dimension === 'license-id' ? null : crossed('license'),
      crossed('size'),
      dimension === 'license' || dimension === 'size' || dimension === 'license-id'
        ? crossed('region')
        : null,
      crossed('relation'),
      readTops(db, { ...asked, panel: panel.panel }),
      dimension === 'family' ? readFirstParty(db, panel.panel) : null,
    ],
  );
  const mixes = [
    { name: 'License classes', by: 'license', figure: licenses },
    { name: 'Size classes', by: 'size', figure: sizes },
    { name: 'Regions', by: 'region', figure: regions },
  ] as const;
  return {
    ...{ dimension, figure, nameOf, downloads, models, allTime, lineage, firstParty },
    mixes: mixes.flatMap((mix) => (mix.figure === null ? [] : [{ ...mix, figure: mix.figure }])),
    tops: firstParty === null ? tops : ids.map((id) => firstParty.filter(({ family }) => family === id)),
  };
}

/** The figure of the page is one of downloads over everything recorded already. */
function isPlain({ measure, window, step, unknown }: Definition): boolean {
  return measure === 'downloads30d' && window === null && step === 'auto' && unknown === 'keep';
}

const topsShown = 3;

async function readTops(
  db: Db,
  { found, dimension, definition, panel }: Asked & { panel: string },
): Promise<GroupReading['tops']> {
  const top = async ({ id }: Subject): Promise<readonly TopModel[]> => {
    if (dimension === 'publisher') return await readPublisherModels(db, { id, panel, limit: topsShown });
    const lensed = withLens({ ...definition, lenses: {} }, dimension, [id]);
    return await readTopModels(db, { definition: { ...lensed, panel }, limit: topsShown });
  };
  if (!/^(publisher|region|size|license)$/.test(dimension) || definition.scheme !== 'default') return null;
  return await Promise.all(found.subjects.map(top));
}
