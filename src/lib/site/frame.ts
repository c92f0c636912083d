import type { PanelFacts } from '../metrics/metric.ts';

/** One line under a figure. The order is fixed: unit, window, universe, attribution, as of, coverage, gaps, source. */
export interface FooterLine {
  term: string;
  says: string;
  href?: string;
}

/** What a reader can take away from a figure; all are addresses of this site. */
export interface Take {
  /** The view itself. */
  href: string;
  csv: string;
  json: string;
  /** Null where the rows come in parts. */
  parquet: string | null;
  png: string;
  svg: string;
  /** The view as of its snapshot: what a citation names. Null where the page always shows the newest. */
  pinned: string | null;
  /** Its rows, as of its snapshot. */
  pinnedCsv: string;
  /** Columns of the rows that hold days; missing: those of every view of groups and periods. */
  dates?: readonly string[];
  /** The same rows from the API, newest and as of its snapshot; null where a series cannot say them. */
  api: { newest: string; pinned: string } | null;
  /** The view alone, for a frame on another site, newest and as of its snapshot; null where it has none. */
  embed: { href: string; pinned: string } | null;
  /** What a file of it is called, without an ending. */
  fileName: string;
  citation: Citation;
}

/** Where the numbers of a figure come from. */
export interface Sources {
  /** What the measure is. */
  measure: string;
  panelTitle: string;
  population: string;
  asOf: string;
  referenceVersion: number;
  source: { title: string; href: string; terms: string };
}

/** What a citation says beside the address. */
export interface Citation {
  /** The definition in one sentence. */
  says: string;
  asOf: string;
  panelTitle: string;
  referenceVersion: number;
  source: string;
}

/** What every figure carries around its table. */
export interface Frame {
  id: string;
  /** The finding, in one sentence; what follows a semicolon stands beside it. */
  title: string;
  /** Measure and unit. */
  subtitle: string;
  /** One sentence each, under the chart. */
  notes: readonly string[];
  footer: readonly FooterLine[];
  /** Null or missing where there are no rows to take. */
  take?: Take | null;
}

export function sourceLine(panel: Pick<PanelFacts, 'sourceTitle' | 'sourceUrl'>): FooterLine {
  return { term: 'Source', says: panel.sourceTitle, href: panel.sourceUrl };
}
