import { placeLabels } from '../../chart/place-labels.ts';
import { writeFinding } from '../../findings/write-finding.ts';
import { writeMover } from '../../findings/write-mover.ts';
import { formatDay, formatMonth } from '../../format/dates.ts';
import { formatCompact, formatExact, formatParameters, formatShare } from '../../format/numbers.ts';
import type { Figure, Period } from '../../metrics/figure.ts';
import { type Change, changeOfFigure, changeOfShare } from '../change-view.ts';
import { overAll } from '../figure/figure-view.ts';
import { type Head, headed } from '../figure/heads.ts';
import { seriesTable, shareCell } from '../figure/series.ts';

export interface SlopeEnd {
  value: number;
  says: string;
  /** Short, for the drawing. */
  brief: string;
  /** Where its line ends and where its label stands, in CSS pixels from the top. */
  y: number;
  labelY: number;
}

export interface SlopeRow extends Head {
  first: SlopeEnd;
  last: SlopeEnd;
  change: Change | null;
}

/** The first period of a figure against its last. */
export interface SlopeTable {
  label: string;
  heading: string;
  firstSays: string;
  lastSays: string;
  /** Of the drawing, in CSS pixels. */
  height: number;
  rows: readonly SlopeRow[];
  /** Groups that are left out of the drawing, being small, or missing at one end. */
  left: number;
}

const mostRows = 10;
const top = 40;
const labelHeight = 18;

/** Null where the figure has one point in time only. */
export function slopeTable(figure: Figure): SlopeTable | null {
  const places = figure.periods.flatMap(({ asOf }, at) => (asOf === null ? [] : [at]));
  const [from, until] = [places[0], places.at(-1)];
  const base = seriesTable(figure);
  if (base === null || from === undefined || until === undefined || from === until) return null;
  const isShare = base.unit === 'share';
  const valueAt = (group: Figure['groups'][number], at: number) =>
    isShare ? shareCell(figure, group, at).value : (group.series[at] ?? null);
  const all = headed(figure)
    .map(({ group, head }) => ({ head, first: valueAt(group, from), last: valueAt(group, until) }))
    .flatMap(({ head, first, last }) => (first === null || last === null ? [] : [{ head, first, last }]))
    .filter(({ first, last }) => first > 0 || last > 0);
  const shown = all
    .toSorted((a, b) => Math.max(b.first, b.last) - Math.max(a.first, a.last))
    .slice(0, mostRows)
    .toSorted((a, b) => b.last - a.last);
  const height = Math.max(320, top + shown.length * (labelHeight + 14));
  const most = Math.max(...shown.flatMap(({ first, last }) => [first, last]), Number.MIN_VALUE);
  const yOf = (value: number) => top + (1 - Math.max(0, value) / most) * (height - top - labelHeight);
  const room = { top, bottom: height - labelHeight / 2, height: labelHeight };
  const [firstLabels, lastLabels] = (['first', 'last'] as const).map((side) =>
    placeLabels(
      shown.map((row) => yOf(row[side])),
      room,
    ),
  );
  const end = (value: number, labelY: number | undefined): SlopeEnd => ({
    value,
    ...WORDS[base.unit](value),
    y: yOf(value),
    labelY: labelY ?? yOf(value),
  });
  return {
    label: base.label.replace(/^\w+ chart/, 'Slope chart'),
    heading: base.heading,
    firstSays: whenOf(figure, figure.periods[from]),
    lastSays: whenOf(figure, figure.periods[until]),
    height,
    left: figure.groups.filter(({ value }) => value !== null && value !== 0).length - shown.length,
    rows: shown.map(({ head, first, last }, at) => ({
      ...head,
      first: end(first, firstLabels?.[at]),
      last: end(last, lastLabels?.[at]),
      change: isShare
        ? changeOfShare(last, first)
        : changeOfFigure({ kind: 'count', change: first > 0 ? last / first - 1 : null }),
    })),
  };
}

/** What a slope chart shows: the largest move from its first period to its last; null where it has no such two. */
export function slopeFinding(figure: Figure): string | null {
  const options = overAll(figure);
  return options && (writeMover(figure, null, options) ?? writeFinding(figure, null, options));
}

const WORDS = {
  share: (value: number) => ({ says: formatShare(value), brief: formatShare(value) }),
  count: (value: number) => ({ says: formatExact(value), brief: formatCompact(value) }),
  parameters: (value: number) => ({ says: formatParameters(value), brief: formatParameters(value) }),
};

function whenOf({ measure, step }: Figure, period: Period | undefined): string {
  if (!period) return '';
  if (measure.kind !== 'flow') return formatDay(period.asOf ?? period.from);
  return step === 'month' ? formatMonth(period.from.slice(0, 7)) : `from ${formatDay(period.from)}`;
}
