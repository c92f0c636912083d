import { MEASURES, type MeasureId } from '../../../../db/vocab/measures.ts';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import type { Definition } from '../../../../src/lib/definition/definition.ts';
import { groupName, groupsOf } from '../../../../src/lib/definition/vocabulary.ts';
import { addDays } from '../../../../src/lib/metrics/days.ts';
import type { Figure, FigureGroup, Period } from '../../../../src/lib/metrics/figure.ts';
import type { PanelFacts } from '../../../../src/lib/metrics/metric.ts';

// Constructed for tests. No number here was ever observed.

const head: PanelFacts = {
  panel: 'hub-head',
  title: 'Most downloaded models of the Hub',
  population: 'The 50,000 public models of the Hub with the most downloads in the last 30 days.',
  kind: 'live',
  sourceTitle: 'Hub',
  sourceUrl: 'https://example.org',
  terms: 'None.',
  from: '2026-01-01',
  asOf: '2026-08-22',
  snapshots: 200,
  models: 50_000,
  hasAllTime: true,
};

/** Panels as the collectors name them. */
export const PANELS = {
  head,
  hub: {
    ...head,
    panel: 'hub',
    title: 'All models of the Hub',
    population: 'Every public model repository of the Hub, gated ones included.',
  },
  recording: {
    ...head,
    panel: 'ai-nexus',
    title: 'Most downloaded models per task',
    population: 'About the top 1,000 models per task by downloads.',
    snapshots: 1,
  },
} as const satisfies Record<string, PanelFacts>;

type Values = readonly (number | null)[];

export interface Made extends Partial<Definition> {
  of?: keyof typeof PANELS;
  measure?: MeasureId;
  /** Value of each group, or its values by period; crossed ids are joined by `/`. */
  values: Readonly<Record<string, number | null | Values>>;
  /** Names that no word list knows. */
  names?: Readonly<Record<string, string>>;
  asOf?: string;
  step?: 'day' | 'week' | 'month';
  /** First days of the periods; without them one period that ends with the day of the figure. */
  periods?: readonly string[];
  provisional?: boolean;
  bridges?: number;
  lineageCoverage?: number;
  /** Of a mean or a median. */
  coverage?: number;
  lensNames?: Figure['lensNames'];
}

/** A figure from values alone: totals, shares, bands and coverage are those that the values have. */
export function figureOf(made: Made): Figure {
  const { values, names = {}, asOf = '2026-08-22', step = 'day', of = 'head' } = made;
  const definition = definitionOf({ by: Object.keys(values)[0] === '' ? [] : ['region'], ...parts(made) });
  const measure = MEASURES.find(({ id }) => id === definition.measure);
  if (!measure) throw new Error('no such measure');
  const isSum = measure.kind === 'stock' || measure.kind === 'flow';
  const groups = Object.entries(values).map(([key, value]) => ({
    ...called(key, { definition, names }),
    series: Array.isArray(value) ? (value as Values) : [value as number | null],
  }));
  const count = Math.max(...groups.map(({ series }) => series.length));
  const periods = periodsOf(made, count, { asOf, step, groups });
  const latest = (series: Values): number | null =>
    measure.kind === 'flow' ? sum(series) : (series.findLast((value) => value !== null) ?? null);
  const open = groups.filter((group) => group.open);
  const drops = definition.unknown === 'drop';
  const counted = groups.filter((group) => !(drops && group.open));
  const wholeOf = (some: typeof groups, at: number | null) =>
    isSum ? sum(some.map(({ series }) => (at === null ? latest(series) : (series[at] ?? null)))) : null;
  const total = wholeOf(counted, null);
  const all = wholeOf(groups, null) ?? 0;
  const unknown = wholeOf(open, null) ?? 0;
  return {
    panel: PANELS[of],
    definition,
    measure,
    asOf,
    step,
    periods,
    groups: groups
      .map((group): FigureGroup => {
        const value = latest(group.series);
        const share = value === null || total === null || total <= 0 ? null : value / total;
        return {
          ...group,
          value,
          share: drops && group.open ? null : share,
          band:
            definition.unknown === 'band' && !group.open && share !== null && total
              ? { low: share, high: share + unknown / total }
              : null,
          fallen: [],
        };
      })
      .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1)),
    total,
    totals: periods.map((_, at) => wholeOf(counted, at)),
    coverage: made.coverage ?? (isSum && all > 0 ? 1 - unknown / all : null),
    lineageCoverage: made.lineageCoverage ?? null,
    notes: [],
    lensNames: made.lensNames ?? [],
    referenceVersion: 1,
  };
}

/** The parts of a definition among what was asked for. */
function parts(made: Made): Partial<Definition> {
  const { values, names, asOf, step, periods, provisional, bridges, ...more } = made;
  const { lineageCoverage, coverage, lensNames, of, ...definition } = more;
  return definition;
}

function called(
  key: string,
  { definition, names }: { definition: Definition; names: Readonly<Record<string, string>> },
) {
  const ids = key === '' ? [] : key.split('/').map((id) => (id === '-' ? '' : id));
  const by = definition.attribution === 'flow' ? [...definition.by, ...definition.by] : definition.by;
  const groups = ids.map((id, at) => {
    const dimension = by[at] ?? 'region';
    const group = groupsOf(dimension, definition.scheme)?.find((each) => each.id === id);
    const name = names[id] ?? group?.name ?? groupName(dimension, id, definition.scheme) ?? id;
    return { name, open: group?.open ?? ['UNKNOWN', 'UNREVIEWED', 'unrecorded'].includes(id) };
  });
  return { ids, names: groups.map(({ name }) => name), open: groups.some(({ open }) => open) };
}

function periodsOf(
  { periods, provisional = false, bridges }: Made,
  count: number,
  { asOf, step, groups }: { asOf: string; step: Figure['step']; groups: readonly { series: Values }[] },
): readonly Period[] {
  const length = { day: 1, week: 7, month: 31 }[step];
  const begins =
    periods ?? Array.from({ length: count }, (_, at) => addDays(asOf, (at - count) * length + 1));
  return begins.map((from, at) => {
    const until = begins[at + 1] ?? addDays(from, length);
    const isGap = groups.every(({ series }) => (series[at] ?? null) === null);
    const last = at === begins.length - 1;
    return {
      from,
      until,
      asOf: isGap ? null : last ? asOf : addDays(until, -1),
      snapshots: isGap ? 0 : length,
      provisional: last && provisional,
      bridges: last ? (bridges ?? null) : null,
    };
  });
}

function sum(values: Values): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((total, value) => total + value, 0);
}
