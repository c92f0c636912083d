import type { ChartTheme } from '../chart/chart-config.ts';
import { drawChart } from '../chart/draw-chart.ts';
import { placeLabels } from '../chart/place-labels.ts';
import type { ChartTable } from '../chart/read-table.ts';
import { type Body, PICTURE_SIZE, type Picture } from './picture.ts';

export interface PictureColours extends ChartTheme {
  soft: string;
  strong: string;
  accent: string;
}

/** What is painted on: a context, and a way to put a chart, which brings a canvas of its own, into a part of it. */
export interface Surface {
  ctx: CanvasRenderingContext2D;
  chart(box: Box, draw: DrawPart): void;
}

/** Draws on a canvas of its own and returns what gives it free. */
export type DrawPart = (canvas: HTMLCanvasElement, ratio: number) => () => void;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const edge = 36;
const footHeight = 54;

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
  const bottom = height - 24 - footHeight;
  paintBody(surface, picture.body, {
    box: { x: edge, y: top, width: width - 2 * edge, height: bottom - top - 10 },
    colours,
  });
  paintFoot(ctx, picture, { colours, top: bottom });
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

function paintFoot(
  ctx: CanvasRenderingContext2D,
  { facts, address }: Picture,
  { colours, top }: { colours: PictureColours; top: number },
): void {
  const room = PICTURE_SIZE.width - 2 * edge;
  ctx.fillStyle = colours.rule;
  ctx.fillRect(edge, top, room, 1);
  ctx.font = `400 11.5px ${colours.font}`;
  ctx.fillStyle = colours.faint;
  const lines = wrap(ctx, facts.join('  ·  '), room).slice(0, 3);
  const most = 2;
  lines.slice(0, most).forEach((line, at) => {
    const whole = at === most - 1 && lines.length > most ? `${line} …` : line;
    ctx.fillText(cut(ctx, whole, room), edge, top + 18 + at * 16);
  });
  ctx.font = `600 11.5px ${colours.font}`;
  ctx.fillStyle = colours.ink;
  const name = 'Open Model Census';
  ctx.fillText(name, edge, top + 54);
  const after = edge + ctx.measureText(name).width + 12;
  ctx.font = `400 11.5px ${colours.font}`;
  ctx.fillStyle = colours.faint;
  ctx.fillText(cut(ctx, address, PICTURE_SIZE.width - edge - after), after, top + 54);
}

interface BodyPlace {
  box: Box;
  colours: PictureColours;
}

function paintBody(surface: Surface, body: Body, place: BodyPlace): void {
  if (body.kind === 'chart') paintChart(surface, body.table, place);
  else if (body.kind === 'ranked') paintRanked(surface.ctx, body, place);
  else if (body.kind === 'slope') paintSlope(surface.ctx, body, place);
  else if (body.kind === 'scatter') paintScatter(surface.ctx, body, place);
  else paintHeat(surface.ctx, body, place);
}

function paintChart(surface: Surface, table: ChartTable, { box, colours }: BodyPlace): void {
  surface.chart(
    box,
    (canvas, ratio) =>
      drawChart(canvas, table, { theme: colours, size: { width: box.width, ratio } }).destroy,
  );
}

function paintRanked(
  ctx: CanvasRenderingContext2D,
  { rows, left }: Extract<Body, { kind: 'ranked' }>,
  { box, colours }: BodyPlace,
): void {
  const height = Math.min(30, (box.height - 18) / Math.max(1, rows.length));
  const names = box.width * 0.27;
  const values = 92;
  rows.forEach(({ name, color, open, part, says }, at) => {
    const middle = box.y + height * at + height / 2;
    ctx.font = `400 13px ${colours.font}`;
    ctx.fillStyle = colours.ink;
    ctx.fillText(cut(ctx, name, names - 12), box.x, middle + 4.5);
    const length = Math.max(1, part * (box.width - names - values));
    const bar = [box.x + names, middle - height * 0.32, length, height * 0.64] as const;
    ctx.fillStyle = ctx.strokeStyle = color;
    ctx.lineWidth = 1;
    if (open) ctx.strokeRect(bar[0] + 0.5, bar[1], bar[2], bar[3]);
    else ctx.fillRect(...bar);
    ctx.fillStyle = colours.ink;
    ctx.font = `600 13px ${colours.font}`;
    ctx.fillText(says, bar[0] + length + 8, middle + 4.5);
  });
  paintLeft(ctx, left, { box, colours });
}

function paintSlope(
  ctx: CanvasRenderingContext2D,
  { when, rows, left }: Extract<Body, { kind: 'slope' }>,
  { box, colours }: BodyPlace,
): void {
  const [from, until] = [box.x + box.width * 0.2, box.x + box.width * 0.58];
  const [top, bottom] = [box.y + 26, box.y + box.height - 24];
  const y = (part: number) => bottom - part * (bottom - top);
  ctx.font = `400 12px ${colours.font}`;
  ctx.fillStyle = colours.soft;
  ctx.textAlign = 'right';
  ctx.fillText(when[0], from, box.y + 12);
  ctx.textAlign = 'left';
  ctx.fillText(when[1], until, box.y + 12);
  ctx.fillStyle = colours.rule;
  for (const x of [from, until]) ctx.fillRect(x, top, 1, bottom - top);
  const room = { top, bottom, height: 16 };
  const [firsts, lasts] = (['first', 'last'] as const).map((side) =>
    placeLabels(
      rows.map((row) => y(row[side])),
      room,
    ),
  );
  rows.forEach(({ name, color, open, first, last, firstSays, lastSays }, at) => {
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = open ? 1.25 : 2;
    ctx.setLineDash(open ? [2, 3] : []);
    ctx.beginPath();
    ctx.moveTo(from, y(first));
    ctx.lineTo(until, y(last));
    ctx.stroke();
    ctx.setLineDash([]);
    for (const [x, part] of [
      [from, first],
      [until, last],
    ] as const) {
      ctx.beginPath();
      ctx.arc(x, y(part), 3, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.font = `400 12px ${colours.font}`;
    ctx.fillStyle = colours.ink;
    ctx.textAlign = 'right';
    ctx.fillText(firstSays, from - 10, (firsts?.[at] ?? 0) + 4);
    ctx.textAlign = 'left';
    const label = (lasts?.[at] ?? 0) + 4;
    ctx.fillText(lastSays, until + 10, label);
    const after = until + 18 + ctx.measureText(lastSays).width;
    ctx.font = `600 12px ${colours.font}`;
    ctx.fillText(cut(ctx, name, box.x + box.width - after), after, label);
  });
  paintLeft(ctx, left, { box, colours });
}

function paintScatter(
  ctx: CanvasRenderingContext2D,
  { scatter: { xName, yName, points, xTicks, yTicks }, left }: Extract<Body, { kind: 'scatter' }>,
  { box, colours }: BodyPlace,
): void {
  const plot = { x: box.x + 56, y: box.y + 22, width: box.width - 76, height: box.height - 66 };
  const x = (part: number) => plot.x + part * plot.width;
  const y = (part: number) => plot.y + part * plot.height;
  ctx.font = `600 12px ${colours.font}`;
  ctx.fillStyle = colours.soft;
  ctx.fillText(yName, box.x, box.y + 10);
  ctx.textAlign = 'right';
  ctx.fillText(xName, box.x + box.width, y(1) + 38);
  ctx.font = `400 12px ${colours.font}`;
  for (const { says, at } of yTicks) {
    ctx.fillStyle = colours.rule;
    ctx.fillRect(plot.x, y(at), plot.width, 1);
    ctx.fillStyle = colours.faint;
    ctx.fillText(says, plot.x - 8, y(at) + 4);
  }
  ctx.textAlign = 'center';
  for (const { says, at } of xTicks) {
    ctx.fillStyle = colours.ink;
    ctx.fillRect(x(at), y(1), 1, 5);
    ctx.fillStyle = colours.faint;
    ctx.fillText(says, x(at), y(1) + 20);
  }
  ctx.fillStyle = colours.ink;
  ctx.fillRect(plot.x, y(1), plot.width, 1);
  for (const { name, before, color, open, across, down } of points) {
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x(across), y(down), 4.5, 0, 2 * Math.PI);
    if (open) ctx.stroke();
    else ctx.fill();
    if (name === null) continue;
    ctx.fillStyle = colours.ink;
    ctx.textAlign = before ? 'right' : 'left';
    ctx.fillText(name, x(across) + (before ? -9 : 9), y(down) + 4);
  }
  ctx.textAlign = 'left';
  paintLeft(ctx, left, { box, colours });
}

function paintHeat(
  ctx: CanvasRenderingContext2D,
  { columns, rows, left }: Extract<Body, { kind: 'heat' }>,
  { box, colours }: BodyPlace,
): void {
  const names = box.width * 0.2;
  const width = (box.width - names) / Math.max(1, columns.length);
  const height = Math.min(30, (box.height - 44) / Math.max(1, rows.length));
  ctx.textAlign = 'right';
  ctx.fillStyle = colours.soft;
  ctx.font = `400 11.5px ${colours.font}`;
  columns.forEach((name, at) => {
    ctx.fillText(cut(ctx, name, width - 8), box.x + names + width * (at + 1) - 6, box.y + 14);
  });
  rows.forEach(({ name, cells }, row) => {
    const top = box.y + 22 + row * height;
    ctx.textAlign = 'left';
    ctx.fillStyle = colours.ink;
    ctx.font = `400 12px ${colours.font}`;
    ctx.fillText(cut(ctx, name, names - 12), box.x, top + height / 2 + 4);
    ctx.textAlign = 'right';
    cells.forEach(({ says, strength }, at) => {
      const x = box.x + names + width * at;
      ctx.globalAlpha = strength * 0.42;
      ctx.fillStyle = colours.accent;
      ctx.fillRect(x + 1, top + 1, width - 2, height - 2);
      ctx.globalAlpha = 1;
      ctx.fillStyle = colours.ink;
      ctx.fillText(says, x + width - 6, top + height / 2 + 4);
    });
  });
  ctx.textAlign = 'left';
  paintLeft(ctx, left, { box, colours });
}

/** What is not drawn, in words. */
function paintLeft(ctx: CanvasRenderingContext2D, left: string | null, { box, colours }: BodyPlace): void {
  if (left === null) return;
  ctx.font = `400 12px ${colours.font}`;
  ctx.fillStyle = colours.faint;
  ctx.fillText(left, box.x, box.y + box.height);
}

interface LineRoom {
  room: number;
  most: number;
  sizes: readonly number[];
  font: string;
}

/** The largest size at which a text fits, else the smallest, cut. */
function fitLines(ctx: CanvasRenderingContext2D, text: string, { room, most, sizes, font }: LineRoom) {
  for (const size of sizes) {
    ctx.font = `600 ${size}px ${font}`;
    const lines = wrap(ctx, text, room);
    if (lines.length <= most) return { size, lines };
  }
  const size = sizes.at(-1) ?? 20;
  const lines = wrap(ctx, text, room);
  const last = cut(ctx, lines.slice(most - 1).join(' '), room);
  return { size, lines: [...lines.slice(0, most - 1), last] };
}

/** Lines that are no longer than `room`, broken between words. */
function wrap(ctx: CanvasRenderingContext2D, text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && ctx.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A text, cut where it is longer than `room`. */
function cut(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  const letters = [...text];
  let [fits, tooLong] = [0, letters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (ctx.measureText(`${letters.slice(0, middle).join('')}…`).width <= room) fits = middle;
    else tooLong = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}
