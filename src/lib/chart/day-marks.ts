import type { Plugin } from 'chart.js';
import type { ChartTable } from './read-table.ts';
import { dayNumber } from './time-axis.ts';

/** Marks the days that have a note with a faint upright line. */
export const dayMarks = ({ rows }: ChartTable, color: string): Plugin<'line' | 'bar'> => ({
  id: 'dayMarks',
  beforeDatasetsDraw({ ctx, chartArea, scales }) {
    const { x } = scales;
    if (!x) return;
    ctx.save();
    ctx.strokeStyle = color;
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = 1;
    ctx.setLineDash([1, 3]);
    for (const { on, note } of rows) {
      if (note === null) continue;
      const at = Math.round(x.getPixelForValue(dayNumber(on))) + 0.5;
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
    }
    ctx.restore();
  },
});
