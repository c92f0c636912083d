import type { Figure, FigureGroup, Period } from '../metrics/figure.ts';

/** What a figure says of one time: its whole window, or one period of its series. */
export interface Look {
  figure: Figure;
  /** Null: the whole window. */
  period: Period | null;
  /** Days it is about, half-open. */
  from: string;
  until: string;
  /** The snapshot that values of a stock stand at. */
  asOf: string;
  total: number | null;
  /** Known part of the whole, 0 to 1. */
  coverage: number | null;
  groups: readonly LookGroup[];
  provisional: boolean;
  /** Days of a gap whose gains are in it; null where there is none. */
  bridges: number | null;
}

/** As in `FigureGroup`, of that time. */
export type LookGroup = Pick<FigureGroup, 'ids' | 'names' | 'open' | 'value' | 'share' | 'band'>;

export interface Comparison {
  /** Null: no snapshot was published in the last period. */
  now: Look | null;
  before: Look | null;
  /** The earlier period is there, but no snapshot was published in it. */
  gap: boolean;
}

/**
 * The two looks that a finding compares: the whole windows of two figures, or, with `periodsBack`, the last period of
 * one figure and an earlier one. Throws where the two figures are of another panel or measure.
 */
export function compare(now: Figure, before: Figure | null, periodsBack: number | undefined): Comparison {
  if (before && (before.panel.panel !== now.panel.panel || before.measure.id !== now.measure.id))
    throw new RangeError('a finding compares two readings of one panel and one measure');
  if (periodsBack === undefined) return { now: wholeOf(now), before: before && wholeOf(before), gap: false };
  const at = now.periods.length - 1 - periodsBack;
  const earlier = at < 0 ? null : lookAt(now, at);
  return {
    now: lookAt(now, now.periods.length - 1),
    before: earlier,
    gap: at >= 0 && earlier === null,
  };
}

/** The whole window of a figure. */
export function wholeOf(figure: Figure): Look {
  const { periods, asOf, total, coverage, groups } = figure;
  const last = periods.at(-1);
  const isFlow = figure.measure.kind === 'flow';
  return {
    figure,
    period: null,
    from: periods[0]?.from ?? asOf,
    until: last?.until ?? asOf,
    asOf,
    total,
    coverage,
    groups,
    provisional: last?.provisional ?? false,
    bridges: isFlow && periods.length === 1 ? (last?.bridges ?? null) : null,
  };
}

/** One period of a figure's series; null where it is a gap. */
export function lookAt(figure: Figure, at: number): Look | null {
  const period = figure.periods[at];
  if (!period || period.asOf === null) return null;
  const total = figure.totals[at] ?? null;
  const values = figure.groups.map((group) => ({ group, value: group.series[at] ?? null }));
  const open = values.filter(({ group }) => group.open).reduce((sum, { value }) => sum + (value ?? 0), 0);
  const drops = figure.definition.unknown === 'drop';
  const whole = total === null ? null : drops ? total + open : total;
  return {
    figure,
    period,
    from: period.from,
    until: period.until,
    asOf: period.asOf,
    total,
    coverage: whole === null ? latestCoverage(figure, at) : whole > 0 ? unit(1 - open / whole) : null,
    groups: values
      .map(({ group, value }) => groupAt(group, { value, total, open }))
      .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)),
    provisional: period.provisional,
    bridges: figure.measure.kind === 'flow' ? period.bridges : null,
  };
}

/** Of means and medians, which have no whole, only the coverage of the last look is known. */
function latestCoverage(figure: Figure, at: number): number | null {
  return figure.periods.findLastIndex(({ asOf }) => asOf !== null) === at ? figure.coverage : null;
}

function unit(part: number): number {
  return Math.min(1, Math.max(0, part));
}

function groupAt(
  { ids, names, open: isOpen, share, band }: FigureGroup,
  { value, total, open }: { value: number | null; total: number | null; open: number },
): LookGroup {
  const part = value !== null && total !== null && total > 0 ? value / total : null;
  return {
    ids,
    names,
    open: isOpen,
    value,
    // A group without a share in the window, such as an open one that is dropped, has none in a period.
    share: share === null && isOpen ? null : part,
    band:
      band === null || part === null || total === null
        ? null
        : { low: part, high: Math.min(1, part + open / total) },
  };
}
