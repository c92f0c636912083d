/** Total parameters, and how much they count. */
export interface Sized {
  parameters: number;
  weight: number;
}

/** The weighted mean; null where nothing counts. */
export function mean(sizes: readonly Sized[]): number | null {
  const weight = sizes.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? null : sizes.reduce((sum, one) => sum + one.parameters * one.weight, 0) / weight;
}

/** The smallest size up to which at least half of the weight lies; null where nothing counts. */
export function median(sizes: readonly Sized[]): number | null {
  const weight = sizes.reduce((sum, one) => sum + one.weight, 0);
  if (weight === 0) return null;
  let reached = 0;
  for (const one of sizes.toSorted((a, b) => a.parameters - b.parameters)) {
    reached += one.weight;
    // Parts of models are thirds and sixths: half of them may be missed by the last bit.
    if (reached >= weight / 2 - weight * 1e-12) return one.parameters;
  }
  throw new Error('half of the weight was never reached');
}
