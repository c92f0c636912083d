import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../../src/lib/metrics/calendar.ts';
import { monthsOf } from '../../../../src/lib/site/status-view.ts';

const on = (day: string, status: CalendarDay['status'], models: number | null): CalendarDay => ({
  ...{ panel: 'hub', day, status, records: 5, models },
});

test('days between the first and the last that were never looked at are missing; days outside are not', () => {
  const months = monthsOf([
    on('2026-01-30', 'published', 5),
    on('2026-02-01', 'rejected', null),
    on('2026-02-03', 'published', 7),
  ]);
  expect(
    months.map(({ month, published, rejected, missing, models }) => [
      month,
      published,
      rejected,
      missing,
      models,
    ]),
  ).toEqual([
    ['2026-01', 1, 0, 1, 5],
    ['2026-02', 1, 1, 1, 7],
  ]);
  expect(months[1]?.days).toEqual([
    { day: '2026-02-01', state: 'rejected' },
    { day: '2026-02-02', state: 'missing' },
    { day: '2026-02-03', state: 'published' },
  ]);
});

test('nothing on record is no month', () => {
  expect(monthsOf([])).toEqual([]);
});
