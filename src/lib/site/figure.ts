import { REACH } from '../chart/chart-series.ts';
import { dayNumber } from '../chart/time-axis.ts';
import { DEFAULTS } from '../definition/defaults.ts';
import { lensOf, withLens } from '../definition/lenses.ts';
import { type Grouping, GROUPINGS as LENSES } from '../definition/vocabulary.ts';
import { formatDay } from '../format/dates.ts';
import { formatShare } from '../format/numbers.ts';
import type { PanelFacts, Reading } from '../metrics/metric.ts';
import { coverageSentence, latestFinding, trendFinding } from './finding-view.ts';
import { paths } from './paths.ts';
import { GROUPINGS, nameOf, seriesKey, shortName } from './series-view.ts';

/** One line under a figure. The order is fixed: conventions.md §7.7. */
export interface FooterLine {
  term: string;
  says: string;
  href?: string;
}

/** What every figure carries around its table. */
export interface Frame {
  id: string;
  /** The finding, in words. */
  title: string;
  /** Measure and unit. */
  subtitle: string;
  /** One sentence each, under the chart. */
  notes: readonly string[];
  footer: readonly FooterLine[];
}

/** A group as the head of a row or column. */
export interface Head {
  /** Names the colour in CSS. */
  key: string;
  name: string;
  short: string;
  open: boolean;
}

export interface LatestRow extends Head {
  id: string;
  /** The models behind the row. */
  href: string;
  value: number;
  share: number | null;
  shareBefore: number | null;
  models: number;
}

/** The shares of the newest day: a table with bars. */
export interface LatestFigure extends Frame {
  heading: string;
  comparedWith: string | null;
  rows: readonly LatestRow[];
  total: number;
  models: number;
  countsModels: boolean;
}

/** Shares over time: a table the chart draws. A null share is a day whose total is 0. */
export interface TrendFigure extends Frame {
  /** What a screen reader hears in place of the drawing. */
  label: string;
  step: Reading['step'];
  columns: readonly Head[];
  rows: readonly { asOf: string; shares: readonly (number | null)[] }[];
}

/** The newest shares of a reading. */
export function latestFigure(reading: Reading): LatestFigure {
  return {
    id: `${reading.grouping}-latest`,
    title: latestFinding(reading),
    subtitle: `Share of ${reading.measure.unit}, ${formatDay(reading.asOf)}`,
    notes: latestNotes(reading),
    footer: footerOf(reading, formatDay(reading.asOf)),
    heading: GROUPINGS[reading.grouping].one,
    comparedWith: reading.comparedWith,
    rows: reading.groups.map((group) => ({
      ...headOf(reading.grouping, group),
      id: group.id,
      href: paths.models(
        withLens({ ...reading.definition, measure: DEFAULTS.measure }, reading.grouping, [group.id]),
      ),
      value: group.value,
      share: group.share,
      shareBefore: group.shareBefore,
      models: group.models,
    })),
    total: reading.total,
    models: reading.models,
    countsModels: reading.measure.id === 'models',
  };
}

/** Shares over time, or null where the panel has one published snapshot only. */
export function trendFigure(reading: Reading): TrendFigure | null {
  const [first] = reading.series;
  const last = reading.series.at(-1);
  if (!first || !last || first === last || reading.groups.length === 0) return null;
  const title = trendFinding(reading);
  return {
    id: `${reading.grouping}-trend`,
    title,
    subtitle: `Share of ${reading.measure.unit}, ${EVERY[reading.step]}`,
    notes: trendNotes(reading),
    footer: footerOf(reading, `${formatDay(first.asOf)} to ${formatDay(last.asOf)}, ${EVERY[reading.step]}`),
    label: `Line chart of ${reading.groups.length} groups from ${formatDay(first.asOf)} to ${formatDay(last.asOf)}. ${title}. The table below holds every value.`,
    step: reading.step,
    columns: reading.groups.map((group) => headOf(reading.grouping, group)),
    rows: reading.series.map((point) => ({
      asOf: point.asOf,
      shares: reading.groups.map((group) =>
        point.total === 0 ? null : (point.values[group.id] ?? 0) / point.total,
      ),
    })),
  };
}

const EVERY: Readonly<Record<Reading['step'], string>> = {
  day: 'day by day',
  week: 'last published day of each ISO week',
  month: 'last published day of each month',
};

/** Unit, window, universe, attribution, as of, coverage, gaps, sources: always in this order. */
export function footerOf(reading: Reading, window: string): readonly FooterLine[] {
  return [
    { term: 'Unit', says: reading.measure.unit },
    { term: 'Window', says: window },
    { term: 'Universe', says: universeOf(reading) },
    { term: 'Attribution', says: 'publisher of the repo (uploader)' },
    { term: 'As of', says: formatDay(reading.asOf) },
    { term: 'Coverage', says: coverageSentence(reading).replace(/\.$/, '') },
    { term: 'Gaps', says: gapsOf(reading) },
    sourceLine(reading.panel),
  ];
}

export function sourceLine(panel: PanelFacts): FooterLine {
  return { term: 'Source', says: panel.sourceTitle, href: panel.sourceUrl };
}

/** The panel, and every lens in words. */
function universeOf({ panel, definition }: Reading): string {
  const lenses = LENSES.filter((grouping) => lensOf(definition, grouping).length > 0).map(
    (grouping) =>
      `${GROUPINGS[grouping].one.toLowerCase()} ${namesOf(grouping, lensOf(definition, grouping))}`,
  );
  return [panel.title, ...lenses].join('; ');
}

function namesOf(grouping: Grouping, ids: readonly string[]): string {
  return ids.map((id) => nameOf(grouping, id)).join(' or ');
}

function gapsOf(reading: Reading): string {
  if (reading.series.length < 2) return 'none: one published snapshot';
  if (reading.step !== 'day') {
    const breaks = breaksOf(reading).length;
    return breaks === 0
      ? `no ${reading.step} missing`
      : `${breaks} ${breaks === 1 ? 'run' : 'runs'} of ${reading.step}s missing`;
  }
  const days = reading.gaps.reduce((sum, gap) => sum + daysBetween(gap.from, gap.until), 0);
  if (days === 0) return 'none';
  return `${days} ${days === 1 ? 'day' : 'days'} without a published snapshot`;
}

function latestNotes(reading: Reading): readonly string[] {
  const notes: string[] = [];
  if (reading.series.length < 2) {
    notes.push(
      `A trend needs two published snapshots of this panel; there is one, of ${formatDay(reading.asOf)}.`,
    );
  }
  if (reading.comparedWith !== null) {
    notes.push(`The mark on each bar is the share on ${formatDay(reading.comparedWith)}.`);
  }
  const open = reading.groups.filter((group) => group.open && group.value > 0);
  if (open.length > 0 && reading.total > 0) {
    const share = open.reduce((sum, group) => sum + group.value, 0) / reading.total;
    const names = open.map((group) => group.name.toLowerCase()).join(' and ');
    notes.push(`Rows in outline (${names}; ${formatShare(share)}) are not known. They stay in the total.`);
  }
  return notes;
}

function trendNotes(reading: Reading): readonly string[] {
  const gaps = breaksOf(reading);
  const broken =
    gaps.length > 0 ? [`The line is broken where no snapshot was published: ${listOf(gaps)}.`] : [];
  return [...broken, ...rejectedNotes(reading.rejected)];
}

/** Where the line is broken: missing days, or points too far apart to be joined. */
function breaksOf({ gaps, series, step }: Reading): readonly string[] {
  if (step === 'day') return gaps.map(({ from, until }) => spanOf(from, until));
  return series.flatMap(({ asOf }, at) => {
    const before = series[at - 1]?.asOf;
    if (before === undefined || dayNumber(asOf) - dayNumber(before) <= REACH[step]) return [];
    return [`${formatDay(before)} to ${formatDay(asOf)}`];
  });
}

/** A few rejected days are named one by one; of many, how many and the latest. */
function rejectedNotes(rejected: Reading['rejected']): readonly string[] {
  const days = rejected.toSorted((a, b) => a.asOf.localeCompare(b.asOf));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  if (days.length <= 3)
    return days.map(({ asOf, says }) => `${formatDay(asOf)} was rejected and is not drawn: ${says}`);
  return [
    `${days.length} days between ${formatDay(first.asOf)} and ${formatDay(last.asOf)} were rejected by their checks and are not drawn. ` +
      `The latest: ${last.says}`,
  ];
}

function spanOf(from: string, until: string): string {
  const last = new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 10);
  return from === last ? formatDay(from) : `${formatDay(from)} to ${formatDay(last)}`;
}

function listOf(words: readonly string[]): string {
  const shown = words.slice(0, 6);
  const rest = words.length - shown.length;
  return rest > 0 ? `${shown.join('; ')}; and ${rest} more` : shown.join('; ');
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

function headOf(grouping: Grouping, group: { id: string; name: string; open: boolean }): Head {
  return {
    key: seriesKey(grouping, group.id),
    name: group.name,
    short: shortName(grouping, group.id),
    open: group.open,
  };
}
