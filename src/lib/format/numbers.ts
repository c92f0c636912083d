/** Keeps a number and its unit on one line. */
const tie = '\u00a0';

const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

const steps = [
  { from: 1e12, word: 'trillion', letter: 'T' },
  { from: 1e9, word: 'billion', letter: 'B' },
  { from: 1e6, word: 'million', letter: 'M' },
];

/** Every digit: 1,234,567. */
export function formatExact(count: number): string {
  return exact.format(count);
}

/** For sentences: 1.23 million, three digits; below a million every digit. */
export function formatCount(count: number): string {
  // Rounding may carry into the next step: 999,999,999 is 1 billion, not 1000 million.
  const step = steps.find(({ from }) => Math.abs(count) >= from * 0.9995 && Math.abs(count) >= 1e6);
  if (!step) return formatExact(count);
  return `${Number((count / step.from).toPrecision(3))}${tie}${step.word}`;
}

/** For axes and small places: 1.2M, 12k, 950. */
export function formatCompact(count: number): string {
  const step = [...steps, { from: 1e3, letter: 'k' }].find(({ from }) => Math.abs(count) >= from * 0.9995);
  if (!step) return formatExact(count);
  const scaled = count / step.from;
  return `${Math.abs(scaled) < 9.95 ? Number(scaled.toFixed(1)) : formatExact(scaled)}${step.letter}`;
}

/** A share, 0 to 1, in percent with one digit: 24.1 %. What exists never reads as nothing. Null: a dash. */
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  if (share > 0 && share < 0.0005) return `under${tie}0.1${tie}%`;
  if (share < 1 && share >= 0.9995) return `over${tie}99.9${tie}%`;
  return `${(share * 100).toFixed(1)}${tie}%`;
}

/** A difference of shares in percentage points with its sign: +1.3 points. */
export function formatChange(difference: number): string {
  const points = Number((difference * 100).toFixed(1));
  const sign = points > 0 ? '+' : points < 0 ? '−' : '±';
  return `${sign}${Math.abs(points).toFixed(1)}${tie}points`;
}

/** A relative change, 0.05 for five percent more, with its sign: +5.0 %. */
export function formatGrowth(growth: number): string {
  const percent = Number((growth * 100).toFixed(1));
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '±';
  return `${sign}${Math.abs(percent).toFixed(1)}${tie}%`;
}

/** Parameters as model names say them: 7.62B, 350M. Null: unknown. */
export function formatParameters(parameters: number | null): string {
  if (parameters === null) return 'unknown';
  const step = [...steps, { from: 1e3, letter: 'k' }].find(({ from }) => parameters >= from * 0.9995);
  return step ? `${Number((parameters / step.from).toPrecision(3))}${step.letter}` : formatExact(parameters);
}
