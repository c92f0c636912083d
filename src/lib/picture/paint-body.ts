import type { ChartTheme } from '../chart/chart-config.ts';
import { placeLabels } from '../chart/place-labels.ts';
import { cut } from './fit-text.ts';
import type { Body } from './picture.ts';

export interface PictureColours extends ChartTheme {
  soft: string;
  strong: string;
  accent: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the body of a picture stands. */
export interface BodyPlace {
  box: Box;
  colours: PictureColours;
}

export function paintFacts(
  ctx: CanvasRenderingContext2D,
  facts: Extract<Body, { kind: 'facts' }>['facts'],
  { box, colours }: BodyPlace,
): void {
  const width = box.width / 2;
  facts.slice(0, 4).forEach(({ term, value, unit }, at) => {
    const x = box.x + (at % 2) * width;
    const y = box.y + 40 + Math.floor(at / 2) * (box.height / 2);
    ctx.fillStyle = colours.ink;
    ctx.font = `600 13px ${colours.font}`;
    ctx.fillText(cut(ctx, term, width - 16), x, y - 14);
    ctx.font = `600 34px ${colours.font}`;
    ctx.fillText(cut(ctx, value, width - 16), x, y + 22);
    ctx.font = `400 12px ${colours.font}`;
    ctx.fillStyle = colours.faint;
    ctx.fillText(cut(ctx, unit, width - 16), x, y + 42);
  });
}

export function paintRanked(
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

export function paintSlope(
  ctx: CanvasRenderingContext2D,
  { when, rows, left }: Extract<Body, { kind: 'slope' }>,
  { box, colours }: BodyPlace,
): void {
  const [from, until] = [box.x + box.width * 0.1, box.x + box.width * 0.72];
  const [top, bottom] = [box.y + 26, box.y + box.height - 24];
  const y = (part: number) => bottom - part * (bottom - top);
  ctx.font = `400 12px ${colours.font}`;
  ctx.fillStyle = colours.soft;
  ctx.fillText(when[0], box.x, box.y + 12);
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
    const [left, right] = [firsts?.[at] ?? y(first), lasts?.[at] ?? y(last)];
    paintLeader(ctx, [from - 6, y(first)], [from - 18, left]);
    paintLeader(ctx, [until + 6, y(last)], [until + 18, right]);
    ctx.font = `400 12px ${colours.font}`;
    ctx.fillStyle = colours.ink;
    ctx.textAlign = 'right';
    ctx.fillText(firstSays, from - 22, left + 4);
    ctx.textAlign = 'left';
    const label = right + 4;
    ctx.fillText(lastSays, until + 22, label);
    const after = until + 30 + ctx.measureText(lastSays).width;
    ctx.font = `600 12px ${colours.font}`;
    ctx.fillText(cut(ctx, name, box.x + box.width - after), after, label);
  });
  paintLeft(ctx, left, { box, colours });
}

/** From a point to its label, which may have moved. */
function paintLeader(ctx: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

export function paintHeat(
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
export function paintLeft(
  ctx: CanvasRenderingContext2D,
  left: string | null,
  { box, colours }: BodyPlace,
): void {
  if (left === null) return;
  ctx.font = `400 12px ${colours.font}`;
  ctx.fillStyle = colours.faint;
  ctx.fillText(left, box.x, box.y + box.height);
}
