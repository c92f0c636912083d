/**
 * Rank-biased overlap of two lists without ties, extrapolated from as many places as both have (Webber, Moffat and Zobel
 * 2010, equation 32): 0 nothing in common, 1 the same order. `p`: how slowly the weight of places falls, 0 to 1. Null
 * where a list is empty.
 */
export function rankOverlap(one: readonly number[], other: readonly number[], p: number): number | null {
  const depth = Math.min(one.length, other.length);
  if (depth === 0) return null;
  const [seen, seenOther] = [new Set<number>(), new Set<number>()];
  let common = 0;
  let weighted = 0;
  for (let place = 1; place <= depth; place++) {
    const [mine, theirs] = [one[place - 1] ?? Number.NaN, other[place - 1] ?? Number.NaN];
    seen.add(mine);
    seenOther.add(theirs);
    common += mine === theirs ? 1 : Number(seenOther.has(mine)) + Number(seen.has(theirs));
    weighted += (common / place) * p ** place;
  }
  return (common / depth) * p ** depth + ((1 - p) / p) * weighted;
}
