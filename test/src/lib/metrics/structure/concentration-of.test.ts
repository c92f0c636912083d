import { expect, test } from 'vitest';
import { concentrationOf } from '../../../../../src/lib/metrics/structure/concentration-of.ts';

test('four equal units are as four, and equal', () => {
  const { hhi, effectiveNumber, cr4, giniAll, giniActive } = concentrationOf([5, 5, 5, 5]);

  expect([hhi, effectiveNumber, cr4, giniAll, giniActive]).toEqual([2500, 4, 1, 0, 0]);
});

test('0, 0, 10, 30: over all units and over those with anything, inequality differs', () => {
  const { units, active, hhi, giniAll, giniActive, tops } = concentrationOf([10, 0, 30, 0]);

  expect([units, active, hhi, giniAll, giniActive]).toEqual([4, 2, 6250, 0.625, 0.25]);
  expect(tops[0]).toEqual({ count: 1, share: 0.75 });
});

test('one unit that has everything', () => {
  const { hhi, effectiveNumber, giniAll, giniActive } = concentrationOf([0, 8]);

  expect([hhi, effectiveNumber, giniAll, giniActive]).toEqual([10_000, 1, 0.5, 0]);
});

test('of nothing there is no share', () => {
  const { total, hhi, effectiveNumber, cr4, giniAll } = concentrationOf([0, 0]);

  expect([total, hhi, effectiveNumber, cr4, giniAll]).toEqual([0, null, null, null, null]);
});
