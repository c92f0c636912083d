import { expect, test } from 'vitest';
import { countersByDay } from '../../../../src/lib/metrics/counters.ts';
import { addDays, thin } from '../../../../src/lib/metrics/days.ts';

const daily = (count: number) => Array.from({ length: count }, (_, at) => addDays('2025-01-01', at));

test('up to 110 days are all drawn', () => {
  expect(thin(daily(110))).toEqual({ step: 'day', days: daily(110) });
});

test('more days are thinned to the last of each ISO week, and the newest stays', () => {
  const { step, days } = thin(daily(111));

  expect(step).toBe('week');
  expect(days.slice(0, 3)).toEqual(['2025-01-05', '2025-01-12', '2025-01-19']);
  expect(days.at(-1)).toBe('2025-04-21');
});

test('many years are thinned to months, at most 110', () => {
  const { step, days } = thin(daily(365 * 12));

  expect([step, days.length, days.at(-1)]).toEqual(['month', 110, '2036-12-28']);
});

test('a counter holds until it moves; a model that left has none', () => {
  const seen = { panel: 'hub', downloadsAllTime: null, likes: 1 };
  const { points } = countersByDay(daily(6), [
    { ...seen, asOf: '2025-01-02', downloads30d: 5, present: true },
    { ...seen, asOf: '2025-01-04', downloads30d: 6, present: true },
    { ...seen, asOf: '2025-01-04', downloads30d: 7, present: true },
    { ...seen, asOf: '2025-01-06', downloads30d: null, present: false },
  ]);

  expect(points.map(({ asOf, downloads30d, present }) => [asOf, downloads30d, present])).toEqual([
    ['2025-01-02', 5, true],
    ['2025-01-03', 5, true],
    ['2025-01-04', 7, true],
    ['2025-01-05', 7, true],
    ['2025-01-06', null, false],
  ]);
});

test('of many days, weeks without a snapshot are gaps, and weeks with few of them are provisional', () => {
  const days = daily(150).filter((day) => day < '2025-02-03' || day > '2025-02-09');
  const from = {
    panel: 'hub',
    asOf: '2025-01-08',
    downloads30d: 5,
    downloadsAllTime: null,
    likes: 1,
    present: true,
  };
  const { step, points, gaps } = countersByDay(days, [from], 1);

  expect([step, gaps]).toEqual(['week', 1]);
  expect(points.filter(({ provisional }) => provisional).map(({ asOf }) => asOf)).toEqual([days.at(-1)]);
});
