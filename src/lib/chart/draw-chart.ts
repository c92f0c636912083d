import {
  BarController,
  BarElement,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { bands } from './bands.ts';
import { beforeLabel } from './before-label.ts';
import { type ChartTheme, chartConfig, type Datum } from './chart-config.ts';
import { chartSeries } from './chart-series.ts';
import { dayMarks, markRoom } from './day-marks.ts';
import { endLabels, labelRoom } from './end-labels.ts';
import { hatching } from './hatching.ts';
import type { ChartTable } from './read-table.ts';

Chart.register(
  BarController,
  BarElement,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export interface DrawnChart {
  /** True where the names stand at the ends of the lines and no legend is needed. */
  labelled: boolean;
  /** How many of the table's columns are drawn, and their names, dashes and colours. */
  series: readonly { name: string; color: string; dash: readonly number[] }[];
  destroy: () => void;
  /** Shows what the tooltip shows at the next (1) or previous (-1) day. */
  step: (by: 1 | -1) => void;
}

/** The width a chart has, in CSS pixels, and for one that stands still on no page the pixels that one of them takes. */
export interface ChartSize {
  width: number;
  ratio?: number;
}

/** Draws a table on a canvas. The only file that knows Chart.js. */
export function drawChart(
  canvas: HTMLCanvasElement,
  table: ChartTable,
  { theme, size: { width, ratio } }: { theme: ChartTheme; size: ChartSize },
): DrawnChart {
  const lines = chartSeries(table);
  const series = lines
    .filter(({ previous }) => !previous)
    .map(({ short, color, dash }) => ({ name: short, color, dash }));
  const names = series.map(({ name }) => name);
  const room = labelRoom(canvas, names, theme.font);
  const labelled = table.kind !== 'bars' && names.length > 1 && room < width * 0.28;
  const pale = lines.flatMap(({ previous, open }, at) => (previous && !open ? [at] : []));
  const config = chartConfig(table, theme, width);
  const chart = new Chart(canvas, {
    ...config,
    options: {
      ...config.options,
      ...(ratio === undefined ? {} : { responsive: false, devicePixelRatio: ratio }),
      layout: { padding: { right: labelled ? room : 8, top: Math.max(8, markRoom(table)) } },
    },
    plugins: [
      bands(lines),
      dayMarks(table, { color: table.kind === 'area' ? theme.ink : theme.faint, family: theme.font }),
      ...(table.kind === 'area' ? [hatching(lines)] : []),
      ...(pale.length > 0 ? [beforeLabel({ color: theme.faint, family: theme.font }, pale)] : []),
      ...(labelled ? [endLabels(theme.font, { count: names.length, stacked: table.kind === 'area' })] : []),
    ],
  });
  return { labelled, series, destroy: () => chart.destroy(), step: stepper(chart) };
}

/** Moves the tooltip from day to day, for the arrow keys. */
function stepper(chart: Chart<'line' | 'bar', Datum[]>): DrawnChart['step'] {
  let at = -1;
  return (by) => {
    const points = chart.data.datasets[0]?.data ?? [];
    let next = at >= 0 ? at + by : by === 1 ? 0 : points.length - 1;
    if (points[next]?.y === null) next += by;
    const point = points[next];
    const { x } = chart.scales;
    if (!point || !x) return;
    at = next;
    const active = chart.data.datasets.map((_, datasetIndex) => ({ datasetIndex, index: next }));
    chart.tooltip?.setActiveElements(active, { x: x.getPixelForValue(point.x), y: chart.chartArea.top });
    chart.setActiveElements(active);
    chart.update('none');
  };
}
