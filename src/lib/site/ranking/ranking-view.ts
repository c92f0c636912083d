import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { withLens } from '../../definition/lenses.ts';
import { nameOfLenses } from '../../metrics/engine/lens-names.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import { type GroupedMetric, sharesByCountry, sharesByPublisher } from '../../metrics/grouped.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { type Compared, readBeside } from '../figure/compare.ts';
import { type Controls, controlsOf } from '../figure/controls.ts';
import { trendElsewhere } from '../figure/elsewhere.ts';
import { type FigureView, figureView } from '../figure/figure-view.ts';
import type { GroupRow, GroupTable } from '../figure/group-table.ts';
import { readWhole } from '../figure/read-whole.ts';
import { publisherDefinition } from '../figure/row-links.ts';
import { shareCell } from '../figure/series.ts';
import { paths } from '../paths.ts';
import { sparkOf } from './spark.ts';

export type Ranked = 'country' | 'publisher';

export interface RankedRow extends GroupRow {
  /** 1 is the largest; null for what is not known, which has no rank. */
  rank: number | null;
  spark: readonly string[];
}

export interface Ranking extends Omit<GroupTable, 'rows'> {
  rows: readonly RankedRow[];
  /** Some row has a small drawing. */
  drawn: boolean;
}

/** What `/countries` and `/publishers` show. */
export interface RankingPage {
  panel: PanelFacts;
  title: string;
  question: string;
  method: string;
  controls: Controls;
  figure: FigureView;
  ranking: Ranking;
  /** The trend of another panel, where this one has none. */
  elsewhere: FigureView | null;
}

const METRICS: Readonly<Record<Ranked, GroupedMetric & { heading: string }>> = {
  country: { ...sharesByCountry, heading: 'Countries' },
  publisher: { ...sharesByPublisher, heading: 'Publishers' },
};

const mostRows: Readonly<Record<Ranked, number>> = { country: 40, publisher: 100 };

export async function readRanking(
  db: Db,
  {
    by,
    definition,
    panels,
    compared = null,
  }: {
    by: Ranked;
    definition: Definition;
    panels: readonly PanelFacts[];
    compared?: Compared | null;
  },
): Promise<RankingPage> {
  const place = {
    address: (changed: Definition, compare: Compared | null) => paths.grouping(by, changed, { compare }),
    action: paths.grouping(by),
    compared,
  };
  const [figure, whole, elsewhere] = await Promise.all([
    readFigure(db, definition),
    readWhole(db, definition),
    trendElsewhere(db, `${by}-elsewhere`, { definition, panels }),
  ]);
  const { panel } = figure;
  const nameOf = nameOfLenses(figure.lensNames);
  const beside = await readBeside(db, { figure, definition, compared });
  const options = {
    id: by,
    asked: definition,
    nameOf,
    most: mostRows[by],
    beside,
    whole,
    address: (changed: Definition) => place.address(changed, compared),
  };
  const view = figureView(figure, options);
  const table = view.table ?? figureView(figure, { ...options, shows: 'table' }).table;
  const { heading, question, method } = METRICS[by];
  return {
    panel,
    title: heading,
    question,
    method,
    controls: controlsOf(definition, { panel, asOf: figure.asOf, panels, place, nameOf }),
    figure: { ...view, table: null, notes: view.notes.flatMap(withoutBars) },
    ranking: rankingOf(figure, { table: table ?? EMPTY, by, asked: definition }),
    elsewhere,
  };
}

/** The table has ranks where others have bars. */
function withoutBars(note: string): string[] {
  if (/^The (mark|pale part) (on|of) each bar/.test(note)) return [];
  return [note.replace(/^Rows in outline/, 'Rows without a rank')];
}

const EMPTY: GroupTable = {
  heading: '',
  unit: '',
  sizes: false,
  banded: false,
  comparedWith: null,
  before: null,
  rows: [],
  rest: null,
  total: null,
};

/** The groups of a figure with rank, small drawing and the page behind each. Pure. */
export function rankingOf(
  figure: Figure,
  { table, by, asked }: { table: GroupTable; by: Ranked; asked: Definition },
): Ranking {
  const sparks = new Map(
    figure.groups.map((group) => [group.ids.join('~'), sparkOf(valuesOf(figure, group))]),
  );
  // What is not known stands last and has no rank.
  const rows = table.rows.map((row, at) => ({
    ...row,
    // Beside a hundred rows a colour would tell nothing.
    key: row.open ? 'open' : 'plain',
    rank: row.open ? null : at + 1,
    spark: sparks.get(row.id) ?? [],
    href: figure.definition.attribution === 'flow' ? null : behind(row.id, by, asked),
  }));
  return { ...table, rows, drawn: rows.some(({ spark }) => spark.length > 0) };
}

/** Shares where there are some, gaps as null. */
function valuesOf(figure: Figure, group: Figure['groups'][number]): readonly (number | null)[] {
  return figure.periods.map(({ asOf }, at) => {
    if (asOf === null) return null;
    return figure.total === null ? (group.series[at] ?? null) : shareCell(figure, group, at).value;
  });
}

/** The publishers of a country, or the page of a publisher; both under the settings in force. */
function behind(id: string, by: Ranked, asked: Definition): string | null {
  if (by === 'country') return paths.publishers(withLens(asked, 'country', [id]));
  return id === '' ? null : paths.publisher(id, publisherDefinition(asked));
}
