import type { Db } from '../../../db/client.ts';
import { DEFAULTS } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { formatDay } from '../format/dates.ts';
import { formatShare } from '../format/numbers.ts';
import { readFigure } from '../metrics/engine/read-figure.ts';
import type { Figure } from '../metrics/figure.ts';
import { footerOf } from './figure/footer.ts';
import { type SeriesTable, shareCell } from './figure/series.ts';
import type { Frame } from './frame.ts';
import { paths } from './paths.ts';

const FACTS = [
  { by: 'region', name: 'Region', of: 'of the publisher' },
  { by: 'size', name: 'Size', of: 'stated or counted' },
  { by: 'license', name: 'License', of: 'recorded' },
  { by: 'relation', name: 'Relation to a base', of: 'declared, or known to be an original' },
] as const;

export interface CoverageRow {
  key: string;
  name: string;
  of: string;
  /** Of downloads and of models, newest; null where the whole is nothing. */
  downloads: number | null;
  models: number | null;
  /** The figure whose unknown this is. */
  href: string;
}

/** How much of a panel is known, now and over time. */
export interface CoverageView {
  frame: Frame;
  rows: readonly CoverageRow[];
  /** Null where there is one snapshot only. */
  series: SeriesTable | null;
}

/** Throws NothingPublished. */
export async function readCoverage(db: Db, panel: string | null): Promise<CoverageView> {
  const asked = FACTS.map(({ by }): Definition => ({ ...DEFAULTS, panel, by: [by] }));
  const [byDownloads, byModels] = await Promise.all([
    Promise.all(asked.map((definition) => readFigure(db, definition))),
    Promise.all(asked.map((definition) => readFigure(db, { ...definition, measure: 'models' }))),
  ]);
  const rows = FACTS.map(({ by, name, of }, at) => ({
    key: `rank-${at + 1}`,
    name,
    of,
    downloads: byDownloads[at]?.coverage ?? null,
    models: byModels[at]?.coverage ?? null,
    href: paths.view({ ...DEFAULTS, panel, by: [by] }),
  }));
  const [first] = byDownloads;
  if (!first) throw new Error('coverage is of at least one fact');
  return { frame: frameOf(first, rows), rows, series: seriesOf(byDownloads) };
}

function frameOf(figure: Figure, rows: readonly CoverageRow[]): Frame {
  const least = rows
    .filter(({ downloads }) => downloads !== null)
    .toSorted((a, b) => (a.downloads ?? 0) - (b.downloads ?? 0))[0];
  return {
    id: 'coverage',
    title: least
      ? `${least.name} is the least known: of ${formatShare(least.downloads)} of downloads`
      : 'Nothing is downloaded, so nothing is to be known',
    subtitle: `Share of downloads in the previous 30 days whose models are known in it, ${formatDay(figure.asOf)}`,
    notes: [
      'What is not known stays in every figure as a row of its own, unless its definition says otherwise.',
    ],
    footer: footerOf(figure, () => null).filter(({ term }) => term !== 'Coverage'),
  };
}

/** The known part of each fact by period: what is not in groups that are open. */
function seriesOf(figures: readonly Figure[]): SeriesTable | null {
  const [first] = figures;
  const periods =
    first?.periods.flatMap((period, at) => (period.asOf === null ? [] : [{ period, at }])) ?? [];
  if (!first || periods.length < 2) return null;
  return {
    label:
      'Line chart of the known part of downloads, a line for each fact. The table below holds every value.',
    says: `Table of ${periods.length} ${first.step}s and ${FACTS.length} facts`,
    step: first.step,
    kind: 'line',
    unit: 'share',
    heading: 'Snapshot',
    columns: FACTS.map(({ name }, at) => ({ key: `rank-${at + 1}`, name, short: name, open: false })),
    rows: periods.map(({ period, at }) => ({
      on: period.asOf ?? period.from,
      says: formatDay(period.asOf ?? period.from),
      provisional: period.provisional,
      notes: [],
      cells: figures.map((figure) => ({ value: knownAt(figure, at), high: null })),
    })),
  };
}

function knownAt(figure: Figure, at: number): number | null {
  if (!figure.totals[at]) return null;
  const open = figure.groups
    .filter((group) => group.open)
    .reduce((sum, group) => sum + (shareCell(figure, group, at).value ?? 0), 0);
  return Math.min(1, Math.max(0, 1 - open));
}
