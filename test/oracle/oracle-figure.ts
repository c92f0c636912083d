import type { Definition } from '../../src/lib/definition/definition.ts';
import type { Judged } from './judge-world.ts';
import type { Portions } from './portions.ts';

/** The numbers of a figure. Units and nulls as in `Figure`. */
export interface OracleFigure {
  periods: readonly OraclePeriod[];
  groups: readonly OracleGroup[];
  total: number | null;
  totals: readonly (number | null)[];
  coverage: number | null;
  lineageCoverage: number | null;
}

export interface OraclePeriod {
  from: string;
  until: string;
  asOf: string | null;
  snapshots: number;
  bridges: number | null;
}

export interface OracleGroup {
  ids: readonly string[];
  open: boolean;
  value: number | null;
  share: number | null;
  band: { low: number; high: number } | null;
  series: readonly (number | null)[];
  fallen: readonly (number | null)[];
}

/** A definition, and how each model counts under it; null: it is not in the population. */
export interface Asked {
  definition: Definition;
  portions: (model: Judged) => Portions | null;
}

/** Groups that occurred, by their ids joined. */
export type Names = Map<string, { ids: readonly string[]; open: boolean }>;
