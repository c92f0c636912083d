import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'the leader, without being asked for',
    () =>
      finding(
        { values: { cn: 241_000, us: 200_000, europe: 479_000, unknown: 80_000 } },
        { values: { cn: 228_000, us: 250_000, europe: 442_000, unknown: 80_000 }, asOf: '2026-07-25' },
      ),
    'Europe’s share of downloads among the 50,000 most downloaded models rose 3.7 points to 47.9 % in four weeks; 8 % of downloads have no known region.',
  ],
  [
    'the one asked for, that rose',
    () =>
      finding(
        { values: { cn: 241_000, us: 239_000, apac: 440_000, unknown: 80_000 } },
        { values: { cn: 228_000, us: 250_000, apac: 442_000, unknown: 80_000 }, asOf: '2026-07-25' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose 1.3 points to 24.1 % in four weeks; 8 % of downloads have no known region.',
  ],
  [
    'that fell, everything known',
    () =>
      finding(
        { values: { us: 300_000, cn: 700_000 } },
        { values: { us: 321_000, cn: 679_000 }, asOf: '2026-08-15' },
        { about: ['us'] },
      ),
    'The United States’ share of downloads among the 50,000 most downloaded models fell 2.1 points to 30.0 % in a week.',
  ],
  [
    'that did not move by a tenth of a point',
    () =>
      finding(
        { values: { us: 300_400, cn: 699_600 } },
        { values: { us: 300_000, cn: 700_000 }, asOf: '2026-08-21' },
        { about: ['us'] },
      ),
    'The United States’ share of downloads among the 50,000 most downloaded models stayed at 30.0 % from one day to the next.',
  ],
  [
    'that leapt more than tenfold',
    () =>
      finding(
        { values: { cn: 40_000, us: 960_000 } },
        { values: { cn: 3_000, us: 997_000 }, asOf: '2025-08-22' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose from 0.3 % to 4.0 % in a year.',
  ],
  [
    'that fell to less than a tenth',
    () =>
      finding(
        { values: { cn: 3_000, us: 997_000 } },
        { values: { cn: 40_000, us: 960_000 }, asOf: '2024-08-22' },
        { about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models fell from 4.0 % to 0.3 % in two years.',
  ],
  [
    'of a new entrant',
    () =>
      finding(
        {
          by: ['publisher'],
          values: { acme: 41_000, other: 959_000 },
          names: { acme: 'Acme', other: 'Other Labs' },
        },
        { by: ['publisher'], values: { other: 900_000 }, names: { other: 'Other Labs' }, asOf: '2026-07-25' },
        { about: ['acme'] },
      ),
    'Acme’s share of downloads among the 50,000 most downloaded models rose from nothing to 4.1 % in four weeks.',
  ],
  [
    'of one that is gone',
    () =>
      finding(
        { by: ['publisher'], values: { other: 900_000 }, names: { other: 'Other Labs' } },
        {
          by: ['publisher'],
          values: { acme: 41_000, other: 959_000 },
          names: { acme: 'Acme', other: 'Other Labs' },
          asOf: '2026-07-25',
        },
        { about: ['acme'] },
      ),
    'Acme’s share of downloads among the 50,000 most downloaded models fell from 4.1 % to nothing in four weeks.',
  ],
  [
    'on the first day',
    () => finding({ of: 'recording', values: { cn: 240_000, us: 400_000, unreviewed: 360_000 } }),
    'The United States’ share of downloads in “Most downloaded models per task” was 40.0 % on 22 August 2026, ahead of China with 24.0 %; 36 % of downloads have no known region; there is one snapshot, so no change yet.',
  ],
  [
    'without an earlier reading',
    () => finding({ values: { cn: 240_000, us: 400_000, person: 360_000 } }),
    'The United States’ share of downloads among the 50,000 most downloaded models was 40.0 % on 22 August 2026, ahead of individuals with 36.0 %.',
  ],
  [
    'level with the next',
    () => finding({ values: { cn: 400_000, us: 400_000, person: 200_000 } }),
    'China’s share of downloads among the 50,000 most downloaded models was 40.0 % on 22 August 2026, level with the United States.',
  ],
  [
    'level after a rise',
    () =>
      finding(
        { values: { cn: 400_100, us: 400_000, person: 200_000 } },
        { values: { cn: 350_000, us: 450_000, person: 200_000 }, asOf: '2026-07-23' },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose 5.0 points to 40.0 % since 23 July 2026, level with the United States.',
  ],
  [
    'of a small base',
    () =>
      finding(
        { values: { cn: 400, us: 300, unknown: 100 } },
        { values: { cn: 200, us: 600 }, asOf: '2026-07-25' },
      ),
    'China’s share of downloads among the 50,000 most downloaded models was 50.0 % on 22 August 2026, ahead of the United States with 37.5 %; 13 % of downloads have no known region, 0 % before; fewer than 1,000 downloads are too few to tell a change.',
  ],
  [
    'of few models',
    () =>
      finding(
        { measure: 'models', values: { cn: 12, us: 8 } },
        { measure: 'models', values: { cn: 5, us: 9 }, asOf: '2026-07-25' },
      ),
    'China’s share of the 50,000 most downloaded models was 60.0 % on 22 August 2026, ahead of the United States with 40.0 %; fewer than 30 models are too few to tell a change.',
  ],
  [
    'of the only group',
    () => finding({ values: { cn: 400_000 } }),
    'China’s share of downloads among the 50,000 most downloaded models was 100.0 % on 22 August 2026.',
  ],
  [
    'that unknown groups outweigh',
    () => finding({ values: { cn: 100_000, unreviewed: 900_000 } }),
    'China’s share of downloads among the 50,000 most downloaded models was 10.0 % on 22 August 2026; 90 % of downloads have no known region.',
  ],
  [
    'when more became known meanwhile',
    () =>
      finding(
        { values: { cn: 300_000, us: 620_000, unreviewed: 80_000 } },
        { values: { cn: 250_000, us: 570_000, unreviewed: 180_000 }, asOf: '2026-07-25' },
      ),
    'The United States’ share of downloads among the 50,000 most downloaded models rose 5.0 points to 62.0 % in four weeks; 8 % of downloads have no known region, 18 % before.',
  ],
  [
    'that is tiny',
    () =>
      finding(
        { values: { cn: 999_900, africa: 100 } },
        { values: { cn: 1_000_000 }, asOf: '2026-08-20' },
        { about: ['africa'] },
      ),
    'Sub-Saharan Africa’s share of downloads among the 50,000 most downloaded models stayed at under 0.1 % over two days.',
  ],
  [
    'that is nearly all',
    () =>
      finding(
        { values: { cn: 999_900, africa: 100 } },
        { values: { cn: 900_000, africa: 100_000 }, asOf: '2026-08-20' },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose 10.0 points to over 99.9 % in two days.',
  ],
])('a share %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
