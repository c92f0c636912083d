import type { Change } from '../change-view.ts';

/** A cell of a small table: words, or a change. */
export type ReviewCell = string | { change: Change | null };

export interface ReviewRow {
  name: string;
  href: string | null;
  /** Names its colour; null: none. */
  key: string | null;
  /** Drawn as a bar, 0 to 1; null: none. */
  share: number | null;
  /** The share before, a mark on the bar. */
  shareBefore: number | null;
  /** Lines of a small drawing, as `sparkOf` makes them; empty: none. */
  spark: readonly string[];
  cells: readonly ReviewCell[];
}

export interface ReviewTable {
  /** What the rows are, and the heads of the cells. */
  heading: string;
  heads: readonly string[];
  barred: boolean;
  rows: readonly ReviewRow[];
}

/** One of the ten questions with what the census says to it. */
export interface ReviewAnswer {
  id: string;
  question: string;
  /** One sentence each. */
  says: readonly string[];
  table: ReviewTable | null;
  /** What stands under the table. */
  beside: readonly string[];
  /** How it was counted: a footnote. */
  definition: string;
  coverage: string;
  links: readonly { says: string; href: string }[];
}

export function row(
  name: string,
  cells: readonly ReviewCell[],
  more: Partial<Omit<ReviewRow, 'name' | 'cells'>> = {},
): ReviewRow {
  return { href: null, key: null, share: null, shareBefore: null, spark: [], ...more, name, cells };
}
