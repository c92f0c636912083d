import { seriesColour, type ThemeId } from '../../chart/colours.ts';
import type { ChartTable } from '../../chart/read-table.ts';
import { splitFinding } from '../../findings/split-finding.ts';
import { formatCompact, formatParameters, formatShare } from '../../format/numbers.ts';
import type { Body, Picture } from '../../picture/picture.ts';
import type { ExploredFigure } from '../explore/explore-view.ts';
import type { HeatTable } from '../explore/heat.ts';
import { fittingNames, type ScatterTable } from '../explore/scatter.ts';
import type { SlopeTable } from '../explore/slope.ts';
import type { GroupTable } from '../figure/group-table.ts';
import type { SeriesTable } from '../figure/series.ts';

const mostBars = 10;
/** What a picture leaves for the points, in CSS pixels; a little less than it has. */
const SCATTER_PLOT = { width: 800, height: 200 };
const mostHeatRows = 10;
const heatLevels = 6;

/** A figure as a page shows it, as a picture. */
export function pictureOf(
  view: ExploredFigure,
  { address, theme }: { address: string; theme: ThemeId },
): Picture {
  const { main, beside } = splitFinding(view.title);
  return {
    title: drawable(main),
    beside: drawable(beside ?? ''),
    subtitle: view.subtitle,
    label: view.series?.label ?? view.slope?.label ?? view.scatter?.label ?? `${view.title} ${view.subtitle}`,
    body: bodyOf(view, (key) => seriesColour(key, theme)),
    facts: [
      ...(view.behind === null ? [] : [view.behind.replace(/\.$/, '')]),
      ...view.footer.map(({ term, says }) => `${term}: ${says}`),
      ...(view.series?.rows.some(({ notes }) => notes.length > 0)
        ? ['Upright dotted lines: dated notes, listed at the address']
        : []),
    ],
    address,
  };
}

type ColorOf = (key: string) => string;

function bodyOf({ series, slope, scatter, heat, table }: ExploredFigure, colorOf: ColorOf): Body {
  if (heat) return heatBody(heat);
  if (scatter) return scatterBody(scatter, colorOf);
  if (slope) return slopeBody(slope, colorOf);
  if (series) return { kind: 'chart', table: chartTable(series, colorOf) };
  return table
    ? rankedBody(table, colorOf)
    : { kind: 'ranked', rows: [], left: 'Nothing is in this selection.' };
}

/** What a page's script reads off the table of a series. */
export function chartTable({ kind, step, unit, columns, rows }: SeriesTable, colorOf: ColorOf): ChartTable {
  return {
    kind,
    step,
    unit,
    columns: columns.map(({ key, name, short, open, previous }) => ({
      name: drawable(name),
      short: drawable(short),
      open,
      color: colorOf(key),
      ...(previous ? { previous } : {}),
    })),
    rows: rows.map(({ on, cells, notes, provisional }) => ({
      on,
      values: cells.map(({ value }) => value),
      highs: cells.map(({ high }) => high),
      note: notes.map(({ says }) => says).join(' ') || null,
      provisional,
    })),
  };
}

function rankedBody({ rows, sizes, rest }: GroupTable, colorOf: ColorOf): Body {
  const shown = rows.slice(0, mostBars);
  const lengthOf = ({ share, value }: GroupTable['rows'][number]) => share ?? value ?? 0;
  const most = Math.max(...shown.map(lengthOf), Number.MIN_VALUE);
  const left = rows.length - shown.length + (rest?.groups ?? 0);
  return {
    kind: 'ranked',
    rows: shown.map((row) => ({
      name: drawable(row.name),
      color: colorOf(row.key),
      open: row.open,
      part: Math.max(0, lengthOf(row)) / most,
      says:
        row.share !== null
          ? formatShare(row.share)
          : sizes
            ? formatParameters(row.value)
            : formatCompact(row.value ?? 0),
    })),
    left: leftSays(left),
  };
}

function slopeBody({ rows, firstSays, lastSays, left }: SlopeTable, colorOf: ColorOf): Body {
  const most = Math.max(...rows.flatMap(({ first, last }) => [first.value, last.value]), Number.MIN_VALUE);
  return {
    kind: 'slope',
    when: [firstSays, lastSays],
    rows: rows.map(({ short, key, open, first, last }) => ({
      name: drawable(short),
      color: colorOf(key),
      open,
      first: Math.max(0, first.value) / most,
      last: Math.max(0, last.value) / most,
      firstSays: first.brief,
      lastSays: last.brief,
    })),
    left: leftSays(left),
  };
}

function scatterBody({ points, left, ...axes }: ScatterTable, colorOf: ColorOf): Body {
  const named = fittingNames(points, SCATTER_PLOT);
  return {
    kind: 'scatter',
    scatter: {
      ...axes,
      points: points.map(({ short, key, open, across, down, before }, at) => ({
        name: named.has(at) ? drawable(short) : null,
        before,
        color: colorOf(key),
        open,
        across,
        down,
      })),
    },
    left: leftSays(left),
  };
}

function heatBody({ columns, rows }: HeatTable): Body {
  return {
    kind: 'heat',
    columns: columns.map(({ name }) => name),
    rows: rows.slice(0, mostHeatRows).map(({ name, cells }) => ({
      name,
      cells: cells.map(({ says, level }) => ({ says, strength: level / heatLevels })),
    })),
    left: leftSays(rows.length - mostHeatRows),
  };
}

/** The font of pictures has no long arrow; others may not be there. */
export function drawable(text: string): string {
  return text.replaceAll('→', '›');
}

/** How many are not drawn, in words; null: all are. */
export function leftSays(left: number): string | null {
  if (left <= 0) return null;
  return left === 1 ? 'One more is not drawn.' : `${left} more are not drawn.`;
}
