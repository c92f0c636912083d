import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { writeMover } from '../findings/write-mover.ts';
import { formatShare } from '../format/numbers.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import { type Headlines, headlinesOf } from '../metrics/headlines.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { isDated, newModelsElsewhere, trendElsewhere } from './figure/elsewhere.ts';
import {
  comparison,
  type FigureView,
  type FigureViewOptions,
  figureView,
  findingOf,
} from './figure/figure-view.ts';
import { paths } from './paths.ts';
import { type Taken, takenAs } from './taken.ts';

const publishersShown = 15;

export interface Overview {
  panel: PanelFacts;
  headlines: Headlines;
  /** What the page says first, in words. */
  title: string;
  findings: readonly string[];
  groupings: readonly { figure: FigureView; href: string; name: string }[];
  /** Regions over time; null where no panel has two snapshots. */
  trend: FigureView | null;
  newModels: FigureView | null;
  /** Stands in place of the months where too few models have a date. */
  undated: string;
  publishers: FigureView;
  data: Taken;
  /** The picture of what the page says first. */
  card: string;
  /** The briefing of the panel. */
  reviewHref: string;
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
  const by = (dimension: 'region' | 'size' | 'license' | 'publisher') =>
    readFigure(db, { ...definition, by: [dimension] });
  const [models, region, size, license, publisher, months] = await Promise.all([
    readFigure(db, { ...definition, measure: 'models' }),
    by('region'),
    by('size'),
    by('license'),
    by('publisher'),
    readFigure(db, { ...definition, measure: 'newModels' }),
  ]);
  const { panel } = region;
  const choice = { definition: { ...definition, by: ['region'] as const }, panels };
  const view = (figure: Figure, id: string, options: Pick<FigureViewOptions, 'shows' | 'most'>) => {
    const asked = { ...figure.definition, panel: definition.panel, step: 'auto' } as const;
    const address = ({ panel, lenses }: Definition) => paths.overview(definitionOf({ panel, lenses }));
    return figureView(figure, { id, asked, address, ...options });
  };
  const trend = view(region, 'region-trend', { shows: 'chart' });
  return {
    panel,
    headlines: headlinesOf({ models, region, size, license }),
    title: findingOf(region),
    findings: findingsOf([region, size, license]),
    groupings: [
      {
        figure: view(region, 'region-latest', { shows: 'table' }),
        href: paths.regions(definition),
        name: 'Regions',
      },
      { figure: view(size, 'size-latest', { shows: 'table' }), href: paths.sizes(definition), name: 'Sizes' },
      {
        figure: view(license, 'license-latest', { shows: 'table' }),
        href: paths.licenses(definition),
        name: 'Licenses',
      },
    ],
    trend: trend.series ? trend : await trendElsewhere(db, 'region-trend', choice),
    newModels: isDated(months.total, panel)
      ? view(months, 'new-models', { shows: 'chart' })
      : await newModelsElsewhere(db, 'new-models', choice),
    undated: `The source of this panel dates ${formatShare((months.total ?? 0) / Math.max(1, panel.models))} of its models: too few for a figure of new models per month.`,
    data: takenAs((format) => paths.overviewData(format, definition)),
    card: paths.data({ ...definition, by: ['region'] }, 'png'),
    reviewHref: paths.review(definition),
    publishers: view(publisher, 'publishers', { shows: 'table', most: publishersShown }),
  };
}

/** What moved, where there is an earlier day; otherwise what stands. The title already speaks of regions. */
function findingsOf([region, size, license]: readonly [Figure, Figure, Figure]): readonly string[] {
  const moves = [region, size, license].map((figure) => writeMover(figure, null, comparison(figure)));
  const told = moves.filter((move) => move !== null);
  return told.length > 0 ? told : [findingOf(size), findingOf(license)];
}
