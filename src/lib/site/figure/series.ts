import { isAlone } from '../../definition/lenses.ts';
import { SMALLEST_BASE } from '../../findings/thresholds.ts';
import { writeAltText } from '../../findings/write-alt-text.ts';
import { formatDay, formatMonth } from '../../format/dates.ts';
import { addDays } from '../../metrics/days.ts';
import type { Figure, FigureGroup, Period } from '../../metrics/figure.ts';
import { annotationsOf } from './annotations.ts';
import { type Head, headed } from './heads.ts';

export interface SeriesCell {
  /** A share, a count or a number of parameters; null where nothing is known. */
  value: number | null;
  /** The highest it could be; null where there is no band. */
  high: number | null;
}

export interface SeriesRow {
  /** YYYY-MM-DD, or YYYY-MM of months. */
  on: string;
  says: string;
  provisional: boolean;
  /** What happened in it: annotations of the reference, with their places, from 1, in the list of them. */
  notes: readonly { says: string; number: number }[];
  cells: readonly SeriesCell[];
}

/** A figure over time: a table that the chart draws. */
export interface SeriesTable {
  /** What a screen reader hears in place of the drawing. */
  label: string;
  /** The summary under which the table folds. */
  says: string;
  step: Figure['step'];
  kind: 'line' | 'bars' | 'area';
  unit: 'share' | 'count' | 'parameters';
  heading: string;
  columns: readonly Head[];
  rows: readonly SeriesRow[];
}

/** More columns than that no table needs; the chart draws fewer still. */
const mostColumns = 12;

/** The same where each has an earlier one beside it. */
const mostCompared = 7;

const HEADINGS = { day: 'Day', week: 'Week', month: 'Month' } as const;

/**
 * The series of a figure, or null where it has one point only, or nothing above zero. `earlier`: laid beside it, last
 * period beside last period.
 */
export function seriesTable(figure: Figure, earlier: Figure | null = null): SeriesTable | null {
  if (figure.groups.length === 0) return null;
  const isShare = figure.definition.by.length > 0 && figure.total !== null && !isAlone(figure.definition);
  const isSize = figure.measure.kind === 'mean' || figure.measure.kind === 'median';
  const kind = figure.measure.kind === 'flow' && figure.definition.by.length === 0 ? 'bars' : 'line';
  const columns = largest(figure, earlier ? mostCompared : mostColumns);
  if (columns.length === 0) return null;
  const cellOf = (of: Figure, group: FigureGroup | undefined, at: number): SeriesCell =>
    !group ? NOTHING : isShare ? shareCell(of, group, at) : { value: group.series[at] ?? null, high: null };
  const places = figure.periods.map((_, at) => at);
  const table = plainSeries(figure, {
    label: `${writeAltText(figure, kind === 'bars' ? 'columns' : 'lines')} The table below holds every value.`,
    unit: isShare ? 'share' : isSize ? 'parameters' : 'count',
    columns: columns.flatMap(({ head, group }) => [
      { head, cells: places.map((at) => cellOf(figure, group, at)) },
      ...(earlier === null
        ? []
        : [
            {
              head: previousHead(head),
              cells: places.map((at) =>
                cellBefore(earlier, group, { at: at - figure.periods.length, cellOf }),
              ),
            },
          ]),
    ]),
  });
  return table && { ...table, kind };
}

/** Columns of a page's own over the periods of a figure; null where it has one point only. */
export function plainSeries(
  figure: Figure,
  {
    label,
    unit,
    columns,
  }: Pick<SeriesTable, 'label' | 'unit'> & {
    columns: readonly { head: Head; cells: readonly SeriesCell[] }[];
  },
): SeriesTable | null {
  const seen = figure.periods.flatMap((period, at) => (period.asOf === null ? [] : [{ period, at }]));
  if (seen.length < 2) return null;
  return {
    ...{ label, unit, step: figure.step, kind: 'line' },
    says: `Table of ${seen.length} ${figure.step}s and ${columns.length === 1 ? 'one column' : `${columns.length} columns`}`,
    heading: figure.measure.kind === 'flow' ? HEADINGS[figure.step] : 'Snapshot',
    columns: columns.map(({ head }) => head),
    rows: seen.map(({ period, at }) => ({
      ...whenOf(figure, period),
      provisional: period.provisional,
      notes: notesIn(figure, period),
      cells: columns.map(({ cells }) => cells[at] ?? NOTHING),
    })),
  };
}

const NOTHING: SeriesCell = { value: null, high: null };

function previousHead(head: Head): Head {
  return { ...head, name: `${head.name}, before`, short: `${head.short}, before`, previous: true };
}

/** `at`: counted from the end, −1 the last. */
function cellBefore(
  earlier: Figure,
  group: FigureGroup,
  {
    at,
    cellOf,
  }: { at: number; cellOf: (of: Figure, group: FigureGroup | undefined, at: number) => SeriesCell },
): SeriesCell {
  const place = earlier.periods.length + at;
  if ((earlier.periods[place]?.asOf ?? null) === null) return NOTHING;
  const was = earlier.groups.find(({ ids }) => ids.join('~') === group.ids.join('~'));
  // A band around a line of the past would hide the present.
  return { ...cellOf(earlier, was, place), high: null };
}

/** The columns that ever were largest, in the order of the table of groups. */
function largest(figure: Figure, most: number): ReturnType<typeof headed> {
  const all = headed(figure).filter(({ group }) =>
    group.series.some((value) => value !== null && value !== 0),
  );
  const peak = ({ group }: (typeof all)[number]) => Math.max(0, ...group.series.map((value) => value ?? 0));
  const kept = new Set(all.toSorted((a, b) => peak(b) - peak(a)).slice(0, most));
  return all.filter((head) => kept.has(head));
}

/** The share of a group in one period, with its band: what charts, tables and files say of it. */
export function shareCell(figure: Figure, group: Figure['groups'][number], at: number): SeriesCell {
  const total = isTooSmall(figure, at) ? null : (figure.totals[at] ?? null);
  const dropped = group.open && figure.definition.unknown === 'drop';
  if (total === null || total <= 0 || dropped) return { value: null, high: null };
  const value = (group.series[at] ?? 0) / total;
  if (group.band === null) return { value, high: null };
  const open = figure.groups
    .filter((each) => each.open)
    .reduce((sum, each) => sum + (each.series[at] ?? 0), 0);
  return { value, high: Math.min(1, value + open / total) };
}

/** Of a flow, a period that holds next to nothing: one model would be a hundred percent of its month. */
export function isTooSmall({ measure, totals }: Figure, at: number): boolean {
  return measure.kind === 'flow' && Math.abs(totals[at] ?? 0) < SMALLEST_BASE[measure.id];
}

/** A stock stands at the snapshot, a flow fills its period. ISO weeks belong to the month of their Thursday. */
function whenOf({ measure, step }: Figure, { from, asOf }: Period): { on: string; says: string } {
  if (measure.kind !== 'flow') return { on: asOf ?? from, says: formatDay(asOf ?? from) };
  if (step !== 'month')
    return { on: from, says: step === 'week' ? `from ${formatDay(from)}` : formatDay(from) };
  const month = (measure.id === 'newModels' ? from : addDays(from, 3)).slice(0, 7);
  return { on: month, says: formatMonth(month) };
}

function notesIn(figure: Figure, { from, until }: Period): SeriesRow['notes'] {
  return annotationsOf(figure).flatMap(({ on, says }, at) =>
    from <= on && on < until ? [{ says, number: at + 1 }] : [],
  );
}
