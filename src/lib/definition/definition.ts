import type { MeasureId } from '../../../db/vocab/measures.ts';

/** The three groupings every page can show and every lens can narrow. */
export type Grouping = 'region' | 'size' | 'license';

/** What a figure is about, apart from how it is drawn. One definition prints to one URL query. */
export interface Definition {
  /** A panel's short name; null lets the site choose the panel with the smallest rank. */
  panel: string | null;
  measure: MeasureId;
  /** Lenses: ids of the vocabulary, in its order. Empty means all. */
  region: readonly string[];
  size: readonly string[];
  license: readonly string[];
}
