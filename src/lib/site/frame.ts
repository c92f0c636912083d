import type { PanelFacts } from '../metrics/metric.ts';

/** One line under a figure. The order is fixed: unit, window, universe, attribution, as of, coverage, gaps, source. */
export interface FooterLine {
  term: string;
  says: string;
  href?: string;
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
}

export function sourceLine(panel: PanelFacts): FooterLine {
  return { term: 'Source', says: panel.sourceTitle, href: panel.sourceUrl };
}
