import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../../src/lib/metrics/days.ts';
import {
  marksOf,
  parseQuarter,
  quarterAs,
  quarterOf,
  quartersWith,
  usualQuarter,
} from '../../../../../src/lib/site/review/quarters.ts';

const daily = (from: string, until: string) => {
  const days = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
};

test('a quarter is written one way, and is the window of its days', () => {
  expect(parseQuarter('2026Q3')).toEqual(quarterOf('2026-08-22'));
  expect(quarterOf('2026-12-31')).toMatchObject({ id: '2026-q4', from: '2026-10-01', until: '2027-01-01' });
  expect(quarterAs({ from: '2026-07-01', until: '2026-10-01' })?.id).toBe('2026-q3');
  expect(quarterAs({ from: '2026-07-01', until: '2026-09-30' })).toBeNull();
  expect([parseQuarter('2026-q5'), parseQuarter('summer'), parseQuarter('')]).toEqual([null, null, null]);
});

describe('without a word the last quarter the record has to its end', () => {
  test('is that before the one that is not over', () => {
    expect(usualQuarter(daily('2026-01-15', '2026-08-20'))?.id).toBe('2026-q2');
    expect(usualQuarter(daily('2026-01-15', '2026-07-01'))?.id).toBe('2026-q2');
  });

  test('or the newest there is anything of', () => {
    expect(usualQuarter(['2025-12-22'])?.id).toBe('2025-q4');
    expect(usualQuarter([])).toBeNull();
  });

  test('quarters without a snapshot are not offered', () => {
    expect(quartersWith(['2025-02-01', '2025-02-02', '2025-11-01']).map(({ id }) => id)).toEqual([
      '2025-q4',
      '2025-q1',
    ]);
  });
});

describe('a stretch is read at ends of weeks', () => {
  const days = daily('2025-05-01', '2026-08-01');

  test('the last inside, the last before, and one a year back', () => {
    expect(marksOf(days, { from: '2026-04-01', until: '2026-07-01' })).toEqual({
      now: '2026-06-28',
      before: '2026-03-29',
      year: '2025-06-29',
    });
  });

  test('the newest look of all ends its week, whatever day it is', () => {
    expect(marksOf(days, { from: '2026-07-01', until: '2026-10-01' })?.now).toBe('2026-07-31');
  });

  test('a record that begins inside is compared with its beginning; a single look with nothing', () => {
    expect(marksOf(daily('2026-04-20', '2026-07-01'), { from: '2026-04-01', until: '2026-07-01' })).toEqual({
      now: '2026-06-30',
      before: '2026-04-26',
      year: null,
    });
    expect(marksOf(['2025-12-22'], { from: '2025-10-01', until: '2026-01-01' })).toEqual({
      now: '2025-12-22',
      before: null,
      year: null,
    });
    expect(marksOf(days, { from: '2024-01-01', until: '2024-04-01' })).toBeNull();
  });
});
