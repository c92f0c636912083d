import type { Chart, Plugin } from 'chart.js';
import { placeLabels } from './place-labels.ts';

const size = 12;
const gap = 8;

/** Names each line at its end, in its colour. Set on a chart only where the names fit. */
export const endLabels = (family: string): Plugin<'line' | 'bar'> => ({
  id: 'endLabels',
  afterDatasetsDraw(chart) {
    const ends = chart.data.datasets.map((_, at) => endOf(chart, at)).filter((end) => end !== null);
    const { top, bottom, right } = chart.chartArea;
    const places = placeLabels(
      ends.map(({ y }) => y),
      { top: top + 4, bottom, height: size + 4 },
    );
    const { ctx } = chart;
    ctx.save();
    ctx.font = `560 ${size}px ${family}`;
    ctx.textBaseline = 'middle';
    ends.forEach(({ name, color, x, y }, at) => {
      const place = places[at] ?? y;
      ctx.strokeStyle = ctx.fillStyle = color;
      ctx.globalAlpha = 0.5;
      ctx.beginPath();
      ctx.moveTo(Math.min(x, right) + 3, y);
      ctx.lineTo(right + gap - 2, place);
      ctx.stroke();
      ctx.globalAlpha = 1;
      ctx.fillText(name, right + gap, place);
    });
    ctx.restore();
  },
});

/** Room the names need at the right, in CSS pixels. */
export function labelRoom(names: readonly string[], family: string): number {
  const ctx = document.createElement('canvas').getContext('2d');
  if (!ctx) return 0;
  ctx.font = `560 ${size}px ${family}`;
  return Math.ceil(Math.max(0, ...names.map((name) => ctx.measureText(name).width))) + gap + 2;
}

function endOf(chart: Chart, at: number) {
  const dataset = chart.data.datasets[at];
  const last = chart.getDatasetMeta(at).data.findLast((point) => 'skip' in point && point.skip !== true);
  if (!dataset || !last) return null;
  return { name: dataset.label ?? '', color: String(dataset.borderColor), x: last.x, y: last.y };
}
