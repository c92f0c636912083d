import type { GroupReading } from './metric.ts';

/** Groups that are known and occur, largest first; equal ones in the order of the vocabulary. */
export function ranked(groups: readonly GroupReading[]): readonly GroupReading[] {
  return groups.filter(({ open, value }) => !open && value > 0).toSorted((a, b) => b.value - a.value);
}
