import { createCanvas } from '@napi-rs/canvas';
import type { ThemeId } from '../chart/colours.ts';
import { drawChart } from '../chart/draw-chart.ts';
import type { ChartTable } from '../chart/read-table.ts';
import { CHART_SIZE } from './picture.ts';
import { coloursOf, loadFonts } from './render.ts';

const ratio = 8 / 3;
const edge = 12;

/**
 * A chart as PNG, 1,200 × 720 pixels, on a plate of its own: a mail that is shown dark leaves pictures as they are. The
 * same table gives the same bytes.
 */
export async function renderChartPng(table: ChartTable, theme: ThemeId = 'light'): Promise<Buffer> {
  loadFonts();
  const { width, height } = CHART_SIZE;
  const colours = coloursOf(theme);
  const canvas = createCanvas(width * ratio, height * ratio);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  const own = createCanvas(width - 2 * edge, height - 2 * edge);
  // As in `render.ts`: the types differ in what nobody uses here.
  const drawn = drawChart(own as unknown as HTMLCanvasElement, table, {
    theme: colours,
    size: { width: width - 2 * edge, ratio },
  });
  ctx.drawImage(own, edge * ratio, edge * ratio, (width - 2 * edge) * ratio, (height - 2 * edge) * ratio);
  drawn.destroy();
  return await canvas.encode('png');
}
