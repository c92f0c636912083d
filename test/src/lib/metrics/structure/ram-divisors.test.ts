import { expect, test } from 'vitest';
import { ramDivisors } from '../../../../../src/lib/metrics/structure/ram-divisors.ts';

const ten = (last: number) => [100, 90, 80, 70, 60, 50, 40, 30, 20, last];

test('the median of ten is the mean of the fifth and the sixth', () => {
  expect(ramDivisors([{ sizeClass: '1b-5b', age: 7, downloads: ten(10) }])).toEqual([
    { sizeClass: '1b-5b', age: 7, median: 55, tenth: 10 },
  ]);
});

test('the tenth never falls with age, within a class', () => {
  const divisors = ramDivisors([
    { sizeClass: '1b-5b', age: 30, downloads: ten(8) },
    { sizeClass: '1b-5b', age: 7, downloads: ten(10) },
    { sizeClass: '1b-5b', age: 90, downloads: ten(12) },
    { sizeClass: '5b-10b', age: 7, downloads: ten(5) },
  ]);

  expect(divisors.map(({ sizeClass, age, tenth }) => [sizeClass, age, tenth])).toEqual([
    ['1b-5b', 7, 10],
    ['1b-5b', 30, 10],
    ['1b-5b', 90, 12],
    ['5b-10b', 7, 5],
  ]);
});
