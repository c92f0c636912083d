import type { Chart, Plugin } from 'chart.js';
import type { ChartPoint, ChartSeries } from './chart-series.ts';

/** How strongly a band is filled. Bands overlap where much is not known. */
const strength = 0.14;

/** Fills between each line and the highest it could be. Lines without a band stay lines. */
export const bands = (series: readonly ChartSeries[]): Plugin<'line' | 'bar'> => ({
  id: 'bands',
  beforeDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.globalAlpha = strength;
    for (const { points, color } of series) {
      ctx.fillStyle = color;
      for (const stretch of stretchesOf(points)) fill(chart, stretch);
    }
    ctx.restore();
  },
});

type Banded = { x: number; y: number; high: number };

/** Runs of points that have a band, without the gaps between them. */
export function stretchesOf(points: readonly ChartPoint[]): readonly (readonly Banded[])[] {
  const stretches: Banded[][] = [[]];
  for (const { x, y, high } of points) {
    if (y === null || high === null || high === undefined) stretches.push([]);
    else stretches.at(-1)?.push({ x, y, high });
  }
  return stretches.filter((stretch) => stretch.length > 1);
}

function fill({ ctx, scales }: Chart, stretch: readonly Banded[]): void {
  const { x: across, y: up } = scales;
  if (!across || !up) return;
  ctx.beginPath();
  for (const { x, y } of stretch) ctx.lineTo(across.getPixelForValue(x), up.getPixelForValue(y));
  for (const { x, high } of stretch.toReversed())
    ctx.lineTo(across.getPixelForValue(x), up.getPixelForValue(high));
  ctx.closePath();
  ctx.fill();
}
