import type { ChartTable } from '../chart/read-table.ts';

/** A figure to be looked at outside of its page, with what must be known of it. */
export interface Picture {
  /** The finding. */
  title: string;
  /** What stands beside it, quieter; empty where nothing does. */
  beside: string;
  /** Measure and unit. */
  subtitle: string;
  /** What a reader who cannot see it is told. */
  label: string;
  body: Body;
  /** Definition, coverage, source: one part each. */
  facts: readonly string[];
  /** Where the view is. */
  address: string;
}

export type Body =
  | { kind: 'chart'; table: ChartTable }
  | { kind: 'facts'; facts: readonly FactCell[] }
  | { kind: 'ranked'; rows: readonly RankedRow[]; left: string | null }
  | { kind: 'slope'; when: readonly [string, string]; rows: readonly SlopeRow[]; left: string | null }
  | { kind: 'scatter'; scatter: ScatterBody; left: string | null }
  | { kind: 'steps'; steps: StepsBody; left: string | null }
  | { kind: 'heat'; columns: readonly string[]; rows: readonly HeatRow[]; left: string | null };

/** A number that needs no chart. */
export interface FactCell {
  term: string;
  value: string;
  unit: string;
}

export interface RankedRow {
  name: string;
  /** Resolved colour. */
  color: string;
  /** Not known: drawn in outline. */
  open: boolean;
  /** Length of its bar, of the longest; 0 to 1. */
  part: number;
  says: string;
}

export interface SlopeRow {
  name: string;
  color: string;
  open: boolean;
  /** 0 at the foot, 1 at the top. */
  first: number;
  last: number;
  firstSays: string;
  lastSays: string;
}

/** Two axes; ticks lie 0 to 1 from the left and from the top. */
export interface Axes {
  xName: string;
  yName: string;
  xTicks: readonly { says: string; at: number }[];
  yTicks: readonly { says: string; at: number }[];
}

export interface ScatterBody extends Axes {
  /** 0 to 1 from the left and from the top. */
  points: readonly {
    name: string | null;
    before: boolean;
    color: string;
    open: boolean;
    across: number;
    down: number;
  }[];
}

/** Curves that rise in steps, at most eight. */
export interface StepsBody extends Axes {
  curves: readonly {
    name: string;
    color: string;
    dash: readonly number[];
    /** 0 to 1 from the left and from the top. */
    points: readonly { across: number; down: number }[];
  }[];
}

export interface HeatRow {
  name: string;
  cells: readonly { says: string; strength: number }[];
}

/** The size of a picture in CSS pixels: the shape social networks show whole. */
export const PICTURE_SIZE = { width: 960, height: 504 } as const;

/** Pixels that a CSS pixel takes in a PNG: 1,600 × 840 in all. */
export const PICTURE_RATIO = 5 / 3;

/** Of a chart alone, in CSS pixels: as wide as it can be read on a phone. */
export const CHART_SIZE = { width: 450, height: 270 } as const;
