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

/**
 * Facts side by side on at most so many lines of `room`. Where they are too long the longest is cut, again and again:
 * every one of them stands with its beginning, and none pushes another out.
 */
export function fitFacts(
  ctx: CanvasRenderingContext2D,
  facts: readonly string[],
  { room, most }: { room: number; most: number },
): readonly string[] {
  const kept = facts.map((fact) => fact.trim().split(/\s+/).join(' '));
  const lines = () => wrap(ctx, kept.join(' · '), room);
  const width = (text: string) => ctx.measureText(text).width;
  while (lines().length > most) {
    const longest = kept.reduce((at, fact, n) => (width(fact) > width(kept[at] ?? '') ? n : at), 0);
    const fact = (kept[longest] ?? '').replace(/…$/, '');
    const shorter = cut(ctx, fact, width(fact) - cutStep);
    if (shorter.length < shortestFact) break;
    kept[longest] = shorter;
  }
  return lines()
    .slice(0, most)
    .map((line) => cut(ctx, line, room));
}

/** Letters; what would be shorter is not cut any more. */
const shortestFact = 12;

/** CSS pixels. */
const cutStep = 8;

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
