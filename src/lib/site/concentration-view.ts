import type { Db } from '../../../db/client.ts';
import { MEASURES } from '../../../db/vocab/measures.ts';
import { DEFAULTS } from '../definition/defaults.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import type { Reach } from '../definition/parse.ts';
import { formatDay } from '../format/dates.ts';
import { daysBetween } from '../metrics/days.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import {
  CONCENTRATION_LEVELS,
  type Concentration,
  type ConcentrationLevel,
  type ConcentrationPoint,
  readConcentration,
} from '../metrics/structure/read-concentration.ts';
import { readTurnover } from '../metrics/structure/read-turnover.ts';
import { type Choices, chosenIn, panelChoices } from './choices-view.ts';
import { type InequalityRow, LEVELS, rowsOf } from './concentration-rows.ts';
import { concentrationTitle, indexMoved, topsMoved } from './concentration-titles.ts';
import { WHOSE } from './figure/footer.ts';
import type { SeriesTable } from './figure/series.ts';
import type { Frame } from './frame.ts';
import { paths } from './paths.ts';
import { structureFrame } from './structure-frame.ts';
import { type Taken, takenAs } from './taken.ts';
import { type TurnoverView, turnoverView } from './turnover-view.ts';

const measured = ['downloads30d', 'downloadsAllTime', 'likes'] as const;
type Measured = (typeof measured)[number];

/** What of a definition the page follows. */
export const CONCENTRATION_REACH: Reach = {
  keys: ['panel', 'measure', 'infrastructure', 'attribution'],
  measures: measured,
};

export const PLACES = ['50', '100'] as const;

/** What `/concentration` shows. */
export interface ConcentrationPage {
  panel: PanelFacts;
  says: string;
  choices: readonly Choices[];
  inequality: { frame: Frame; rows: readonly InequalityRow[]; comparedWith: string | null };
  shares: { frame: Frame; series: SeriesTable } | null;
  index: { frame: Frame; series: SeriesTable } | null;
  turnover: TurnoverView;
  data: Taken;
}

export const CONCENTRATION_KEYS = ['level', 'places'] as const;
export const CONCENTRATION_USUAL = { level: 'model', places: '50' };

/** What the units are, as an address says it. Throws BadDefinition. */
export function levelIn(url: URL, definition: Definition): ConcentrationLevel {
  const level = chosenIn(url, 'level', { ids: CONCENTRATION_LEVELS, otherwise: 'model' });
  if (isPlaced(level) && definition.attribution !== DEFAULTS.attribution)
    throw new BadDefinition([
      `attribution: ${LEVELS[level].many} are counted where they are; choose level=family, publisher or country.`,
    ]);
  return level;
}

export async function readConcentrationPage(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<ConcentrationPage> {
  const level = levelIn(url, definition);
  const places = chosenIn(url, 'places', { ids: PLACES, otherwise: '50' });
  const measure = measured.find((id) => id === definition.measure) ?? 'downloads30d';
  const [answer, turnover] = await Promise.all([
    readConcentration(db, { level, definition }),
    readTurnover(db, { panel: definition.panel, measure, places: places === '100' ? 100 : 50 }),
  ]);
  const page = (changed: Definition, extra: { level?: string; places?: string } = {}) => {
    const asked = { level, places, ...extra };
    return paths.concentration(changed, {
      level: asked.level === 'model' ? null : asked.level,
      places: asked.places === '50' ? null : asked.places,
    });
  };
  return {
    panel: answer.panel,
    says: `How much of ${MEASURE_WORDS[measure]} lies with how few, and who leads.`,
    choices: [
      {
        name: 'Among',
        choices: CONCENTRATION_LEVELS.map((id) => ({
          name: LEVELS[id].name,
          count: null,
          href: id === level ? null : page(moved(definition, id), { level: id }),
        })),
      },
      measureChoices(answer.panel, measure, (id) => page({ ...definition, measure: id })),
      ...(isPlaced(level)
        ? []
        : [
            {
              name: 'Counted for',
              choices: (['uploader', 'creator'] as const).map((id) => ({
                name: id === 'uploader' ? 'Uploaders' : 'Original creators',
                count: null,
                href: id === definition.attribution ? null : page({ ...definition, attribution: id }),
              })),
            },
          ]),
      {
        name: 'Infrastructure',
        choices: (['with', 'without'] as const).map((id) => ({
          name: id === 'with' ? 'With infrastructure models' : 'Without',
          count: null,
          href: id === definition.infrastructure ? null : page({ ...definition, infrastructure: id }),
        })),
      },
      ...panelChoices(panels, answer.panel.panel, (panel) =>
        page({ ...definition, panel, measure: 'downloads30d' }),
      ),
    ],
    ...figuresOf(answer, level, measure),
    data: takenAs((format) =>
      paths.rows('concentration', format, definition, { level: level === 'model' ? null : level }),
    ),
    turnover: turnoverView(turnover, {
      choices: {
        name: 'Places',
        choices: PLACES.map((id) => ({
          name: `First ${id}`,
          count: null,
          href: id === places ? null : page(definition, { places: id }),
        })),
      },
    }),
  };
}

const MEASURE_WORDS: Readonly<Record<Measured, string>> = {
  downloads30d: 'all downloads in 30 days',
  downloadsAllTime: 'all downloads of all time',
  likes: 'all likes',
};

function measureChoices(panel: PanelFacts, measure: Measured, href: (id: Measured) => string): Choices {
  const offered = measured.filter((id) => id !== 'downloadsAllTime' || panel.hasAllTime);
  return {
    name: 'Measure',
    choices: offered.map((id) => ({
      name: MEASURES.find((one) => one.id === id)?.name ?? id,
      count: null,
      href: id === measure ? null : href(id),
    })),
  };
}

function figuresOf(
  answer: Concentration,
  level: ConcentrationLevel,
  measure: Measured,
): Pick<ConcentrationPage, 'inequality' | 'shares' | 'index'> {
  const { newest, series } = answer;
  const before = comparedPoint(series);
  const frame = (id: string, title: string, subtitle: string, unit: string) =>
    structureFrame(answer, {
      ...{ id, title, subtitle, unit },
      window: windowOf(series, answer.asOf),
      attribution: WHOSE[answer.asked.attribution],
      covered: 'of the measure belongs to a unit of this level',
      gaps:
        series.length < 2 ? 'none: one published snapshot' : 'days without a published snapshot are left out',
      ...(id === 'inequality' ? {} : { notes: [] }),
    });
  const counted = MEASURES.find((one) => one.id === measure)?.name ?? measure;
  const inequality = {
    frame: frame(
      'inequality',
      concentrationTitle(newest, level),
      `${counted}, among ${LEVELS[level].many}`,
      'share, index',
    ),
    rows: newest === null ? [] : rowsOf(newest, before, level),
    comparedWith: before?.asOf ?? null,
  };
  if (series.length < 2 || newest === null) return { inequality, shares: null, index: null };
  const tops = newest.tops.filter(({ count }) => [1, 4, 10, 100].includes(count) && count < newest.units);
  return {
    inequality,
    shares: {
      frame: frame(
        'top-shares',
        topsMoved(
          series,
          tops.map(({ count }) => count),
          level,
        ),
        `Share of ${MEASURE_WORDS[measure]} that the largest ${LEVELS[level].many} have`,
        'share',
      ),
      series: seriesOf(series, {
        what: 'shares of the largest',
        unit: 'share',
        columns: tops.map(({ count }) => ({
          name: count === 1 ? 'Largest' : `${count} largest`,
          value: (point) => point.tops.find((top) => top.count === count)?.share ?? null,
        })),
      }),
    },
    index: {
      frame: frame('hhi', indexMoved(series), 'Herfindahl-Hirschman index, 0 to 10,000', 'points of 10,000'),
      series: seriesOf(series, {
        what: 'the Herfindahl-Hirschman index',
        unit: 'count',
        columns: [{ name: 'HHI', value: ({ hhi }) => hhi }],
      }),
    },
  };
}

/** Models and namespaces have no creators: they are counted where they are. */
function isPlaced(level: ConcentrationLevel): boolean {
  return level === 'model' || level === 'namespace';
}

function moved(definition: Definition, level: ConcentrationLevel): Definition {
  return isPlaced(level) ? { ...definition, attribution: DEFAULTS.attribution } : definition;
}

/** The point nearest to four weeks before the newest; null where there is none before. */
function comparedPoint(series: readonly ConcentrationPoint[]): ConcentrationPoint | null {
  const newest = series.at(-1);
  if (!newest) return null;
  const off = ({ asOf }: ConcentrationPoint) => Math.abs(daysBetween(asOf, newest.asOf) - 28);
  return series
    .slice(0, -1)
    .reduce<ConcentrationPoint | null>(
      (best, point) => (best === null || off(point) <= off(best) ? point : best),
      null,
    );
}

function windowOf(series: readonly ConcentrationPoint[], asOf: string): string {
  const first = series[0]?.asOf ?? asOf;
  return first === asOf ? formatDay(asOf) : `${formatDay(first)} to ${formatDay(asOf)}`;
}

interface SeriesAbout {
  what: string;
  unit: SeriesTable['unit'];
  columns: readonly { name: string; value: (point: ConcentrationPoint) => number | null }[];
}

function seriesOf(series: readonly ConcentrationPoint[], { what, unit, columns }: SeriesAbout): SeriesTable {
  const [first, second] = [series[0]?.asOf ?? '', series[1]?.asOf ?? ''];
  const gap = daysBetween(first, second);
  return {
    label: `Line chart of ${what} over ${series.length} snapshots. The table below holds every value.`,
    says: `Table of ${series.length} snapshots`,
    step: gap > 20 ? 'month' : gap > 3 ? 'week' : 'day',
    kind: 'line',
    unit,
    heading: 'Snapshot',
    columns: columns.map(({ name }, at) => ({ key: `rank-${at + 1}`, name, short: name, open: false })),
    rows: series.map((point) => ({
      on: point.asOf,
      says: formatDay(point.asOf),
      provisional: false,
      notes: [],
      cells: columns.map(({ value }) => ({ value: value(point), high: null })),
    })),
  };
}
