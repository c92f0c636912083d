import type { Chart, Plugin } from 'chart.js';

const size = 11;
/** How far a label stands from its line, in CSS pixels. */
const off = 11;

/** Names one of the pale lines, which are at the places `pale`, where there is most room around it. */
export const beforeLabel = (
  { color, family }: { color: string; family: string },
  pale: readonly number[],
): Plugin<'line' | 'bar'> => ({
  id: 'beforeLabel',
  afterDatasetsDraw(chart) {
    const lines = chart.data.datasets.map((_, at) => pointsOf(chart, at));
    const place = roomiest(lines, pale, chart.chartArea);
    if (!place) return;
    const { ctx } = chart;
    ctx.save();
    ctx.font = `600 ${size}px ${family}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillStyle = color;
    ctx.fillText('before', place.x, place.y);
    ctx.restore();
  },
});

/** Places in CSS pixels; null where the line has a gap. */
export type Line = readonly ({ x: number; y: number } | null)[];

/** Over or under one of the lines at the places `named`, as far from all others as can be; null where there is no such line. */
export function roomiest(
  lines: readonly Line[],
  named: readonly number[],
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): { x: number; y: number } | null {
  let best: { x: number; y: number; room: number } | null = null;
  const reach = 24;
  for (const own of lines.filter((_, at) => named.includes(at)))
    for (const point of own) {
      if (!point || point.x < left + reach || point.x > right - reach) continue;
      for (const y of [point.y - off, point.y + off]) {
        if (y < top + size || y > bottom - size) continue;
        const near = lines.filter((line) => line !== own).flatMap((line) => heightsOf(line, point.x, reach));
        const steep = heightsOf(own, point.x, reach).map((height) => Math.abs(height - point.y));
        // Both the label and the line that it names stand alone.
        const alone = near.map((height) => Math.min(Math.abs(height - y), Math.abs(height - point.y)));
        const room = Math.min(60, ...alone) - Math.max(0, ...steep) / 2;
        if (!best || room > best.room) best = { x: point.x, y, room };
      }
    }
  return best && { x: best.x, y: best.y };
}

/** Where a line is from `reach` before a place to `reach` after it. */
function heightsOf(line: Line, x: number, reach: number): readonly number[] {
  return [x - reach, x, x + reach].flatMap((at) => {
    const after = line.findIndex((point) => point !== null && point.x >= at);
    const [from, until] = [line[after - 1], line[after]];
    if (!until) return [];
    if (!from || until.x === from.x) return [until.y];
    return [from.y + ((until.y - from.y) * (at - from.x)) / (until.x - from.x)];
  });
}

function pointsOf(chart: Chart, at: number): Line {
  return chart
    .getDatasetMeta(at)
    .data.map((point) => ('skip' in point && point.skip === true ? null : { x: point.x, y: point.y }));
}
