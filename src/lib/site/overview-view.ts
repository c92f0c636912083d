import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { formatDay } from '../format/dates.ts';
import { formatCount, formatExact, formatShare } from '../format/numbers.ts';
import { breakdownByNamespace } from '../metrics/breakdown.ts';
import { type Headlines, headlines } from '../metrics/headlines.ts';
import type { PanelFacts, Reading } from '../metrics/metric.ts';
import { releases } from '../metrics/releases.ts';
import { sharesByLicense } from '../metrics/shares-by-license.ts';
import { sharesByRegion } from '../metrics/shares-by-region.ts';
import { sharesBySize } from '../metrics/shares-by-size.ts';
import { type BreakdownFigure, breakdownFigure } from './breakdown-view.ts';
import { type LatestFigure, latestFigure, type TrendFigure, trendFigure } from './figure.ts';
import { changeFinding, coverageSentence, latestFinding } from './finding-view.ts';
import { releasesElsewhere, trendElsewhere } from './other-panel.ts';
import { paths } from './paths.ts';
import { type ReleasesFigure, releasesFigure } from './releases-view.ts';

const namespacesShown = 15;

export interface Overview {
  panel: PanelFacts;
  headlines: Headlines;
  /** What the page says first, in words. */
  title: string;
  findings: readonly string[];
  groupings: readonly { figure: LatestFigure; href: string; name: string }[];
  /** Regions over time; null where no panel has two snapshots. */
  trend: TrendFigure | null;
  releases: ReleasesFigure | null;
  /** Stands in place of the months where too few models have a date. */
  undated: string;
  namespaces: BreakdownFigure;
}

/** The overview follows the choice of a panel and no lens: its figures stand for the whole panel. */
export function overviewOf({ panel }: Definition): Definition {
  return definitionOf({ panel });
}

/** Everything the first page shows of a panel. */
export async function readOverview(
  db: Db,
  definition: Definition,
  panels: readonly PanelFacts[],
): Promise<Overview> {
  const [heads, region, size, license, months, namespaces] = await Promise.all([
    headlines.read(db, definition),
    sharesByRegion.read(db, definition),
    sharesBySize.read(db, definition),
    sharesByLicense.read(db, definition),
    releases.read(db, definition),
    breakdownByNamespace.read(db, definition),
  ]);
  return {
    panel: region.panel,
    headlines: heads,
    title: latestFinding(region),
    findings: findingsOf([region, size, license]),
    groupings: [region, size, license].map((reading) => ({
      figure: latestFigure(reading),
      href: paths.grouping(reading.grouping, definition),
      name: NAMES[reading.grouping],
    })),
    trend: trendFigure(region) ?? (await trendElsewhere(db, sharesByRegion, { definition, panels })),
    releases: releasesFigure(months) ?? (await releasesElsewhere(db, { definition, panels })),
    undated: `The source of this panel dates ${formatShare(months.coverage)} of its models: too few for a figure of new models per month.`,
    namespaces: breakdownFigure(namespaces, namespacesShown),
  };
}

const NAMES = { region: 'Regions', size: 'Sizes', license: 'Licenses' } as const;

/** What moved, where there is an earlier day; otherwise what stands, and that a change needs two snapshots. */
function findingsOf([region, size, license]: readonly [Reading, Reading, Reading]): readonly string[] {
  const moves = [region, size, license].map(changeFinding).filter((finding) => finding !== null);
  if (moves.length > 0) return moves;
  return [
    `The panel’s ${formatExact(region.models)} models drew ${formatCount(region.total)} downloads in 30 days.`,
    `${latestFinding(size)}. ${coverageSentence(size)}`,
    `${latestFinding(license)}. ${coverageSentence(license)}`,
    `What changed cannot be said yet: this panel has one published snapshot, of ${formatDay(region.asOf)}.`,
  ];
}
