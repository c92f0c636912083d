import { formatCount, formatParameters, formatShare } from '../format/numbers.ts';
import { LARGEST_RATIO } from './thresholds.ts';

/** Keeps a number and its unit on one line. */
const tie = '\u00a0';

/** A share as `formatShare` prints it; shares below nothing, of counters that fell, with a true minus. */
export function percent(share: number): string {
  if (share >= 0) return formatShare(share);
  return share > -0.0005 ? `just below 0${tie}%` : `−${formatShare(-share)}`;
}

/** A part in whole percent, for what stands beside a finding: 8 %. Fallen counters may make it less than nothing. */
export function roughPercent(share: number): string {
  const part = Math.min(1, Math.max(0, share));
  if (part > 0 && part < 0.005) return `under 1${tie}%`;
  if (part < 1 && part >= 0.995) return `over 99${tie}%`;
  return `${(part * 100).toFixed(0)}${tie}%`;
}

/** 24.1 % and 32.1 % as `24.1 to 32.1 %`; one number where both print alike. */
export function percentRange({ low, high }: { low: number; high: number }): string {
  const [from, to] = [percent(low), percent(high)];
  return from === to ? from : `${from.replace(`${tie}%`, '')} to ${to}`;
}

/** The size of a difference of shares: 1.3 points. */
export function points(difference: number): string {
  return `${(Math.abs(difference) * 100).toFixed(1)}${tie}points`;
}

/** The size of a relative change: 5.2 %, 180 %. */
export function growth(change: number): string {
  const size = Math.abs(change) * 100;
  return `${size.toFixed(size < 99.95 ? 1 : 0)}${tie}%`;
}

/** A count in a sentence, fallen counters with a true minus. */
export function amount(value: number): string {
  const rounded = Math.round(value);
  return rounded < 0 ? `−${formatCount(-rounded)}` : formatCount(Math.abs(rounded));
}

/** A size in parameters: 8.2B. */
export function size(parameters: number): string {
  return formatParameters(Math.max(0, parameters));
}

/** How many times as much, two digits: 1.3, 0.77. */
export function times(factor: number): string {
  return String(Number(factor.toPrecision(2)));
}

/** True where a rate would say less than both values. */
export function isLeap(before: number, now: number): boolean {
  return now > before * LARGEST_RATIO || now * LARGEST_RATIO < before;
}
