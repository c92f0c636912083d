import { drawChart } from '../chart/draw-chart.ts';
import type { ChartTable } from '../chart/read-table.ts';
import { cut, fitFacts, fitLines } from './fit-text.ts';
import {
  type BodyPlace,
  type Box,
  type PictureColours,
  paintFacts,
  paintHeat,
  paintRanked,
  paintSlope,
} from './paint-body.ts';
import { paintScatter, paintSteps } from './paint-plot.ts';
import { type Body, PICTURE_SIZE, type Picture } from './picture.ts';

/** What is painted on: a context, and a way to put a chart, which brings a canvas of its own, into a part of it. */
export interface Surface {
  ctx: CanvasRenderingContext2D;
  chart(box: Box, draw: DrawPart): void;
}

/** Draws on a canvas of its own and returns what gives it free. */
export type DrawPart = (canvas: HTMLCanvasElement, ratio: number) => () => void;

const edge = 36;
const factLine = 16;
/** What the foot takes beside the lines of its facts: the rule and the line of the address. */
const footAlone = 22;
const mostFactLines = 3;

/** Paints a whole picture: finding, chart, what must be known of it. The same on every kind of surface. */
export function paint(surface: Surface, picture: Picture, colours: PictureColours): void {
  const { ctx } = surface;
  const { width, height } = PICTURE_SIZE;
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = colours.strong;
  ctx.fillRect(edge, 28, width - 2 * edge, 3);
  const top = paintHead(ctx, picture, colours);
  const facts = factLines(ctx, picture, colours);
  const bottom = height - 24 - footAlone - facts.length * factLine;
  paintBody(surface, picture.body, {
    box: { x: edge, y: top, width: width - 2 * edge, height: bottom - top - 10 },
    colours,
  });
  paintFoot(ctx, picture, { colours, top: bottom, facts });
}

/** Returns where the chart may begin. */
function paintHead(ctx: CanvasRenderingContext2D, picture: Picture, colours: PictureColours): number {
  const room = PICTURE_SIZE.width - 2 * edge;
  let y = 60;
  ctx.fillStyle = colours.ink;
  const lines = fitLines(ctx, picture.title, { room, most: 2, sizes: [25, 22, 20], font: colours.font });
  for (const line of lines.lines) {
    ctx.font = `600 ${lines.size}px ${colours.font}`;
    ctx.fillText(line, edge, y);
    y += lines.size * 1.25;
  }
  ctx.fillStyle = colours.soft;
  ctx.font = `400 15px ${colours.font}`;
  for (const line of [picture.beside, picture.subtitle].filter((text) => text !== '')) {
    ctx.fillText(cut(ctx, line, room), edge, y - 2);
    y += 20;
  }
  return y + 2;
}

function factLines(
  ctx: CanvasRenderingContext2D,
  { facts }: Picture,
  { font }: PictureColours,
): readonly string[] {
  ctx.font = `400 11.5px ${font}`;
  return fitFacts(ctx, facts, { room: PICTURE_SIZE.width - 2 * edge, most: mostFactLines });
}

function paintFoot(
  ctx: CanvasRenderingContext2D,
  { address }: Picture,
  { colours, top, facts }: { colours: PictureColours; top: number; facts: readonly string[] },
): void {
  ctx.fillStyle = colours.rule;
  ctx.fillRect(edge, top, PICTURE_SIZE.width - 2 * edge, 1);
  ctx.font = `400 11.5px ${colours.font}`;
  ctx.fillStyle = colours.faint;
  facts.forEach((line, at) => {
    ctx.fillText(line, edge, top + 18 + at * factLine);
  });
  const foot = top + footAlone + facts.length * factLine;
  ctx.font = `600 11.5px ${colours.font}`;
  ctx.fillStyle = colours.ink;
  const name = 'Open Model Census';
  ctx.fillText(name, edge, foot);
  const after = edge + ctx.measureText(name).width + 12;
  ctx.font = `400 11.5px ${colours.font}`;
  ctx.fillStyle = colours.faint;
  ctx.fillText(cut(ctx, address, PICTURE_SIZE.width - edge - after), after, foot);
}

function paintBody(surface: Surface, body: Body, place: BodyPlace): void {
  if (body.kind === 'chart') paintChart(surface, body.table, place);
  else if (body.kind === 'facts') paintFacts(surface.ctx, body.facts, place);
  else if (body.kind === 'ranked') paintRanked(surface.ctx, body, place);
  else if (body.kind === 'slope') paintSlope(surface.ctx, body, place);
  else if (body.kind === 'scatter') paintScatter(surface.ctx, body, place);
  else if (body.kind === 'steps') paintSteps(surface.ctx, body, place);
  else paintHeat(surface.ctx, body, place);
}

function paintChart(surface: Surface, table: ChartTable, { box, colours }: BodyPlace): void {
  surface.chart(
    box,
    (canvas, ratio) =>
      drawChart(canvas, table, { theme: colours, size: { width: box.width, ratio } }).destroy,
  );
}
