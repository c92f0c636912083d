import { expect, test } from 'vitest';
import { medianAge, survivalOf } from '../../../../../src/lib/metrics/structure/survival-of.ts';

test('who is not seen any longer lowers the number at risk, not the curve', () => {
  const curve = survivalOf([
    { age: 1, atRisk: 10, reached: 2, censored: 0 },
    { age: 2, atRisk: 8, reached: 0, censored: 4 },
    { age: 3, atRisk: 4, reached: 2, censored: 2 },
  ]);

  expect(curve.map(({ below }) => below)).toEqual([0.8, 0.8, 0.4]);
  expect(medianAge(curve)).toBe(3);
});

test('a median that the record does not reach is not known', () => {
  expect(medianAge(survivalOf([{ age: 5, atRisk: 3, reached: 1, censored: 2 }]))).toBeNull();
  expect(medianAge(survivalOf([]))).toBeNull();
});
