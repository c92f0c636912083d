import type { Found } from './answer.ts';
import type { SumAsk } from './ask.ts';

/** Arithmetic on what two asks found. Coverage is that of the lesser known. */
export function combine(ask: SumAsk['ask'], a: Found, b: Found): Found {
  const coverage = least(a.coverage, b.coverage);
  const asOf =
    [a.asOf, b.asOf]
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1) ?? null;
  if (a.value === null || b.value === null)
    return { value: null, coverage, asOf, says: a.value === null ? a.says : b.says };
  const value = compute(ask, a.value, b.value);
  return { value, coverage, asOf, says: value === null ? 'It would divide by nothing.' : null };
}

/** The least of those that are there. */
export function least(...parts: readonly (number | null)[]): number | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function compute(ask: SumAsk['ask'], a: number, b: number): number | null {
  if (ask === 'scaled') return a * b;
  if (ask === 'less') return a - b;
  const under = ask === 'part' ? a + b : b;
  if (under === 0) return null;
  return ask === 'growth' ? a / under - 1 : a / under;
}
