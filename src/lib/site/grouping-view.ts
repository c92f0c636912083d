import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { Grouping } from '../definition/vocabulary.ts';
import { breakdownByCountry, breakdownByLicense } from '../metrics/breakdown.ts';
import type { Metric, PanelFacts, Reading } from '../metrics/metric.ts';
import { sharesByLicense } from '../metrics/shares-by-license.ts';
import { sharesByRegion } from '../metrics/shares-by-region.ts';
import { sharesBySize } from '../metrics/shares-by-size.ts';
import { type BreakdownFigure, breakdownFigure } from './breakdown-view.ts';
import { type LatestFigure, latestFigure, type TrendFigure, trendFigure } from './figure.ts';
import { chipsOf, type LensForm, lensForm, withoutLenses } from './lens-view.ts';
import { trendElsewhere } from './other-panel.ts';
import { paths } from './paths.ts';

const rowsShown = 40;

const METRICS: Readonly<Record<Grouping, Metric<Reading>>> = {
  region: sharesByRegion,
  size: sharesBySize,
  license: sharesByLicense,
};

/** What `/regions`, `/sizes` and `/licenses` show. */
export interface GroupingPage {
  panel: PanelFacts;
  title: string;
  question: string;
  method: string;
  form: LensForm;
  action: string;
  chips: readonly { says: string; href: string }[];
  clearHref: string;
  unit: string;
  trend: TrendFigure | null;
  latest: LatestFigure;
  breakdown: BreakdownFigure | null;
}

export async function readGrouping(
  db: Db,
  {
    grouping,
    definition,
    panels,
  }: { grouping: Grouping; definition: Definition; panels: readonly PanelFacts[] },
): Promise<GroupingPage> {
  const metric = METRICS[grouping];
  const [reading, breakdown] = await Promise.all([
    metric.read(db, definition),
    readBreakdown(db, grouping, definition),
  ]);
  return {
    panel: reading.panel,
    title: metric.title,
    question: metric.question,
    method: metric.method,
    form: lensForm(definition, reading.panel, panels),
    action: paths.grouping(grouping),
    chips: chipsOf(definition).map(({ says, without }) => ({
      says,
      href: paths.grouping(grouping, without),
    })),
    clearHref: paths.grouping(grouping, withoutLenses(definition)),
    unit: reading.measure.name,
    trend: trendFigure(reading) ?? (await trendElsewhere(db, metric, { definition, panels })),
    latest: latestFigure(reading),
    breakdown,
  };
}

async function readBreakdown(
  db: Db,
  grouping: Grouping,
  definition: Definition,
): Promise<BreakdownFigure | null> {
  if (grouping === 'size') return null;
  const metric = grouping === 'region' ? breakdownByCountry : breakdownByLicense;
  const breakdown = await metric.read(db, definition);
  return breakdown.rows.length === 0 ? null : breakdownFigure(breakdown, rowsShown);
}
