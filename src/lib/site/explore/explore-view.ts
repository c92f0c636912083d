import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { lensed } from '../../definition/lenses.ts';
import type { NameOf } from '../../definition/words.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { pinnedTo } from '../data/take.ts';
import { type FigureView, figureView } from '../figure/figure-view.ts';
import { readLensNames } from '../figure/read-defined.ts';
import { chipsOf, withoutLenses } from '../lens-view.ts';
import { paths } from '../paths.ts';
import { dimensionIn, type LensPicker, readPicker } from './add-lens.ts';
import { areaTable } from './area.ts';
import { CHARTS, type ChartId, chartIn, refusalOf, shownChart, usualChart } from './charts.ts';
import { examplesIn } from './examples.ts';
import { type ExploreForm, exploreForm } from './form.ts';
import { type HeatTable, heatTable } from './heat.ts';
import { type SlopeTable, slopeTable } from './slope.ts';

/** One way to show the figure. `href` null: it is shown, or `refused` says why it cannot be. */
export interface ChartChoice {
  id: ChartId;
  name: string;
  says: string;
  href: string | null;
  chosen: boolean;
  refused: string | null;
}

export interface ExploredFigure extends FigureView {
  slope: SlopeTable | null;
  heat: HeatTable | null;
}

/** What `/explore` shows. */
export interface ExplorePage {
  panel: PanelFacts;
  form: ExploreForm;
  chips: readonly { says: string; href: string }[];
  clearHref: string;
  picker: LensPicker | null;
  /** The definition in one sentence. */
  says: string;
  charts: readonly ChartChoice[];
  /** Why another chart is shown than the address asks for. */
  instead: string | null;
  figure: ExploredFigure;
  /** Views to begin with, while nothing is chosen. */
  examples: readonly { says: string; href: string }[];
}

/** Everything the explorer shows for an address. Throws BadDefinition, NothingPublished. */
export async function readExplore(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<ExplorePage> {
  const wanted = chartIn(url.searchParams.get('chart'));
  const dimension = dimensionIn(url.searchParams.get('add'));
  const here = (changed: Definition) => paths.explore(changed, { chart: wanted });
  const [figure, nameOf, picker] = await Promise.all([
    readFigure(db, definition),
    readLensNames(db, definition),
    dimension && readPicker(db, { dimension, definition, address: here }),
  ]);
  const usual = usualChart(figure);
  const refused = wanted === null ? null : refusalOf(figure, wanted);
  const chart = shownChart(figure, wanted);
  const nothing = definition.by.length === 0 && lensed(definition).length === 0;
  return {
    panel: figure.panel,
    form: exploreForm(definition, { panel: figure.panel, panels, chart: wanted, action: paths.explore() }),
    chips: chipsOf(definition, nameOf).map(({ says, without }) => ({ says, href: here(without) })),
    clearHref: here(withoutLenses(definition)),
    picker,
    says: describeDefinition(definition, nameOf),
    charts: chartChoices(figure, { definition, usual, chart }),
    instead: refused && `${refused} Shown instead: ${titleOf(chart).toLowerCase()}.`,
    figure: exploredFigure(figure, { asked: definition, nameOf, chart, wanted }),
    examples: nothing ? examplesIn(definition.panel) : [],
  };
}

function titleOf(chart: ChartId): string {
  return CHARTS.find(({ id }) => id === chart)?.name ?? chart;
}

function chartChoices(
  figure: Figure,
  { definition, usual, chart }: { definition: Definition; usual: ChartId; chart: ChartId },
): readonly ChartChoice[] {
  return CHARTS.map(({ id, name, says }) => {
    const refused = refusalOf(figure, id);
    const chosen = id === chart;
    // What the shape of the data suggests needs no word in the address.
    const href = paths.explore(definition, { chart: id === usual ? null : id });
    return { id, name, says, refused, chosen, href: chosen || refused !== null ? null : href };
  });
}

/** A figure in one of the ways to show it. Pure. */
export function exploredFigure(
  figure: Figure,
  {
    asked,
    nameOf,
    chart,
    wanted,
  }: { asked: Definition; nameOf: NameOf; chart: ChartId; wanted: ChartId | null },
): ExploredFigure {
  const shows = chart === 'bars' || chart === 'heat' ? 'table' : 'chart';
  const view = figureView(figure, { id: 'explored', asked, nameOf, shows });
  const take = view.take
    ? {
        ...view.take,
        href: paths.explore(asked, { chart: wanted }),
        pinned: paths.explore(pinnedTo(figure, asked), { chart: wanted }),
        png: paths.explored(asked, 'png', { chart: wanted }),
        svg: paths.explored(asked, 'svg', { chart: wanted }),
      }
    : null;
  const solid = chart === 'line' ? view.notes : view.notes.map(withoutHollow);
  const bare = { ...view, notes: solid, take, slope: null, heat: null };
  if (chart === 'area') return { ...bare, series: areaTable(figure) };
  if (chart === 'slope') return { ...bare, series: null, slope: slopeTable(figure) };
  if (chart !== 'heat') return bare;
  const heat = heatTable(figure, asked);
  const notes = solid.filter((note) => !/bar|Rows in outline/.test(note));
  return { ...bare, table: null, heat, notes: [...heat.notes, ...notes] };
}

/** Only lines have points that can be hollow. */
function withoutHollow(note: string): string {
  return note.replace(/(, drawn|: its \w+ is) hollow\.$/, '.');
}
