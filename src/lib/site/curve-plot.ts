import { formatShare } from '../format/numbers.ts';
import type { Curve } from './dynamics-view.ts';

/** Second channel beside colour. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 3],
  [8, 3, 2, 3],
  [12, 4],
  [4, 2],
  [1, 4],
  [10, 2, 2, 2],
];

/** Curves between axes that hold all of them. */
export interface CurvePlot {
  /** 0 to 1 from the left and from the top, in the order of the curves. */
  points: readonly (readonly { across: number; down: number }[])[];
  dashes: readonly (readonly number[])[];
  ages: readonly { says: string; at: number }[];
  parts: readonly { says: string; at: number }[];
}

export const CURVE_AXES = { x: 'Age in days from release', y: 'Part that has reached the number' } as const;

export function curvePlot(curves: readonly Curve[]): CurvePlot {
  const oldest = Math.max(1, ...curves.flatMap(({ points }) => points.map(([age]) => age)));
  const highest = Math.max(0.05, ...curves.flatMap(({ points }) => points.map(([, part]) => part)));
  const top = Math.min(1, Math.ceil(highest * 10) / 10);
  return {
    points: curves.map(({ points }) =>
      points.map(([age, part]) => ({ across: age / oldest, down: 1 - part / top })),
    ),
    dashes: curves.map((_, at) => DASHES[at % DASHES.length] ?? []),
    ages: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ says: `${Math.round(at * oldest)}`, at })),
    parts: [0, 0.5, 1].map((part) => ({ says: formatShare(part * top), at: 1 - part })),
  };
}
