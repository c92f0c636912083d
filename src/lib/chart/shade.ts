/** Part of a colour that stays in a line of the past. */
const lineStrength = 0.5;

/** Part of a colour that stays in an area that is not known: as in bars. */
const areaStrength = 0.28;

/** The colour of a line of the past: its own, paler. */
export const paleLine = (color: string, paper: string): string => mixed(color, paper, lineStrength);

/** The colour of an area that is not known: next to paper. */
export const paleArea = (color: string, paper: string): string => mixed(color, paper, areaStrength);

/** `part` of a colour, the rest paper; opaque, so that what lies below does not shine through. Takes `#rrggbb` and `rgb(r, g, b)`. */
export function mixed(color: string, paper: string, part: number): string {
  const [over, under] = [channelsOf(color), channelsOf(paper)];
  if (!over || !under) return color;
  const channels = over.map((value, at) => Math.round(value * part + (under[at] ?? 0) * (1 - part)));
  return `rgb(${channels.join(', ')})`;
}

/** Red, green and blue, 0 to 255; null for what is written otherwise. */
function channelsOf(color: string): readonly number[] | null {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (hex) return hex.slice(1).map((pair) => Number.parseInt(pair, 16));
  const rgb = /^rgb\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*\)$/.exec(color);
  return rgb ? rgb.slice(1).map(Number) : null;
}
