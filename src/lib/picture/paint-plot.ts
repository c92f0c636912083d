import { type BodyPlace, paintLeft } from './paint-body.ts';
import type { Axes, Body } from './picture.ts';

/** Points between two axes. */
export function paintScatter(
  ctx: CanvasRenderingContext2D,
  { scatter, left }: Extract<Body, { kind: 'scatter' }>,
  place: BodyPlace,
): void {
  const { x, y } = paintAxes(ctx, scatter, place);
  for (const { name, before, color, open, across, down } of scatter.points) {
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x(across), y(down), 4.5, 0, 2 * Math.PI);
    if (open) ctx.stroke();
    else ctx.fill();
    if (name === null) continue;
    ctx.fillStyle = place.colours.ink;
    ctx.textAlign = before ? 'right' : 'left';
    ctx.fillText(name, x(across) + (before ? -9 : 9), y(down) + 4);
  }
  ctx.textAlign = 'left';
  paintLeft(ctx, left, place);
}

/** Curves that rise in steps, and what they are called above them. */
export function paintSteps(
  ctx: CanvasRenderingContext2D,
  { steps, left }: Extract<Body, { kind: 'steps' }>,
  { box, colours }: BodyPlace,
): void {
  const legend = 22;
  let at = box.x;
  ctx.font = `400 12px ${colours.font}`;
  for (const { name, color, dash } of steps.curves) {
    ctx.strokeStyle = color;
    ctx.lineWidth = 2;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    ctx.moveTo(at, box.y + 4);
    ctx.lineTo(at + 22, box.y + 4);
    ctx.stroke();
    ctx.fillStyle = colours.ink;
    ctx.fillText(name, at + 28, box.y + 8);
    at += 46 + ctx.measureText(name).width;
  }
  ctx.setLineDash([]);
  const { x, y } = paintAxes(ctx, steps, {
    box: { ...box, y: box.y + legend, height: box.height - legend },
    colours,
  });
  for (const { color, dash, points } of steps.curves) {
    ctx.strokeStyle = color;
    ctx.lineWidth = 2;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    let height = 0;
    for (const [place, { across, down }] of points.entries()) {
      if (place === 0) ctx.moveTo(x(across), y(down));
      else {
        ctx.lineTo(x(across), y(height));
        ctx.lineTo(x(across), y(down));
      }
      height = down;
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
  paintLeft(ctx, left, { box, colours });
}

/** Draws both axes; returns where a part of them lies. */
function paintAxes(
  ctx: CanvasRenderingContext2D,
  { xName, yName, xTicks, yTicks }: Axes,
  { box, colours }: BodyPlace,
) {
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
  ctx.textAlign = 'left';
  return { x, y };
}
