import { expect, test } from 'vitest';
import { showsMonths } from '../../../../../src/lib/site/figure/elsewhere.ts';

test('months are shown where several can be seen beside the largest', () => {
  expect(showsMonths({ totals: [1, 3, 40, 234, 561, 13_414] })).toBe(false);
  expect(showsMonths({ totals: [0, 700, 900, 13_414] })).toBe(true);
  expect(showsMonths({ totals: [0, null, 0] })).toBe(false);
});
