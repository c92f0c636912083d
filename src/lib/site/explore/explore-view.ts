import type { Db } from '../../../../db/client.ts';
import { MEASURES, type MeasureId } from '../../../../db/vocab/measures.ts';
import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { lensed } from '../../definition/lenses.ts';
import type { NameOf } from '../../definition/words.ts';
import { writePair } from '../../findings/write-pair.ts';
import { nameOfLenses } from '../../metrics/engine/lens-names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { pinnedTo } from '../data/take.ts';
import { type Beside, type Compared, comparedIn, readBeside } from '../figure/compare.ts';
import { type FigureView, figureView } from '../figure/figure-view.ts';
import { type PeriodLinks, periodLinks } from '../figure/period-links.ts';
import { readWhole } from '../figure/read-whole.ts';
import { type Switch, switchesOf } from '../figure/switches.ts';
import { chipsOf, withoutLenses } from '../lens-view.ts';
import { paths } from '../paths.ts';
import { dimensionIn, type LensPicker, readPicker } from './add-lens.ts';
import { areaTable } from './area.ts';
import { CHARTS, type ChartId, chartIn, refusalOf, shownChart, usualChart } from './charts.ts';
import { examplesIn } from './examples.ts';
import { type ExploreForm, exploreForm, needsAllTime } from './form.ts';
import { type HeatTable, heatTable } from './heat.ts';
import { againstIn, type ScatterTable, scatterTable, usualAgainst } from './scatter.ts';
import { type SlopeTable, slopeFinding, slopeTable } from './slope.ts';

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
  scatter: ScatterTable | null;
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
  periods: PeriodLinks;
  /** Window and step, as links. */
  switches: readonly Switch[];
  charts: readonly ChartChoice[];
  /** Measures that can stand across, while the chart is a scatter. */
  against: readonly { id: MeasureId; name: string; href: string; chosen: boolean }[];
  /** Why another chart is shown than the address asks for. */
  instead: string | null;
  figure: ExploredFigure;
  /** Views to begin with, while nothing is chosen. */
  examples: readonly { says: string; href: string }[];
}

/** How an address asks for a figure to be shown. */
export interface Wanted {
  /** Null: what suits the data. */
  chart: ChartId | null;
  against: MeasureId;
  compare?: Compared | null;
}

/** Throws BadDefinition. */
export function wantedIn(url: URL, definition: Definition): Wanted {
  const { searchParams } = url;
  return {
    chart: chartIn(searchParams.get('chart')),
    against: againstIn(searchParams.get('against'), definition),
    compare: comparedIn(url),
  };
}

/** What an address says of it, beside the definition; what goes without saying is null. */
export function printWanted({ chart, against, compare = null }: Wanted, { measure }: Definition) {
  const said = chart === 'scatter' && against !== usualAgainst(measure);
  return { chart, against: said ? against : null, compare };
}

/** A figure, the one across where a scatter needs it, and the earlier one it is set beside. */
export async function readShown(db: Db, { definition, wanted }: { definition: Definition; wanted: Wanted }) {
  const figure = await readFigure(db, definition);
  const nameOf = nameOfLenses(figure.lensNames);
  const chart = shownChart(figure, wanted.chart);
  const [across, whole, beside] = await Promise.all([
    chart === 'scatter' ? readFigure(db, { ...definition, measure: wanted.against }) : null,
    readWhole(db, definition),
    readBeside(db, { figure, definition, compared: wanted.compare ?? null }),
  ]);
  return { figure, nameOf, chart, across, whole, beside };
}

/** Everything the explorer shows for an address. Throws BadDefinition, NothingPublished. */
export async function readExplore(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<ExplorePage> {
  const wanted = wantedIn(url, definition);
  const dimension = dimensionIn(url.searchParams.get('add'));
  const place = {
    address: (changed: Definition, compare: Compared | null) =>
      paths.explore(changed, printWanted({ ...wanted, compare }, changed)),
    action: paths.explore(),
    compared: wanted.compare ?? null,
  };
  const here = (changed: Definition) => place.address(changed, place.compared);
  const [shown, picker] = await Promise.all([
    readShown(db, { definition, wanted }),
    dimension && readPicker(db, { dimension, definition, address: here }),
  ]);
  const { figure, nameOf, chart } = shown;
  const usual = usualChart(figure);
  const refused = wanted.chart === null ? null : refusalOf(figure, wanted.chart);
  const nothing = definition.by.length === 0 && lensed(definition).length === 0;
  return {
    panel: figure.panel,
    form: exploreForm(definition, {
      panel: figure.panel,
      panels,
      kept: printWanted(wanted, definition),
      action: paths.explore(),
    }),
    chips: chipsOf(definition, nameOf).map(({ says, without }) => ({ says, href: here(without) })),
    clearHref: here(withoutLenses(definition)),
    picker,
    says: describeDefinition(definition, nameOf),
    periods: periodLinks(definition, { figure, place }),
    switches: switchesOf(definition, here).filter(({ key }) => key === 'window' || key === 'step'),
    charts: chartChoices(figure, { definition, usual, chart, compare: place.compared }),
    against: chart === 'scatter' ? acrossChoices(figure, { definition, wanted }) : [],
    instead: refused && `${refused} Shown instead: ${titleOf(chart).toLowerCase()}.`,
    figure: exploredFigure({ ...shown, asked: definition, wanted }),
    examples: nothing ? examplesIn(definition.panel) : [],
  };
}

function acrossChoices(
  { panel }: Figure,
  { definition, wanted }: { definition: Definition; wanted: Wanted },
): ExplorePage['against'] {
  return MEASURES.filter(({ id, kind }) => id !== definition.measure && kind !== 'median')
    .filter(({ id }) => panel.hasAllTime || !needsAllTime(id))
    .map(({ id, name }) => ({
      id,
      name,
      chosen: id === wanted.against,
      href: paths.explore(definition, printWanted({ ...wanted, chart: 'scatter', against: id }, definition)),
    }));
}

function titleOf(chart: ChartId): string {
  return CHARTS.find(({ id }) => id === chart)?.name ?? chart;
}

function chartChoices(
  figure: Figure,
  {
    definition,
    usual,
    chart,
    compare,
  }: { definition: Definition; usual: ChartId; chart: ChartId; compare: Compared | null },
): readonly ChartChoice[] {
  return CHARTS.map(({ id, name, says }) => {
    const refused = refusalOf(figure, id);
    const chosen = id === chart;
    // What the shape of the data suggests needs no word in the address.
    const href = paths.explore(definition, { chart: id === usual ? null : id, compare });
    return { id, name, says, refused, chosen, href: chosen || refused !== null ? null : href };
  });
}

export interface Shown {
  figure: Figure;
  /** The figure across, of a scatter. */
  across: Figure | null;
  asked: Definition;
  nameOf: NameOf;
  chart: ChartId;
  wanted: Wanted;
  beside?: Beside;
  /** What the one group of the lens is a part of. */
  whole?: Figure | null;
  /** Most rows of a table of groups. */
  most?: number;
}

/** A figure in one of the ways to show it. Pure. */
export function exploredFigure(shown: Shown): ExploredFigure {
  const { figure, across, asked, nameOf, chart, wanted, beside, most, whole = null } = shown;
  const shows = chart === 'bars' || chart === 'heat' ? 'table' : 'chart';
  const view = figureView(figure, {
    id: 'explored',
    asked,
    nameOf,
    shows,
    whole,
    ...(most !== undefined && { most }),
    ...(beside && { beside }),
    address: (changed) => paths.explore(changed, printWanted(wanted, changed)),
  });
  const extra = printWanted(wanted, asked);
  const take = view.take
    ? {
        ...view.take,
        href: paths.explore(asked, extra),
        pinned: paths.explore(pinnedTo(figure, asked), extra),
        embed: {
          href: paths.embed(paths.explore(asked, extra)),
          pinned: paths.embed(paths.explore(pinnedTo(figure, asked), extra)),
        },
        png: paths.explored(asked, 'png', extra),
        svg: paths.explored(asked, 'svg', extra),
      }
    : null;
  // Only lines are laid over one another.
  const solid =
    chart === 'line' ? view.notes : view.notes.filter((note) => note !== view.behind).map(withoutHollow);
  const behind = chart === 'line' ? view.behind : null;
  const bare = { ...view, behind, notes: solid, take, slope: null, scatter: null, heat: null };
  if (chart === 'area') return { ...bare, series: areaTable(figure) };
  if (chart === 'slope') {
    const slope = slopeTable(figure);
    const ends = slope && `${slope.firstSays} and ${slope.lastSays}`;
    return {
      ...bare,
      title: slopeFinding(figure) ?? bare.title,
      subtitle: ends === null ? bare.subtitle : bare.subtitle.replace(/, [^,]*$/, `, ${ends}`),
      series: null,
      slope,
    };
  }
  if (chart === 'scatter' && across) {
    const scatter = scatterTable(figure, across);
    const subtitle = `${figure.measure.name} upward, ${across.measure.name} across, both logarithmic; ${view.subtitle.split(', ').at(-1)}`;
    const title = writePair(figure, across) ?? bare.title;
    return { ...bare, title, series: null, table: null, subtitle, scatter };
  }
  if (chart !== 'heat') return bare;
  const heat = heatTable(figure, asked);
  const notes = solid.filter((note) => !/bar|Rows in outline/.test(note));
  return { ...bare, table: null, heat, notes: [...heat.notes, ...notes] };
}

/** Only lines have points that can be hollow. */
function withoutHollow(note: string): string {
  return note.replace(/(, drawn|: its \w+ is) hollow\.$/, '.');
}
