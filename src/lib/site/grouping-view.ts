import type { Db } from '../../../db/client.ts';
import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { isAlone, lensed } from '../definition/lenses.ts';
import type { Grouping } from '../definition/vocabulary.ts';
import { groupedBy } from '../definition/words.ts';
import { nameOfLenses } from '../metrics/engine/lens-names.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import { type GroupedMetric, sharesByLicense, sharesByRegion, sharesBySize } from '../metrics/grouped.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { compareHref } from './compare/place.ts';
import { type Compared, readBeside } from './figure/compare.ts';
import { trendElsewhere } from './figure/elsewhere.ts';
import { type FigureView, figureView } from './figure/figure-view.ts';
import { type Defined, readDefined } from './figure/read-defined.ts';
import { paths } from './paths.ts';

/** What `/regions`, `/sizes` and `/licenses` show. */
export interface GroupingPage extends Defined {
  title: string;
  question: string;
  method: string;
  /** Pages that go on from here. */
  related: readonly { name: string; href: string }[];
  /** Where a reader goes on who has chosen one group: the same models by something else. */
  onward: readonly { name: string; href: string }[];
  /** The largest of its groups side by side; null where fewer than two are known. */
  compareHref: string | null;
  /** The trend of another panel, where this one has none. */
  elsewhere: FigureView | null;
  /** The same definition by what the groups are made of. */
  finer: FigureView | null;
}

const METRICS: Readonly<Record<Grouping, GroupedMetric & { finer: DimensionId | null }>> = {
  region: { ...sharesByRegion, finer: 'country' },
  size: { ...sharesBySize, finer: null },
  license: { ...sharesByLicense, finer: 'license-id' },
};

const RELATED: Readonly<Record<Grouping, (definition: Definition) => GroupingPage['related']>> = {
  region: () => [],
  size: () => [],
  license: ({ panel }) => [
    {
      name: 'License exposure: labels that differ from upstream terms, changes, and licenses from base to derivative',
      href: paths.exposure(definitionOf({ panel })),
    },
  ],
};

/** As many as a reader can take in at once. */
const mostCompared = 3;

const KINDS = { region: 'regions', size: 'sizes', license: 'licenses' } as const;

export async function readGrouping(
  db: Db,
  {
    grouping,
    definition,
    panels,
    compared = null,
  }: {
    grouping: Grouping;
    definition: Definition;
    panels: readonly PanelFacts[];
    compared?: Compared | null;
  },
): Promise<GroupingPage> {
  const { title, question, method, finer } = METRICS[grouping];
  const place = {
    address: (changed: Definition, compare: Compared | null) =>
      paths.grouping(grouping, changed, { compare }),
    action: paths.grouping(grouping),
    compared,
  };
  const shown = finer !== null && !isBeyond(definition, [grouping, finer]) ? finer : null;
  const [defined, elsewhere, finerFigure] = await Promise.all([
    readDefined(db, { id: grouping, definition, panels, place }),
    trendElsewhere(db, `${grouping}-elsewhere`, { definition, panels }),
    shown === null
      ? null
      : readFiner(db, {
          definition,
          by: shown,
          compared,
          address: (changed) => place.address(changed, compared),
        }),
  ]);
  const known = (defined.figure.table?.rows ?? []).filter(({ open }) => !open).map(({ id }) => id);
  const uncompared =
    known.length < 2 ||
    definition.attribution === 'flow' ||
    definition.measure.startsWith('parametersMedian');
  return {
    ...defined,
    title,
    question,
    method,
    related: [
      ...(finer === null || shown !== null ? [] : [finerLink(definition, finer, compared)]),
      ...RELATED[grouping](definition),
    ],
    onward: onward(grouping, definition, compared),
    compareHref: uncompared ? null : compareHref(KINDS[grouping], known.slice(0, mostCompared), definition),
    elsewhere,
    finer: finerFigure,
  };
}

function onward(grouping: Grouping, definition: Definition, compared: Compared | null) {
  if (!isAlone(definition)) return [];
  const others = (['region', 'size', 'license', 'publisher'] as const).filter((by) => by !== grouping);
  return others.map((by) => ({ ...finerLink(definition, by, compared), name: `by ${groupedBy(by)}` }));
}

/** Whether a lens tells models apart that the groups do not: then the finer figure is a question of its own, and a slow one. */
function isBeyond(definition: Definition, own: readonly DimensionId[]): boolean {
  return lensed(definition).some((dimension) => !own.includes(dimension));
}

function finerLink(definition: Definition, by: DimensionId, compare: Compared | null) {
  return {
    name: `The same by ${groupedBy(by)}`,
    href: paths.view({ ...definition, by: [by] }, { compare }),
  };
}

/** Null where the definition cannot be asked by that dimension: medians are kept by few. */
async function readFiner(
  db: Db,
  {
    definition,
    by,
    compared,
    address,
  }: {
    definition: Definition;
    by: DimensionId;
    compared: Compared | null;
    address: (definition: Definition) => string;
  },
): Promise<FigureView | null> {
  if (definition.measure.startsWith('parametersMedian')) return null;
  const asked = { ...definition, by: [by] };
  const figure = await readFigure(db, asked);
  const nameOf = nameOfLenses(figure.lensNames);
  const beside = await readBeside(db, { figure, definition: asked, compared });
  const lead = `by ${groupedBy(by)}`;
  return figureView(figure, { id: `by-${by}`, asked, nameOf, shows: 'table', beside, lead, address });
}
