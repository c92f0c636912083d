import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { Metric, PanelFacts, Reading } from '../metrics/metric.ts';
import { releases } from '../metrics/releases.ts';
import { type Frame, type TrendFigure, trendFigure } from './figure.ts';
import { type ReleasesFigure, releasesFigure } from './releases-view.ts';

/** Where a figure may come from: the definition the reader asked for, and every published panel by rank. */
export interface Choice {
  definition: Definition;
  panels: readonly PanelFacts[];
}

/** Below this coverage a trend would show little but what is not known. */
const leastCoverage = 0.05;

/**
 * A trend for a page whose own panel has a single snapshot: of the panel with the most, if it knows the grouping.
 * Null where the reader has chosen a panel. The figure names its panel; two panels are never joined.
 */
export async function trendElsewhere(
  db: Db,
  metric: Metric<Reading>,
  choice: Choice,
): Promise<TrendFigure | null> {
  const { definition, panels } = choice;
  if (definition.panel !== null) return null;
  const [longest] = panels
    .filter(({ snapshots }) => snapshots > 1)
    .toSorted((a, b) => b.snapshots - a.snapshots);
  if (!longest) return null;
  const reading = await metric.read(db, { ...definition, panel: longest.panel });
  const figure = (reading.coverage ?? 0) >= leastCoverage ? trendFigure(reading) : null;
  return figure && named(figure, longest);
}

/** New models per month from the first panel, in order of rank, whose models have dates. */
export async function releasesElsewhere(
  db: Db,
  { definition, panels }: Choice,
): Promise<ReleasesFigure | null> {
  if (definition.panel !== null) return null;
  for (const panel of panels) {
    const figure = releasesFigure(await releases.read(db, { ...definition, panel: panel.panel }));
    if (figure) return named(figure, panel);
  }
  return null;
}

function named<Figure extends Frame>(figure: Figure, { title }: PanelFacts): Figure {
  const note =
    'The panel of this page cannot show this yet. The figure is of another population: do not compare the two.';
  return { ...figure, subtitle: `${title}. ${figure.subtitle}`, notes: [note, ...figure.notes] };
}
