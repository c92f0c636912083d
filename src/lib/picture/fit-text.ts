interface LineRoom {
  room: number;
  most: number;
  sizes: readonly number[];
  font: string;
}

/** The largest size at which a text fits, else the smallest, cut. */
export function fitLines(ctx: CanvasRenderingContext2D, text: string, { room, most, sizes, font }: LineRoom) {
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
export function wrap(ctx: CanvasRenderingContext2D, text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && ctx.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A text, cut where it is longer than `room`. */
export function cut(ctx: CanvasRenderingContext2D, text: string, room: number): string {
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
