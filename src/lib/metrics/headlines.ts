import type { Db } from '../../../db/client.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../../db/vocab/size-classes.ts';
import type { Definition } from '../definition/definition.ts';
import type { Grouping } from '../definition/vocabulary.ts';
import type { GroupReading, Metric, PanelFacts, Reading } from './metric.ts';
import { ranked } from './ranked.ts';
import { readShares } from './read-shares.ts';

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
  /** The group the figure is about, where it was not chosen beforehand. */
  group: { id: string; name: string } | null;
  runnerUp: { id: string; name: string; share: number | null } | null;
}

export interface Headlines {
  panel: PanelFacts;
  definition: Definition;
  asOf: string;
  comparedWith: string | null;
  /** Four, in the order of the page; three where no region is known. */
  figures: readonly Headline[];
  referenceVersion: number;
}

const places = new Set(REGIONS.filter(({ kind }) => kind === 'place').map(({ id }) => id));
const small = new Set(SIZE_CLASSES.filter(({ from }) => from !== null && from < 1e9).map(({ id }) => id));

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
    const [region, size, license, count] = await Promise.all([
      ends(db, definition, 'region'),
      ends(db, definition, 'size'),
      ends(db, definition, 'license'),
      readShares(db, {
        definition: { ...definition, measure: 'models' },
        grouping: 'region',
        series: 'ends',
      }),
    ]);
    const { panel, asOf, comparedWith, referenceVersion } = region;
    const figures = [
      total({ id: 'models', title: 'Models' }, count),
      total({ id: 'downloads', title: 'Downloads, 30 days' }, region),
      ...leadingRegion(region),
      recordsLicenses(license) ? permissive(license) : smallModels(size),
    ];
    return { panel, definition: region.definition, asOf, comparedWith, figures, referenceVersion };
  },
};

function ends(db: Db, definition: Definition, grouping: Grouping): Promise<Reading> {
  return readShares(db, { definition: { ...definition, measure: 'downloads30d' }, grouping, series: 'ends' });
}

function total(about: Pick<Headline, 'id' | 'title'>, reading: Reading): Headline {
  const before = reading.totalBefore;
  return {
    ...about,
    value: reading.total,
    kind: 'count',
    unit: reading.measure.unit,
    change: before === null || before === 0 ? null : reading.total / before - 1,
    coverage: 1,
    group: null,
    runnerUp: null,
  };
}

function leadingRegion(reading: Reading): readonly Headline[] {
  const [first, second] = ranked(reading.groups).filter(({ id }) => places.has(id));
  if (!first) return [];
  const { id, name } = first;
  return [
    {
      ...share(reading, [first]),
      id: 'leading-region',
      title: name,
      group: { id, name },
      runnerUp: second ? { id: second.id, name: second.name, share: second.share } : null,
    },
  ];
}

function permissive(reading: Reading): Headline {
  const groups = reading.groups.filter(({ id }) => id === 'permissive');
  return {
    ...share(reading, groups),
    id: 'permissive',
    title: 'Under a permissive license',
    group: null,
    runnerUp: null,
  };
}

function smallModels(reading: Reading): Headline {
  const groups = reading.groups.filter(({ id }) => small.has(id));
  return {
    ...share(reading, groups),
    id: 'small-models',
    title: 'Models under 1B parameters',
    group: null,
    runnerUp: null,
  };
}

function share(reading: Reading, groups: readonly GroupReading[]) {
  const value = reading.total === 0 ? null : groups.reduce((sum, group) => sum + (group.share ?? 0), 0);
  const before = reading.totalBefore
    ? groups.reduce((sum, group) => sum + (group.shareBefore ?? 0), 0)
    : null;
  return {
    value,
    kind: 'share' as const,
    unit: `of ${reading.measure.unit}`,
    change: value === null || before === null ? null : value - before,
    coverage: reading.coverage,
  };
}

/** False where the panel's source does not say what license a model has. */
function recordsLicenses({ groups }: Reading): boolean {
  return groups.some(({ id, value, models }) => id !== 'unrecorded' && (value > 0 || models > 0));
}
