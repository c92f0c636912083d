/** Where labels at line ends stand: as near to their line as a distance of `height` allows, inside [top, bottom]. */
export function placeLabels(
  wanted: readonly number[],
  { top, bottom, height }: { top: number; bottom: number; height: number },
): readonly number[] {
  const order = wanted.map((y, at) => ({ y, at })).toSorted((a, b) => a.y - b.y);
  const placed: number[] = [];
  for (const { y } of order) placed.push(Math.max(y, (placed.at(-1) ?? top - height) + height));
  for (let at = placed.length - 1, limit = bottom; at >= 0; at -= 1, limit -= height) {
    placed[at] = Math.min(placed[at] ?? limit, limit);
    limit = placed[at] ?? limit;
  }
  const result = new Array<number>(wanted.length);
  order.forEach(({ at }, rank) => {
    result[at] = placed[rank] ?? 0;
  });
  return result;
}
