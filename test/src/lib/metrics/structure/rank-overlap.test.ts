import { expect, test } from 'vitest';
import { rankOverlap } from '../../../../../src/lib/metrics/structure/rank-overlap.ts';

test('lists in the same order overlap wholly, lists without anything in common not at all', () => {
  expect(rankOverlap([1, 2, 3], [1, 2, 3], 0.9)).toBeCloseTo(1, 12);
  expect(rankOverlap([1, 2, 3], [4, 5, 6], 0.9)).toBe(0);
});

test('two places exchanged at the top: 0.9 as counted by hand', () => {
  // Agreement 0, 1, 1 at depths 1 to 3: 1 × 0.9³ + 0.1 / 0.9 × (0.9² + 0.9³)
  expect(rankOverlap([1, 2, 3], [2, 1, 3], 0.9)).toBeCloseTo(0.9, 12);
});

test('half in common, in other places', () => {
  // Common 0, 0, 1, 2 at depths 1 to 4: 2/4 × 0.5⁴ + (0.5³/3 + 2/4 × 0.5⁴)
  expect(rankOverlap([1, 2, 3, 4], [5, 6, 1, 2], 0.5)).toBeCloseTo(0.03125 + 0.125 / 3 + 0.03125, 12);
});

test('an empty list overlaps with nothing that could be told', () => {
  expect(rankOverlap([], [1], 0.9)).toBeNull();
});

test('it does not matter which list comes first', () => {
  const [one, other] = [
    [1, 2, 3, 4, 5],
    [3, 9, 1, 5, 8],
  ];
  expect(rankOverlap(one, other, 0.98)).toBe(rankOverlap(other, one, 0.98));
});
