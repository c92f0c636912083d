import { afterEach, expect, test } from 'vitest';
import { lastSlot, nextSlot } from '../../collectors/schedule/slots.ts';

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});

const at = (instant: string) => new Date(instant);

test('the newest slot is found in UTC, over midnight and over the end of a month', () => {
  const last = (now: string) => lastSlot('47 2 * * *', at(now))?.toISOString();

  expect(last('2026-11-20T02:47:30Z')).toBe('2026-11-20T02:47:00.000Z');
  expect(last('2026-11-20T02:46:59Z')).toBe('2026-11-19T02:47:00.000Z');
  expect(last('2026-12-01T00:00:00Z')).toBe('2026-11-30T02:47:00.000Z');
});

test('the next slot comes after now, also when now is one', () => {
  const next = (now: string) => nextSlot('17 4,10,16,22 * * *', at(now))?.toISOString();

  expect(next('2026-11-20T04:16:59Z')).toBe('2026-11-20T04:17:00.000Z');
  expect(next('2026-11-20T04:17:00Z')).toBe('2026-11-20T10:17:00.000Z');
  expect(next('2026-12-31T22:17:30Z')).toBe('2027-01-01T04:17:00.000Z');
});

test('a day that is months away is no slot, before or after', () => {
  expect(lastSlot('0 0 1 6 *', at('2026-11-20T00:00:00Z'))).toBeNull();
  expect(nextSlot('0 0 1 6 *', at('2026-11-20T00:00:00Z'))).toBeNull();
});

const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Chatham'];
const DAY_MS = 86_400_000;

// From October 2027: four changes of clocks on either half of the world, a new year and a leap day.
test.each(ZONES)('400 days in %s are 400 slots, each at 02:47 UTC', (name) => {
  process.env.TZ = name;
  const offsets = new Set<number>();
  const slots = new Set<string>();
  for (let day = 0; day < 400; day++) {
    const due = Date.parse('2027-10-01T02:47:00Z') + day * DAY_MS;
    offsets.add(new Date(due).getTimezoneOffset());
    // The bell at the slot itself, five minutes later, and an hour later, as after a change of clocks.
    for (const minutes of [0, 5, 60]) {
      const slot = lastSlot('47 2 * * *', new Date(due + minutes * 60_000));
      slots.add(slot?.toISOString() ?? 'none');
    }
  }

  expect(offsets.size).toBe(name === 'Asia/Kathmandu' ? 1 : 2);
  expect(slots.size).toBe(400);
  expect([...slots].every((slot) => slot.endsWith('T02:47:00.000Z'))).toBe(true);
});

// The nights on which a local 02:47 is missing or comes twice.
const NIGHTS = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Pacific/Chatham', '2026-04-05'],
  ['Pacific/Chatham', '2026-09-27'],
] as const;

test.each(NIGHTS)('the night the clocks change in %s, %s, names each quarter hour once', (name, day) => {
  process.env.TZ = name;
  const slots = new Set<string>();
  for (let minute = 0; minute < 24 * 60; minute++) {
    const now = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000);
    slots.add(lastSlot('*/15 * * * *', now)?.toISOString() ?? 'none');
  }

  expect(slots.size).toBe(96);
  expect([...slots][0]).toBe(`${day}T00:00:00.000Z`);
  expect([...slots][95]).toBe(`${day}T23:45:00.000Z`);
});

test('a slot of another zone keeps its hour there, over the change of clocks', () => {
  const last = (now: string) => lastSlot('0 7 * * 1', at(now), 'Europe/Berlin')?.toISOString();

  expect(last('2026-10-20T00:00:00Z')).toBe('2026-10-19T05:00:00.000Z');
  expect(last('2026-10-27T00:00:00Z')).toBe('2026-10-26T06:00:00.000Z');
});
