import type { Chart, Plugin } from 'chart.js';
import { placeLabels } from './place-labels.ts';

const size = 12;
const gap = 8;

/**
 * Names each of the first `count` lines at its end, in its colour, and each layer of a stack at its middle. Set only where
 * the names fit.
 */
export const endLabels = (
  family: string,
  { count, stacked }: { count: number; stacked: boolean },
): Plugin<'line' | 'bar'> => ({
  id: 'endLabels',
  afterDatasetsDraw(chart) {
    const all = chart.data.datasets.slice(0, count).map((_, at) => endOf(chart, at));
    const ends = (stacked ? middles(all, chart.chartArea.bottom) : all).filter((end) => end !== null);
    const { top, bottom, right } = chart.chartArea;
    const places = placeLabels(
      ends.map(({ y }) => y),
      { top: top + 4, bottom, height: size + 4 },
    );
    const { ctx } = chart;
    ctx.save();
    ctx.font = `600 ${size}px ${family}`;
    ctx.textBaseline = 'middle';
    ends.forEach(({ name, color, x, y }, at) => {
      const place = places[at] ?? y;
      ctx.strokeStyle = ctx.fillStyle = color;
      ctx.globalAlpha = 0.5;
      ctx.beginPath();
      ctx.moveTo(Math.min(x, right) + 5, y);
      ctx.lineTo(right + gap - 2, place);
      ctx.stroke();
      ctx.globalAlpha = 1;
      ctx.fillText(name, right + gap, place);
    });
    ctx.restore();
  },
});

/** Room the names need at the right, in CSS pixels. */
export function labelRoom(canvas: HTMLCanvasElement, names: readonly string[], family: string): number {
  const ctx = canvas.getContext('2d');
  if (!ctx) return 0;
  ctx.font = `600 ${size}px ${family}`;
  return Math.ceil(Math.max(0, ...names.map((name) => ctx.measureText(name).width))) + gap + 2;
}

type End = ReturnType<typeof endOf>;

/** Ends of layers, moved from their upper edge to their middle. */
function middles(ends: readonly End[], bottom: number): readonly End[] {
  return ends.map((end, at) => end && { ...end, y: (end.y + (ends[at - 1]?.y ?? bottom)) / 2 });
}

function endOf(chart: Chart, at: number) {
  const dataset = chart.data.datasets[at];
  const last = chart.getDatasetMeta(at).data.findLast((point) => 'skip' in point && point.skip !== true);
  if (!dataset || !last) return null;
  return { name: dataset.label ?? '', color: String(dataset.backgroundColor), x: last.x, y: last.y };
}
