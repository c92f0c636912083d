import type { ChartConfiguration, ChartDataset, Tick, TooltipItem } from 'chart.js';
import { formatCompact, formatExact, formatParameters, formatShare } from '../format/numbers.ts';
import { type ChartSeries, chartSeries } from './chart-series.ts';
import type { ChartTable } from './read-table.ts';
import { paleArea, paleLine } from './shade.ts';
import { dayLabel, dayNumber, timeTicks } from './time-axis.ts';

/** Resolved colours and the font of the page the chart stands in. */
export interface ChartTheme {
  ink: string;
  faint: string;
  rule: string;
  paper: string;
  font: string;
}

/** A point as Chart.js takes it; null breaks the line. */
export type Datum = { x: number; y: number | null };

export type LineOrBars = ChartConfiguration<'line' | 'bar', Datum[]>;

type Options = NonNullable<LineOrBars['options']>;
type Scale = NonNullable<Options['scales']>[string];
type Item = TooltipItem<'line' | 'bar'>;

/** A table as a Chart.js configuration. Pure: the same table and theme give the same chart anywhere. */
export function chartConfig(table: ChartTable, theme: ChartTheme, width: number): LineOrBars {
  const series = chartSeries(table);
  const bars = table.kind === 'bars';
  const area = table.kind === 'area';
  return {
    type: bars ? 'bar' : 'line',
    data: {
      datasets: series.map((each, at) =>
        bars && !each.previous ? barsOf(each) : area ? layerOf(each, theme, at) : lineOf(each, theme),
      ),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'index', axis: 'x', intersect: false },
      scales: { x: timeScale(table, theme, width), y: valueScale(table, theme) },
      plugins: { tooltip: tooltipOf(table, theme) },
    },
  };
}

function lineOf(series: ChartSeries, theme: ChartTheme): ChartDataset<'line', Datum[]> {
  const dense = series.points.length > 40;
  const color = series.previous ? paleLine(series.color, theme.paper) : series.color;
  return {
    type: 'line',
    label: series.short,
    data: [...series.points],
    // Points at the edges are drawn whole.
    clip: 6,
    borderColor: color,
    backgroundColor: color,
    pointBackgroundColor: series.points.map(({ provisional }) => (provisional ? theme.paper : series.color)),
    borderWidth: series.previous ? 1.5 : series.open ? 1.25 : 2,
    borderDash: [...series.dash],
    pointRadius: series.points.map(({ provisional }) =>
      series.previous ? 0 : provisional ? 3 : dense ? 0 : 2,
    ),
    pointHoverRadius: 4,
    spanGaps: false,
  };
}

/** A layer of a stack, parted from the next by a thin line of paper. What is not known is pale in outline, as in bars. */
function layerOf(series: ChartSeries, theme: ChartTheme, at: number): ChartDataset<'line', Datum[]> {
  const target = at === 0 ? 'origin' : '-1';
  const pale = paleArea(series.color, theme.paper);
  return {
    ...lineOf(series, theme),
    clip: 0,
    borderColor: series.open ? series.color : theme.paper,
    borderWidth: 1,
    borderDash: [],
    pointRadius: 0,
    fill: series.open ? { target, above: pale, below: pale } : target,
  };
}

function barsOf(series: ChartSeries): ChartDataset<'bar', Datum[]> {
  return {
    type: 'bar',
    label: series.name,
    data: [...series.points],
    backgroundColor: series.points.map(({ provisional }) => (provisional ? 'transparent' : series.color)),
    borderColor: series.color,
    borderWidth: series.points.map(({ provisional }) => (provisional ? 1.5 : 0)),
    barPercentage: 0.82,
    categoryPercentage: 1,
  };
}

function timeScale(table: ChartTable, theme: ChartTheme, width: number): Scale {
  const days = chartSeries(table).flatMap(({ points }) => points.map(({ x }) => x));
  const pad = table.kind === 'bars' ? 16 : 0;
  const min = Math.min(...days) - pad;
  const max = Math.max(...days) + pad;
  const ticks = timeTicks(min, max, Math.max(2, Math.floor(width / 90)));
  return {
    type: 'linear',
    min,
    max,
    afterBuildTicks: (axis: { ticks: Tick[] }) => {
      axis.ticks = ticks.map((tick) => ({ ...tick }));
    },
    border: { color: theme.ink },
    grid: { drawOnChartArea: false, drawTicks: true, tickLength: 5, color: theme.ink },
    ticks: {
      color: theme.faint,
      font: { family: theme.font, size: 12 },
      maxRotation: 0,
      autoSkip: false,
      callback: (value: number | string) => ticks.find((tick) => tick.value === value)?.label ?? '',
    },
  };
}

function valueScale(table: ChartTable, theme: ChartTheme): Scale {
  return {
    type: 'linear',
    beginAtZero: true,
    ...(table.kind === 'area' ? { stacked: true, max: 1 } : {}),
    suggestedMax: Math.max(0, ...table.rows.flatMap(({ highs }) => highs.map((high) => high ?? 0))),
    border: { display: false },
    grid: { color: theme.rule, drawTicks: false },
    ticks: {
      color: theme.faint,
      font: { family: theme.font, size: 12 },
      padding: 8,
      maxTicksLimit: 6,
      callback: (value: number | string) => axisLabel(Number(value), table.unit),
    },
  };
}

function axisLabel(value: number, unit: ChartTable['unit']): string {
  return unit === 'share' ? `${Number((value * 100).toFixed(1))} %` : formatCompact(value);
}

function valueLabel(value: number, unit: ChartTable['unit']): string {
  if (unit === 'share') return formatShare(value);
  return unit === 'parameters' ? formatParameters(value) : formatExact(value);
}

function tooltipOf(
  table: ChartTable,
  theme: ChartTheme,
): NonNullable<NonNullable<Options['plugins']>['tooltip']> {
  return {
    backgroundColor: theme.paper,
    titleColor: theme.ink,
    bodyColor: theme.ink,
    borderColor: theme.rule,
    borderWidth: 1,
    titleFont: { family: theme.font, size: 12, weight: 600 },
    bodyFont: { family: theme.font, size: 12 },
    footerFont: { family: theme.font, size: 11, weight: 400 },
    footerColor: theme.ink,
    padding: 10,
    cornerRadius: 3,
    boxWidth: 10,
    boxHeight: 10,
    boxPadding: 4,
    itemSort: (a: Item, b: Item) => (b.parsed.y ?? 0) - (a.parsed.y ?? 0),
    callbacks: {
      title: (items: readonly Item[]) => {
        const x = items[0]?.parsed.x;
        return x === undefined || x === null ? '' : titleOf(x, table);
      },
      footer: (items: readonly Item[]) => noteAt(items[0]?.parsed.x ?? null, table),
      label: ({ dataset, parsed }: Item) => {
        const value = parsed.y ?? 0;
        return ` ${dataset.label ?? ''}  ${valueLabel(value, table.unit)}`;
      },
    },
  };
}

function titleOf(day: number, table: ChartTable): string {
  const months = table.kind === 'bars' && table.step === 'month';
  return months ? dayLabel(day).replace(/^\d+ /, '') : dayLabel(day);
}

/** The notes of a day, in lines that a tooltip can hold. */
function noteAt(day: number | null, { rows }: ChartTable): string[] {
  const note = rows.find(({ on }) => dayNumber(on) === day)?.note ?? null;
  return note === null ? [] : (note.match(/.{1,56}(?:\s|$)/g) ?? []).slice(0, 4).map((line) => line.trim());
}
