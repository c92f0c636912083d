import { hatchedLayers } from './hatching.ts';
import type { ChartColumn, ChartTable } from './read-table.ts';
import { dayNumber } from './time-axis.ts';

export interface ChartPoint {
  x: number;
  /** Null breaks the line. */
  y: number | null;
  /** The highest it could be; null or missing: no band. */
  high?: number | null;
  provisional?: boolean;
}

export interface ChartSeries extends ChartColumn {
  /** Lengths of strokes and gaps; empty is a full line. */
  dash: readonly number[];
  points: readonly ChartPoint[];
}

/** Beyond this many lines nobody can follow one. */
const mostLines = 7;

/** Told apart without colour. The order is that of the lines, largest at the end first. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 3],
  [10, 3, 2, 3],
  [4, 3],
  [14, 4],
  [2, 3],
  [12, 3, 2, 3, 2, 3],
];

/** Groups that are not known never take a full line. */
const OPEN_DASHES: readonly (readonly number[])[] = [
  [1.5, 3],
  [5, 4, 1.5, 4],
  [1.5, 6],
];

/** Days between two points that still belong to one line. */
export const REACH: Readonly<Record<ChartTable['step'], number>> = { day: 1, week: 13, month: 61 };

/** The lines of a table: the largest groups, gaps as null points, dashes by rank. */
export function chartSeries(table: ChartTable): readonly ChartSeries[] {
  const largest = table.columns
    .map((column, at) => ({ column, at, points: pointsOf(table, at) }))
    .filter(({ column }) => !column.previous)
    .filter(({ points }) => points.some(({ y }) => y !== null && y > 0))
    .toSorted((a, b) => peak(b.points) - peak(a.points))
    .slice(0, mostLines)
    .toSorted((a, b) => end(b.points) - end(a.points));
  if (table.kind === 'area') return stackOf(table);
  const ranks = { known: 0, open: 0 };
  const lines = largest.map(({ column, points, at }) => {
    const dashes = column.open ? OPEN_DASHES : DASHES;
    const rank = column.open ? ranks.open++ : ranks.known++;
    return { ...column, at, points, dash: dashes[rank % dashes.length] ?? [] };
  });
  // Behind all others, so that names at the ends are those of the present.
  const earlier = lines.flatMap(({ at, dash }) => {
    const column = table.columns[at + 1];
    return column?.previous ? [{ ...column, points: pointsOf(table, at + 1), dash }] : [];
  });
  return [...lines.map(({ at: _, ...line }) => line), ...earlier];
}

/** Every column in the order of the table: leaving one out would leave a hole. */
function stackOf(table: ChartTable): readonly ChartSeries[] {
  const hatched = hatchedLayers(table.columns);
  return table.columns.map((column, at) => ({
    ...column,
    points: pointsOf(table, at),
    // In the legend; the layer itself has strokes.
    dash: hatched.includes(at) ? [3, 3] : [],
  }));
}

function pointsOf(table: ChartTable, at: number): readonly ChartPoint[] {
  const points: ChartPoint[] = [];
  for (const { on, values, highs, provisional } of table.rows) {
    const x = dayNumber(on);
    const last = points.at(-1);
    if (last && x - last.x > REACH[table.step]) points.push({ x: (x + last.x) / 2, y: null });
    points.push({ x, y: values[at] ?? null, high: highs[at] ?? null, provisional });
  }
  return points;
}

function peak(points: readonly ChartPoint[]): number {
  return Math.max(0, ...points.map(({ y }) => y ?? 0));
}

function end(points: readonly ChartPoint[]): number {
  return points.findLast(({ y }) => y !== null)?.y ?? 0;
}
