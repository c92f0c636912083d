import { expect, test } from 'vitest';
import { daysOf } from '../../../../src/lib/digest/period.ts';
import { closedWeek, weekNamed, weekOf } from '../../../../src/lib/digest/week.ts';

test('a week belongs to the year of its Thursday', () => {
  expect(weekOf('2026-11-22')).toEqual({
    kind: 'week',
    name: '2026-W47',
    number: 47,
    from: '2026-11-16',
    until: '2026-11-23',
  });
  expect(weekOf('2027-01-01').name).toBe('2026-W53');
  expect(weekOf('2024-12-30').name).toBe('2025-W01');
});

test('a name is read in either case; a week that a year has not, or a day has not, is none', () => {
  expect(weekNamed('2026-w47')?.from).toBe('2026-11-16');
  expect(weekNamed('2026-W53')?.from).toBe('2026-12-28');
  for (const name of ['2025-W53', '2026-W00', '2026-W54', '2026W47', '', '0000-W01x', '2026-W47\n'])
    expect(weekNamed(name)).toBeNull();
});

test('a week is over on the Monday after', () => {
  expect(closedWeek('2026-11-22').name).toBe('2026-W46');
  expect(closedWeek('2026-11-23').name).toBe('2026-W47');
});

test('its days are said as shortly as they can be', () => {
  const said = (day: string) => daysOf(weekOf(day));

  expect(said('2026-11-22')).toBe('16 to 22 November 2026');
  expect(said('2026-09-03')).toBe('31 August to 6 September 2026');
  expect(said('2027-01-01')).toBe('28 December 2026 to 3 January 2027');
});
