import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { PageMeasure } from '../definition/page-reach.ts';
import type { Grouping } from '../definition/vocabulary.ts';

/** A panel as readers meet it. Dates are UTC days. */
export interface PanelFacts {
  panel: string;
  title: string;
  population: string;
  kind: 'live' | 'recording' | 'history';
  sourceTitle: string;
  sourceUrl: string;
  terms: string;
  /** First and last published day. */
  from: string;
  asOf: string;
  /** Published snapshots. */
  snapshots: number;
  /** Models in the newest one. */
  models: number;
  /** False where the newest published snapshot does not record the all-time counter. */
  hasAllTime: boolean;
}

/** One group of a reading on its last day. */
export interface GroupReading {
  /** Vocabulary id. */
  id: string;
  name: string;
  /** True for unknown, unreviewed, not recorded: shown, counted, and not covered. */
  open: boolean;
  value: number;
  /** Part of the total, 0 to 1. Null when the total is 0. */
  share: number | null;
  models: number;
  /** Share at the earlier day the reading compares with; null where there is none. */
  shareBefore: number | null;
}

/** One day of a series. A day without a published snapshot has no point: gaps stay gaps. */
export interface Point {
  asOf: string;
  total: number;
  /** Value by group id; a group that does not occur is 0. */
  values: Readonly<Record<string, number>>;
}

/** A metric's answer. A number never travels alone. */
export interface Reading {
  panel: PanelFacts;
  definition: Definition;
  grouping: Grouping;
  measure: PageMeasure;
  asOf: string;
  /** The published day nearest to four weeks before, or null when the panel has one snapshot. */
  comparedWith: string | null;
  total: number;
  totalBefore: number | null;
  models: number;
  /** Share of the total whose group is known, 0 to 1; null when the total is 0. */
  coverage: number | null;
  /** In vocabulary order; groups that never occur are left out. */
  groups: readonly GroupReading[];
  /** Oldest first, thinned to at most 110 points: daily, or the last published day of each ISO week or month. */
  series: readonly Point[];
  step: 'day' | 'week' | 'month';
  /** Runs of days inside the series without a published snapshot, half-open, when the step is a day; else []. */
  gaps: readonly { from: string; until: string }[];
  /** Days whose look was rejected, with the reason. */
  rejected: readonly { asOf: string; says: string }[];
  referenceVersion: number;
}

/** A named question with unit, method and query. Registered in `index.ts`. */
export interface Metric<Answer> {
  id: string;
  title: string;
  question: string;
  method: string;
  read: (db: Db, definition: Definition) => Promise<Answer>;
}
