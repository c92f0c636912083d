import { randomFrom } from '../../scripts/bench/random-from.ts';

/** A stream of numbers that the same seed repeats. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `n`. */
  below(n: number): number;
  /** True in so many of 1. */
  happens(part: number): boolean;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** So many different ones of the list, or all of them, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[];
}

/** The same seed gives the same numbers. */
export function createChance(seed: number): Chance {
  const next = randomFrom(seed);
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[below(list.length)];
    if (one === undefined) throw new Error('there is nothing to pick');
    return one;
  };
  const some = <T>(list: readonly T[], count: number): T[] => {
    const kept = new Set<number>();
    while (kept.size < Math.min(count, list.length)) kept.add(below(list.length));
    return list.filter((_, i) => kept.has(i));
  };
  return { next, below, happens: (part) => next() < part, pick, some };
}
