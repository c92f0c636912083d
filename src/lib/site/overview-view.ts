import type { Db } from '../../../db/client.ts';
import { definitionOf } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { besidePanel } from '../findings/beside-panel.ts';
import { splitFinding } from '../findings/split-finding.ts';
import { writeFinding } from '../findings/write-finding.ts';
import { writeMover } from '../findings/write-mover.ts';
import { formatShare } from '../format/numbers.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import { type Headlines, headlinesOf } from '../metrics/headlines.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { isDated, newModelsElsewhere, showsMonths, trendElsewhere } from './figure/elsewhere.ts';
import {
  comparison,
  type FigureView,
  type FigureViewOptions,
  figureView,
  findingOf,
  overAll,
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
    return figureView(figure, { id, asked, ...options });
  };
  const trend = view(region, 'region-trend', { shows: 'chart' });
  const title = findingOf(region);
  const ranking = view(publisher, 'publishers', { shows: 'table', most: publishersShown });
  return {
    panel,
    headlines: headlinesOf({ models, region, size, license }),
    title,
    findings: findingsOf([region, size, license], title),
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
    trend: trend.series
      ? { ...trend, title: wholeFinding(region) ?? trend.title }
      : await trendElsewhere(db, 'region-trend', choice),
    newModels:
      isDated(months.total, panel) && showsMonths(months)
        ? view(months, 'new-models', { shows: 'chart' })
        : await newModelsElsewhere(db, 'new-models', choice),
    undated: undatedOf(months),
    data: takenAs((format) => paths.overviewData(format, definition)),
    card: paths.data({ ...definition, by: ['region'] }, 'png'),
    reviewHref: paths.review(definition),
    publishers: { ...ranking, title: besidePanel(ranking.title, publisher) },
  };
}

/**
 * What moved, where there is an earlier day; otherwise what stands. The title already speaks of regions and names the
 * panel: a move it tells is not told again.
 */
function findingsOf(figures: readonly [Figure, Figure, Figure], title: string): readonly string[] {
  const main = withoutStop(splitFinding(title).main).toLowerCase();
  const moves = figures.flatMap((figure) => {
    const move = writeMover(figure, null, comparison(figure));
    return move === null ? [] : [{ figure, move }];
  });
  if (moves.length === 0) return figures.slice(1).map((figure) => besidePanel(findingOf(figure), figure));
  return moves
    .filter(({ move }) => !move.toLowerCase().includes(main))
    .map(({ figure, move }) => besidePanel(move, figure));
}

const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

/** From the first period to the last: what the lines show. The title of the page tells the last four weeks. */
function wholeFinding(figure: Figure): string | null {
  const options = overAll(figure);
  return options && writeFinding(figure, null, options);
}

function undatedOf({ panel, total }: Figure): string {
  return isDated(total, panel)
    ? 'Nearly all models of this panel are of one or two months: too few for a figure of new models per month.'
    : `The source of this panel dates ${formatShare((total ?? 0) / Math.max(1, panel.models))} of its models: too few for a figure of new models per month.`;
}
