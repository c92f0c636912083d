import type { Chart, Plugin } from 'chart.js';
import type { ChartSeries } from './chart-series.ts';

/** Distance of the strokes, in CSS pixels. */
const gap = 7;

/** Strokes over the layers of a stack that are not known, from the second on: all are of one grey. */
export const hatching = (series: readonly ChartSeries[]): Plugin<'line' | 'bar'> => ({
  id: 'hatching',
  afterDatasetsDraw(chart) {
    for (const at of hatchedLayers(series)) {
      const { ctx } = chart;
      for (const outline of outlinesOf(chart, at)) {
        ctx.save();
        trace(ctx, outline);
        ctx.clip();
        ctx.strokeStyle = series[at]?.color ?? '';
        ctx.lineWidth = 1.25;
        ctx.setLineDash([]);
        strokeAcross(ctx, outline);
        ctx.restore();
      }
    }
  },
});

/** Places of the layers that have strokes. */
export function hatchedLayers(series: readonly Pick<ChartSeries, 'open'>[]): readonly number[] {
  return series.flatMap(({ open }, at) => (open ? [at] : [])).slice(1);
}

type Point = readonly [x: number, y: number];

/** One closed outline for each stretch of a layer without a gap, in CSS pixels. */
function outlinesOf(chart: Chart, at: number): readonly (readonly Point[])[] {
  const below = chart.getDatasetMeta(at - 1).data;
  const stretches: { upper: Point[]; lower: Point[] }[] = [{ upper: [], lower: [] }];
  chart.getDatasetMeta(at).data.forEach((point, n) => {
    if ('skip' in point && point.skip === true) {
      stretches.push({ upper: [], lower: [] });
      return;
    }
    stretches.at(-1)?.upper.push([point.x, point.y]);
    stretches.at(-1)?.lower.push([point.x, below[n]?.y ?? chart.chartArea.bottom]);
  });
  return stretches
    .filter(({ upper }) => upper.length > 1)
    .map(({ upper, lower }) => [...upper, ...lower.toReversed()]);
}

function trace(ctx: CanvasRenderingContext2D, outline: readonly Point[]): void {
  ctx.beginPath();
  for (const [x, y] of outline) ctx.lineTo(x, y);
  ctx.closePath();
}

/** Rising strokes over the box around an outline. */
function strokeAcross(ctx: CanvasRenderingContext2D, outline: readonly Point[]): void {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const height = bottom - top;
  ctx.beginPath();
  for (let x = left - height; x < right; x += gap) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
}
