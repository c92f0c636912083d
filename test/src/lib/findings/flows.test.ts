import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'of a week against the week before',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          values: { '': [1_000_000, 1_120_000] },
        },
        null,
        { compareWith: 1 },
      ),
    'Downloads gained among the 50,000 most downloaded models came to 1.12 million in the week of 17 August 2026, up 12.0 % on the week before.',
  ],
  [
    'of a week against four weeks earlier',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          values: { cn: [100_000, 1, 1, 1, 120_000], us: [100_000, 1, 1, 1, 100_000] },
        },
        null,
        { compareWith: 4 },
      ),
    'China’s share of downloads gained among the 50,000 most downloaded models was 54.5 % in the week of 17 August 2026, up 4.5 points on four weeks earlier.',
  ],
  [
    'of a day against the day before',
    () =>
      finding({ measure: 'downloadsGained', step: 'day', values: { '': [1_000_000, 940_000] } }, null, {
        compareWith: 1,
      }),
    'Downloads gained among the 50,000 most downloaded models came to 940,000 on 22 August 2026, down 6.0 % on the day before.',
  ],
  [
    'of a month against a year earlier',
    () =>
      finding(
        {
          measure: 'newModels',
          step: 'month',
          asOf: '2026-08-22',
          periods: [
            '2025-08-01',
            '2025-09-01',
            '2025-10-01',
            '2025-11-01',
            '2025-12-01',
            '2026-01-01',
            '2026-02-01',
            '2026-03-01',
            '2026-04-01',
            '2026-05-01',
            '2026-06-01',
            '2026-07-01',
            '2026-08-01',
          ],
          provisional: true,
          values: { '': [50_000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 61_000] },
        },
        null,
        { compareWith: 12 },
      ),
    'The number of new models among the 50,000 most downloaded models came to 61,000 in August 2026, up 22.0 % on a year earlier; the month is provisional.',
  ],
  [
    'of a year against the year before',
    () =>
      finding(
        {
          measure: 'downloadsFirstYear',
          step: 'week',
          asOf: '2026-08-23',
          periods: ['2025-08-25', '2026-08-17'],
          values: { cn: [300_000, 120_000], us: [100_000, 100_000] },
        },
        {
          measure: 'downloadsFirstYear',
          step: 'week',
          asOf: '2025-08-24',
          periods: ['2024-08-26', '2025-08-18'],
          values: { cn: [200_000, 100_000], us: [150_000, 120_000] },
        },
      ),
    'China’s share of first-year downloads among the 50,000 most downloaded models was 67.7 % in the 364 days to 23 August 2026, up 15.1 points on the 364 days before.',
  ],
  [
    'of months against the months before',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'month',
          asOf: '2026-08-30',
          periods: ['2026-06-29', '2026-08-03'],
          values: { '': [1_000_000, 1_400_000] },
        },
        {
          measure: 'downloadsGained',
          step: 'month',
          asOf: '2026-06-28',
          periods: ['2026-05-04', '2026-06-01'],
          values: { '': [1_000_000, 1_000_000] },
        },
      ),
    'Downloads gained among the 50,000 most downloaded models came to 2.4 million from July 2026 to August 2026, up 20.0 % on the 2 months before.',
  ],
  [
    'of a week after a gap',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          bridges: 9,
          values: { '': [1_000_000, null, 2_120_000] },
        },
        null,
        { compareWith: 2 },
      ),
    'Downloads gained among the 50,000 most downloaded models came to 2.12 million in the week of 17 August 2026, up 112 % on two weeks earlier; it includes what fell into 9 days without a snapshot.',
  ],
  [
    'of a week whose earlier week is a gap',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          values: { cn: [null, 1_120_000], us: [null, 900_000] },
        },
        null,
        { compareWith: 1 },
      ),
    'China’s share of downloads gained among the 50,000 most downloaded models was 55.4 % in the week of 17 August 2026, ahead of the United States with 44.6 %; no snapshot was published in the week of 10 August 2026 to compare with.',
  ],
  [
    'of a week that is a gap',
    () =>
      finding(
        { measure: 'downloadsGained', step: 'week', asOf: '2026-08-23', values: { '': [1_000_000, null] } },
        null,
        { compareWith: 1 },
      ),
    'No snapshot of “Most downloaded models of the Hub” was published in the week of 17 August 2026.',
  ],
  [
    'whose counters fell',
    () =>
      finding(
        { measure: 'downloadsGained', step: 'week', asOf: '2026-08-23', values: { '': [1_000_000, -2_500] } },
        null,
        { compareWith: 1 },
      ),
    'Downloads gained among the 50,000 most downloaded models came to −2,500 in the week of 17 August 2026, against 1 million in the week before.',
  ],
  [
    'whose counters fell, by region',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          values: { cn: [1_000_000, -2_500], us: [500_000, 500] },
        },
        null,
        { compareWith: 1 },
      ),
    'Downloads gained among the 50,000 most downloaded models came to −2,000 in the week of 17 August 2026, so there are no shares.',
  ],
  [
    'of a group whose counters fell',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          values: { cn: [100_000, 900_000], us: [50_000, -25_000] },
        },
        null,
        { compareWith: 1, about: ['us'] },
      ),
    'The United States’ share of downloads gained among the 50,000 most downloaded models was −2.9 % in the week of 17 August 2026, down 36.2 points on the week before.',
  ],
  [
    'with a band',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          unknown: 'band',
          asOf: '2026-08-23',
          values: { cn: [400_000, 500_000], us: [500_000, 400_000], unknown: [100_000, 100_000] },
        },
        null,
        { compareWith: 1 },
      ),
    'China’s share of downloads gained among the 50,000 most downloaded models was between 50.0 and 60.0 % in the week of 17 August 2026, which overlaps with 40.0 to 50.0 % in the week before; 10 % of downloads gained have no known region.',
  ],
  [
    'of a stock, a period back',
    () =>
      finding(
        {
          step: 'month',
          asOf: '2026-08-22',
          periods: ['2026-06-29', '2026-08-03'],
          provisional: true,
          values: { cn: [400_000, 500_000], us: [600_000, 500_000] },
        },
        null,
        { compareWith: 1, about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose 10.0 points to 50.0 % since 2 August 2026, level with the United States; the month is provisional.',
  ],
  [
    'of a stock, a whole month back',
    () =>
      finding(
        {
          step: 'month',
          asOf: '2026-08-30',
          periods: ['2026-06-29', '2026-08-03'],
          values: { cn: [400_000, 500_000], us: [600_000, 500_000] },
        },
        null,
        { compareWith: 1, about: ['cn'] },
      ),
    'China’s share of downloads among the 50,000 most downloaded models rose 10.0 points to 50.0 % in a month, level with the United States.',
  ],
])('a flow %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
