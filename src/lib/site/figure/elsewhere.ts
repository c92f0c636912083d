import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { type FigureView, figureView } from './figure-view.ts';

/** Where a figure may come from: the definition the reader asked for, and every published panel by rank. */
export interface Choice {
  definition: Definition;
  panels: readonly PanelFacts[];
}

/** Below this coverage a trend would show little but what is not known. */
const leastCoverage = 0.05;

/**
 * A trend for a page whose own panel has a single snapshot: of the panel with the most, if it knows the groups.
 * Null where the reader has chosen a panel or a day. The figure names its panel; two panels are never joined.
 */
export async function trendElsewhere(
  db: Db,
  id: string,
  { definition, panels }: Choice,
): Promise<FigureView | null> {
  const [own] = panels;
  if (definition.panel !== null || definition.snapshot !== null || !own || own.snapshots > 1) return null;
  const [longest] = panels
    .filter(({ snapshots }) => snapshots > 1)
    .toSorted((a, b) => b.snapshots - a.snapshots);
  if (!longest || (/^downloads(AllTime|Gained|FirstYear)$/.test(definition.measure) && !longest.hasAllTime))
    return null;
  const asked = { ...definition, panel: longest.panel };
  const figure = await readFigure(db, asked);
  if ((figure.coverage ?? 0) < leastCoverage) return null;
  const view = figureView(figure, { id, asked, shows: 'chart' });
  return view.series && named(view, longest);
}

/** New models per month from the first panel, in order of rank, most of whose models have dates, of several months. */
export async function newModelsElsewhere(db: Db, id: string, { definition, panels }: Choice) {
  if (definition.panel !== null) return null;
  for (const panel of panels) {
    const asked: Definition = { ...definition, measure: 'newModels', by: [], panel: panel.panel };
    const figure = await readFigure(db, asked);
    if (isDated(figure.total, panel) && showsMonths(figure))
      return named(figureView(figure, { id, asked }), panel);
  }
  return null;
}

/** Below a fifth of dated models a chart of months would show the source, not the Hub. */
export function isDated(dated: number | null, { models }: PanelFacts): boolean {
  return models > 0 && (dated ?? 0) / models >= 0.2;
}

/** Fewer months than that are no series. */
const fewestMonths = 3;

/** Beside the largest, a smaller part than that cannot be seen. */
const leastSeen = 0.05;

/** Whether a figure of months has several that can be seen: of recent models nearly all are of the last month. */
export function showsMonths({ totals }: Pick<Figure, 'totals'>): boolean {
  const most = Math.max(0, ...totals.map((value) => value ?? 0));
  return most > 0 && totals.filter((value) => (value ?? 0) >= most * leastSeen).length >= fewestMonths;
}

function named(view: FigureView, { title }: PanelFacts): FigureView {
  const note =
    'The panel of this page cannot show this yet. The figure is of another population: do not compare the two.';
  return { ...view, subtitle: `${title}. ${view.subtitle}`, notes: [note, ...view.notes] };
}
