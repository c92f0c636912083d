import { expect, test } from 'vitest';
import { closedMonth, monthNamed, monthOf } from '../../../../src/lib/digest/month.ts';
import { daysOf, periodBack, periodNamed, periodsSince } from '../../../../src/lib/digest/period.ts';

test('a month is the ISO weeks whose Thursday lies in it', () => {
  expect(monthOf('2026-11-30').name).toBe('2026-12');
  expect(monthOf('2026-11-01')).toEqual({
    kind: 'month',
    name: '2026-10',
    number: 10,
    from: '2026-09-28',
    until: '2026-11-02',
  });
  expect(daysOf(monthOf('2027-01-01'))).toBe('30 November 2026 to 3 January 2027');
});

test('every day of five years lies in one month, and months follow without a hole', () => {
  let month = monthOf('2024-01-01');
  for (let count = 0; count < 60; count++) {
    const next = monthOf(month.until);
    expect(next.from).toBe(month.until);
    expect(periodBack(next, 1)).toEqual(month);
    expect(periodsSince(next, month.from)).toBe(1);
    expect(monthNamed(next.name)).toEqual(next);
    month = next;
  }
});

test('a month is over on the Monday after its last Sunday', () => {
  expect(closedMonth('2026-11-29').name).toBe('2026-10');
  expect(closedMonth('2026-11-30').name).toBe('2026-11');
});

test('a name is of a week or of a month, or of nothing', () => {
  expect(periodNamed('2026-w47')?.kind).toBe('week');
  expect(periodNamed('2026-11')?.kind).toBe('month');
  for (const name of ['2026-13', '2026-00', '2026-1', '0000-01x', '2026-11-01', '2026-11\n'])
    expect(periodNamed(name)).toBeNull();
});
