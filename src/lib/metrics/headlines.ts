import { REGIONS } from '../../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../../db/vocab/size-classes.ts';
import { comparedAt, shareAt } from './compared.ts';
import { readFigure } from './engine/read-figure.ts';
import type { Figure, FigureGroup } from './figure.ts';
import type { Metric, PanelFacts } from './metric.ts';

/** One figure of the overview. */
export interface Headline {
  id: 'models' | 'downloads' | 'leading-region' | 'permissive' | 'small-models';
  title: string;
  /** A count, or a share from 0 to 1. Null: there is nothing to divide by. */
  value: number | null;
  kind: 'count' | 'share';
  unit: string;
  /** Counts: relative change (0.05 is five percent more). Shares: difference of shares. Null: nothing to compare. */
  change: number | null;
  /** Share of the total the figure can speak for, 0 to 1. A plain count covers all. */
  coverage: number | null;
  /** By period of the record; null where there is a gap, or nothing to divide by. */
  series: readonly (number | null)[];
  /** Models that it counts, or whose downloads it counts. */
  models: number;
  /** The group the figure is about, where it was not chosen beforehand. */
  group: { id: string; name: string } | null;
  runnerUp: { id: string; name: string; share: number | null } | null;
}

export interface Headlines {
  panel: PanelFacts;
  asOf: string;
  /** The snapshot nearest to four weeks before, or null where there is one only. */
  comparedWith: string | null;
  /** Of the first snapshot of the record, where `series` of figures begin. */
  since: string;
  /** Four, in the order of the page; three where no region is known. */
  figures: readonly Headline[];
  referenceVersion: number;
}

const places = new Set(REGIONS.filter(({ kind }) => kind === 'place').map(({ id }) => id));
const small = new Set(SIZE_CLASSES.filter(({ from }) => from !== null && from < 1e9).map(({ id }) => id));

/** The figures headlines are made of. */
export interface HeadlineSources {
  /** Models, without groups. */
  models: Figure;
  /** Downloads by region, size and license. */
  region: Figure;
  size: Figure;
  license: Figure;
}

/** The figures a reader should see first. */
export const headlines: Metric<Headlines> = {
  id: 'headlines',
  title: 'At a glance',
  question:
    'How many open models are there, how much are they downloaded, from where, and under which terms?',
  method:
    'Counts of the newest published snapshot of the panel, compared with the published day nearest to four weeks before. ' +
    'The leading region is the largest among regions that are places; shares are parts of all downloads, known or not. ' +
    'Where a panel records no licenses, the share of models under one billion parameters takes the place of the permissive share.',
  async read(db, definition) {
    const downloads = { ...definition, measure: 'downloads30d' } as const;
    const [models, region, size, license] = await Promise.all([
      readFigure(db, { ...definition, measure: 'models', by: [] }),
      readFigure(db, { ...downloads, by: ['region'] }),
      readFigure(db, { ...downloads, by: ['size'] }),
      readFigure(db, { ...downloads, by: ['license'] }),
    ]);
    return headlinesOf({ models, region, size, license });
  },
};

/** The headlines of four figures of one panel and one day. */
export function headlinesOf({ models, region, size, license }: HeadlineSources): Headlines {
  const at = comparedAt(region);
  return {
    panel: region.panel,
    asOf: region.asOf,
    comparedWith: at === null ? null : (region.periods[at]?.asOf ?? null),
    since: region.periods.find(({ asOf }) => asOf !== null)?.asOf ?? region.asOf,
    figures: [
      total({ id: 'models', title: 'Models' }, models),
      total({ id: 'downloads', title: 'Downloads, 30 days' }, region),
      ...leadingRegion(region),
      recordsLicenses(license) ? permissive(license) : smallModels(size),
    ].map((figure) => ({ ...figure, models: models.total ?? 0 })),
    referenceVersion: region.referenceVersion,
  };
}

type Told = Omit<Headline, 'models'>;

function total(about: Pick<Headline, 'id' | 'title'>, figure: Figure): Told {
  const at = comparedAt(figure);
  const before = at === null ? null : (figure.totals[at] ?? null);
  return {
    ...about,
    value: figure.total ?? 0,
    kind: 'count',
    unit: figure.measure.unit,
    change: before === null || before === 0 ? null : (figure.total ?? 0) / before - 1,
    coverage: 1,
    series: figure.totals,
    group: null,
    runnerUp: null,
  };
}

function leadingRegion(figure: Figure): readonly Told[] {
  const [first, second] = figure.groups.filter(({ ids: [id], value }) => places.has(id ?? '') && value);
  if (!first) return [];
  const { id, name } = named(first);
  return [
    {
      ...share(figure, [first]),
      id: 'leading-region',
      title: name,
      group: { id, name },
      runnerUp: second ? { ...named(second), share: second.share } : null,
    },
  ];
}

function named({ ids, names }: FigureGroup): { id: string; name: string } {
  return { id: ids[0] ?? '', name: names[0] ?? '' };
}

function permissive(figure: Figure): Told {
  return {
    ...share(
      figure,
      figure.groups.filter(({ ids: [id] }) => id === 'permissive'),
    ),
    id: 'permissive',
    title: 'Under a permissive license',
    group: null,
    runnerUp: null,
  };
}

function smallModels(figure: Figure): Told {
  return {
    ...share(
      figure,
      figure.groups.filter(({ ids: [id] }) => small.has(id ?? '')),
    ),
    id: 'small-models',
    title: 'Models under 1B parameters',
    group: null,
    runnerUp: null,
  };
}

function share(figure: Figure, groups: readonly FigureGroup[]) {
  const value = figure.total ? groups.reduce((sum, group) => sum + (group.share ?? 0), 0) : null;
  const sharesAt = (at: number) =>
    (figure.totals[at] ?? 0) > 0
      ? groups.reduce((sum, group) => sum + (shareAt(figure, group, at) ?? 0), 0)
      : null;
  const at = comparedAt(figure);
  const before = at === null ? null : sharesAt(at);
  return {
    value,
    kind: 'share' as const,
    unit: `of ${figure.measure.unit}`,
    change: value === null || before === null ? null : value - before,
    coverage: figure.coverage,
    series: figure.periods.map((_, each) => sharesAt(each)),
  };
}

/** False where the panel’s source does not say what license a model has. */
function recordsLicenses({ groups }: Figure): boolean {
  return groups.some(({ ids: [id], value }) => id !== 'unrecorded' && value);
}
