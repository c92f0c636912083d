import { expect, test } from 'vitest';
import { datesInWords, formatDay, formatInstant, formatMonth } from '../../../../src/lib/format/dates.ts';
import { formatList } from '../../../../src/lib/format/list.ts';
import {
  formatChange,
  formatCompact,
  formatCount,
  formatExact,
  formatGrowth,
  formatParameters,
  formatShare,
} from '../../../../src/lib/format/numbers.ts';

/** Numbers are tied to their units with no-break spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0', '0', '0'],
  [950, '950', '950', '950'],
  [9_949, '9,949', '9,949', '9.9k'],
  [12_345, '12,345', '12,345', '12k'],
  [999_999, '999,999', '999,999', '1M'],
  [1_234_567, '1,234,567', '1.23 million', '1.2M'],
  [999_999_999, '999,999,999', '1 billion', '1B'],
  [2_147_483_648, '2,147,483,648', '2.15 billion', '2.1B'],
  [-1_234_567, '-1,234,567', '-1.23 million', '-1.2M'],
])('%d in three lengths', (count, exact, sentence, compact) => {
  expect([formatExact(count), plain(formatCount(count)), formatCompact(count)]).toEqual([
    exact,
    sentence,
    compact,
  ]);
});

test.each([
  [null, '–'],
  [0, '0.0 %'],
  [0.0001, 'under 0.1 %'],
  [0.241, '24.1 %'],
  [0.99999, 'over 99.9 %'],
  [1, '100.0 %'],
])('the share %s', (share, text) => {
  expect(plain(formatShare(share))).toBe(text);
});

test('changes carry their sign', () => {
  expect([0.0131, -0.0131, 0.0001].map(formatChange).map(plain)).toEqual([
    '+1.3 points',
    '−1.3 points',
    '±0.0 points',
  ]);
  expect([0.05, -0.5].map(formatGrowth).map(plain)).toEqual(['+5.0 %', '−50.0 %']);
});

test('parameters read as in model names', () => {
  expect([7_615_616_512, 350_000_000, 999_999_999_999, null].map(formatParameters)).toEqual([
    '7.62B',
    '350M',
    '1T',
    'unknown',
  ]);
});

test('days, months and instants are UTC', () => {
  expect(formatDay('2026-08-22')).toBe('22 August 2026');
  expect(formatMonth('2026-08')).toBe('August 2026');
  expect(formatInstant(new Date('2026-08-22T23:59:30Z'))).toBe('22 August 2026, 23:59 UTC');
});

test('lists end in and', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(formatList)).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

test.each([
  ['100 models, against 214 on 2025-09-24.', '100 models, against 214 on 24 September 2025.'],
  ['2.86 times the downloads of 2025-09-24', '2.86 times the downloads of 24 September 2025'],
  ['read in radar 2026-08-22; 2026-08-23', 'read in radar 22 August 2026; 23 August 2026'],
  ['acme/gpt-2025-09-24 and 2025-09-24.csv', 'acme/gpt-2025-09-24 and 2025-09-24.csv'],
  ['2025-13-45', '2025-13-45'],
])('dates in a stored sentence are words, those in names stay: %s', (text, words) => {
  expect(datesInWords(text)).toBe(words);
});
