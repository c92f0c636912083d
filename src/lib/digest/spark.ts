const levels = '▁▂▃▄▅▆▇█';

/** A smaller part of the highest value is no movement worth drawing. */
const leastSpan = 0.02;

/** Values as a line of blocks, from the lowest to the highest; a dot where nothing is known. Level values stand low. */
export function sparkText(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) => {
      if (value === null) return '·';
      const part = (value - least) / Math.max(most - least, Math.abs(most) * leastSpan, Number.MIN_VALUE);
      return levels[Math.min(levels.length - 1, Math.round(part * (levels.length - 1)))];
    })
    .join('');
}
