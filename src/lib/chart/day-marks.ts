import type { Chart, Plugin } from 'chart.js';
import type { ChartTable } from './read-table.ts';
import { dayNumber } from './time-axis.ts';

const size = 10;

/** Marks the days that have a note with a faint upright line, and above it the numbers of its notes. */
export const dayMarks = (
  { kind, rows }: ChartTable,
  { color, family }: { color: string; family: string },
): Plugin<'line' | 'bar'> => ({
  id: 'dayMarks',
  // Behind lines; before layers, which would hide them.
  [kind === 'area' ? 'afterDatasetsDraw' : 'beforeDatasetsDraw']({ ctx, chartArea, scales }: Chart) {
    const { x } = scales;
    if (!x) return;
    const marks = rows.flatMap(({ on, note, numbers = [] }) =>
      note === null ? [] : [{ at: Math.round(x.getPixelForValue(dayNumber(on))) + 0.5, numbers }],
    );
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = 1;
    ctx.setLineDash([1, 3]);
    for (const { at } of marks) {
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    ctx.font = `600 ${size}px ${family}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    const widthOf = (text: string) => ctx.measureText(text).width;
    for (const { at, text } of placeNumbers(marks, widthOf)) ctx.fillText(text, at, chartArea.top - 4);
    ctx.restore();
  },
});

/** Room the numbers need above a chart, in CSS pixels. */
export function markRoom({ rows }: ChartTable): number {
  return rows.some(({ numbers }) => numbers !== undefined) ? size + 4 : 0;
}

/** What is written above marks, from left to right: marks too near to each other share one text in their middle. */
export function placeNumbers(
  marks: readonly { at: number; numbers: readonly number[] }[],
  widthOf: (text: string) => number,
): readonly { at: number; text: string }[] {
  const placed: { from: number; until: number; numbers: readonly number[] }[] = [];
  for (const { at, numbers } of marks.filter((mark) => mark.numbers.length > 0)) {
    const last = placed.at(-1);
    const needed = last ? (widthOf(rangesOf(last.numbers)) + widthOf(rangesOf(numbers))) / 2 + 4 : 0;
    if (last && at - (last.from + last.until) / 2 < needed) {
      last.until = at;
      last.numbers = [...last.numbers, ...numbers];
    } else placed.push({ from: at, until: at, numbers });
  }
  return placed.map(({ from, until, numbers }) => ({ at: (from + until) / 2, text: rangesOf(numbers) }));
}

/** 1, 2, 3, 5 → `1–3, 5`. */
export function rangesOf(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const each of numbers) {
    const run = runs.at(-1);
    if (run && each === run[1] + 1) run[1] = each;
    else runs.push([each, each]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
