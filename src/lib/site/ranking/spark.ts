/** Points of the lines of a small drawing, 100 by 24, from zero at the bottom; one text per stretch without a gap. */
export function sparkOf(values: readonly (number | null)[]): readonly string[] {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (most <= 0 || values.filter((value) => value !== null).length < 2) return [];
  const stretches: string[][] = [[]];
  values.forEach((value, at) => {
    if (value === null) stretches.push([]);
    else
      stretches.at(-1)?.push(`${round((100 * at) / (values.length - 1))},${round(23 - (22 * value) / most)}`);
  });
  // A single point between two gaps would be invisible; a short stroke is not.
  return stretches
    .filter(({ length }) => length > 0)
    .map((points) => (points.length === 1 ? [...points, ...points] : points).join(' '));
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
