import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import type { Measure } from '../../../db/vocab/measures.ts';
import type { Definition } from '../definition/definition.ts';
import type { PanelFacts } from './metric.ts';

/** One stretch of time of a series: a day, an ISO week, or the ISO weeks whose Thursday lies in a month. */
export interface Period {
  /** First day. */
  from: string;
  /** The day after the last. */
  until: string;
  /** The last published snapshot in it, or null: the period is a gap. */
  asOf: string | null;
  /** Published snapshots in it. */
  snapshots: number;
  /** Fewer snapshots than a closed period needs: 6 of 7 days a week, of a panel that is looked at daily. */
  provisional: boolean;
  /** For flows: days from the snapshot before to the first one of the period, where that is more than the panel's step. */
  bridges: number | null;
}

/** One group of a figure; of two crossed dimensions, one pair. */
export interface FigureGroup {
  /** One id per dimension of `definition.by`; under the flow of attribution, creator first. */
  ids: readonly string[];
  names: readonly string[];
  /** Not known in at least one dimension. */
  open: boolean;
  /** Of the window: the last period's of a stock, mean or median, the sum of a flow. Null: not recorded. */
  value: number | null;
  /** Part of `total`, 0 to 1; null where there is none, and for open groups whose unknown is dropped. */
  share: number | null;
  /** With `unknown: 'band'`: the lowest and the highest share it could have. Null for open groups. */
  band: { low: number; high: number } | null;
  /** By period; null where the period is a gap or the measure is not recorded. */
  series: readonly (number | null)[];
  /** Fallen counters inside a gain, by period, as positive numbers; empty for other measures. */
  fallen: readonly (number | null)[];
}

export interface FigureNote {
  kind: 'annotation' | 'restated' | 'gap' | 'rejected' | 'counting' | 'window';
  /** Null: it concerns the figure as a whole. */
  on: string | null;
  says: string;
}

/** A figure: one measure, by at most two dimensions, under up to any number of lenses, over a window. */
export interface Figure {
  panel: PanelFacts;
  /** As it was computed: with the panel, the step and the window filled in. */
  definition: Definition;
  measure: Measure;
  asOf: string;
  step: 'day' | 'week' | 'month';
  periods: readonly Period[];
  /** Largest value first; equal ones by id. Without `by`: one group without ids. */
  groups: readonly FigureGroup[];
  /** What shares are parts of, in the window; null where the measure has no shares. */
  total: number | null;
  /** The same by period. */
  totals: readonly (number | null)[];
  /** Part of the whole whose groups are all known, in the window, 0 to 1; null where there is no whole. */
  coverage: number | null;
  /** Part of the whole in models with a declared base, 0 to 1, under the attribution to creators; else null. */
  lineageCoverage: number | null;
  notes: readonly FigureNote[];
  /** What the groups of its lenses are called that no word list knows. */
  lensNames: readonly { dimension: DimensionId; id: string; name: string }[];
  referenceVersion: number;
}
