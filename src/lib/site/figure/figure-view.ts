import type { Definition } from '../../definition/definition.ts';
import { isAlone } from '../../definition/lenses.ts';
import { type NameOf, windowWords, wordsOf } from '../../definition/words.ts';
import { type FindingOptions, writeFinding } from '../../findings/write-finding.ts';
import { capitalized } from '../../format/capital.ts';
import { formatDay } from '../../format/dates.ts';
import { comparedAt } from '../../metrics/compared.ts';
import type { Figure } from '../../metrics/figure.ts';
import { takeOf } from '../data/take.ts';
import type { Frame, Sources } from '../frame.ts';
import { annotationsOf } from './annotations.ts';
import type { Beside, Earlier } from './compare.ts';
import { footerOf } from './footer.ts';
import { type GroupTable, groupTable } from './group-table.ts';
import { notesOf } from './notes.ts';
import { type SeriesTable, seriesTable } from './series.ts';

/** A figure as a page shows it: the finding, the chart and its table, the groups, what must stand beside them. */
export interface FigureView extends Frame {
  /** Null where the figure has one point in time only, or shows its table alone. */
  series: SeriesTable | null;
  /** Null where there is nothing to list beside the chart, or the figure shows its chart alone. */
  table: GroupTable | null;
  annotations: readonly { on: string; says: string }[];
  /** What the pale lines are; one of the notes. Null: there are none. */
  behind: string | null;
  sources: Sources;
}

export interface FigureViewOptions {
  id: string;
  /** The definition of the address: links keep the site's own choices out. */
  asked: Definition;
  nameOf?: NameOf;
  /** Where one of the two would repeat another figure of the page. */
  shows?: 'all' | 'chart' | 'table';
  /** Most rows of the table of groups. */
  most?: number;
  /** The same figure of an earlier period. */
  beside?: Beside;
  /** What its title begins with, beside a figure whose groups have the same names: `by country`. */
  lead?: string;
  /** What the one group of the lens is a part of. */
  whole?: Figure | null;
  /** Where a narrower definition stands; without it the page of its groups. */
  address?: (definition: Definition) => string;
}

const ALONE: Beside = { earlier: null, why: null };

/** Everything a frame shows of a figure. Pure: the same figure gives the same view. */
export function figureView(
  figure: Figure,
  {
    id,
    asked,
    nameOf = () => null,
    shows = 'all',
    most,
    beside = ALONE,
    lead,
    whole = null,
    address,
  }: FigureViewOptions,
): FigureView {
  const { earlier, why } = beside;
  const series = shows === 'table' ? null : seriesTable(figure, earlier?.figure ?? null);
  const behind =
    earlier && series
      ? `Pale lines, “before”: ${earlier.over}, laid over the period shown, last day on last day.`
      : null;
  const listed = series === null || (shows === 'all' && figure.definition.by.length > 0);
  const table = listed ? groupTable(figure, asked, { most, drawn: series !== null, earlier, address }) : null;
  return {
    id,
    title: findingOf(figure, earlier, { whole, ...(lead === undefined ? {} : { lead }) }),
    subtitle: subtitleOf(figure),
    notes: [why, behind, ...notesOf(figure, { table, series })].filter((note) => note !== null),
    footer: footerOf(figure, nameOf),
    take: takeOf(figure, asked, { nameOf, compared: earlier?.compared ?? null }),
    series,
    table,
    annotations: annotationsOf(figure),
    behind,
    sources: sourcesOf(figure),
  };
}

export function sourcesOf({
  measure,
  panel,
  asOf,
  referenceVersion,
}: Pick<Figure, 'panel' | 'asOf' | 'referenceVersion'> & {
  measure: Pick<Figure['measure'], 'says'>;
}): Sources {
  return {
    measure: measure.says,
    panelTitle: panel.title,
    population: panel.population,
    asOf,
    referenceVersion,
    source: { title: panel.sourceTitle, href: panel.sourceUrl, terms: panel.terms },
  };
}

/** What a figure shows, compared with the earlier one, or else with the snapshot nearest to four weeks before the last. */
export function findingOf(
  figure: Figure,
  earlier: Earlier | null = null,
  options: Pick<FindingOptions, 'lead' | 'whole'> = {},
): string {
  return earlier
    ? writeFinding(figure, earlier.figure, options)
    : writeFinding(figure, null, { ...comparison(figure), ...options });
}

/** As findings ask for it: how many periods back. Flows, and figures of one snapshot, are told without a change. */
export function comparison(figure: Figure): { compareWith?: number } {
  const at = comparedAt(figure);
  return at === null ? {} : { compareWith: figure.periods.length - 1 - at };
}

/** The same from the first snapshot of the record; null where there is one only. */
export function overAll({ periods }: Figure): { compareWith: number } | null {
  const first = periods.findIndex(({ asOf }) => asOf !== null);
  const last = periods.length - 1;
  return first < 0 || first === last ? null : { compareWith: last - first };
}

function subtitleOf({ measure, definition, asOf, periods }: Figure): string {
  const isSum = measure.kind === 'stock' || measure.kind === 'flow';
  const isShare = definition.by.length > 0 && isSum && !isAlone(definition);
  const what = isShare ? `Share of ${measure.unit}` : capitalized(measure.unit);
  const groups = definition.by.length === 0 ? '' : ` by ${wordsOf(definition, 'by')}`;
  const when =
    measure.kind === 'flow'
      ? definition.window
        ? windowWords(definition.window)
        : 'everything recorded'
      : formatDay(periods.findLast((period) => period.asOf !== null)?.asOf ?? asOf);
  return `${what}${groups}, ${when}`;
}
