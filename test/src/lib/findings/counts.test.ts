import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'of all downloads',
    () => finding({ values: { '': 1_234_000_000 } }, { values: { '': 1_196_000_000 }, asOf: '2026-07-25' }),
    'Downloads in 30 days among the 50,000 most downloaded models rose 3.2 % to 1.23 billion in four weeks.',
  ],
  [
    'of all models',
    () =>
      finding(
        { of: 'hub', measure: 'models', values: { '': 3_254_000 } },
        { of: 'hub', measure: 'models', values: { '': 3_166_000 }, asOf: '2026-07-22' },
      ),
    'The number of models of the Hub rose 2.8 % to 3.25 million since 22 July 2026.',
  ],
  [
    'of language models of the Hub',
    () => finding({ of: 'hub', measure: 'models', universe: 'language', values: { '': 812_340 } }),
    'The number of language models of the Hub stood at 812,340 on 22 August 2026.',
  ],
  [
    'of models under a lens',
    () =>
      finding(
        { of: 'hub', measure: 'models', lenses: { region: ['cn'] }, values: { '': 25 } },
        { of: 'hub', measure: 'models', lenses: { region: ['cn'] }, values: { '': 12 }, asOf: '2026-08-21' },
      ),
    'The number of models of the Hub (region: China) rose from 12 to 25 in a day.',
  ],
  [
    'that did not change',
    () =>
      finding(
        { measure: 'likes', values: { '': 8_120 } },
        { measure: 'likes', values: { '': 8_120 }, asOf: '2026-08-15' },
      ),
    'Likes among the 50,000 most downloaded models stayed at 8,120 over a week.',
  ],
  [
    'that fell',
    () =>
      finding(
        { measure: 'downloadsAllTime', values: { '': 81_000_000 } },
        { measure: 'downloadsAllTime', values: { '': 82_000_000 }, asOf: '2026-08-21' },
      ),
    'Downloads of all time among the 50,000 most downloaded models fell 1.2 % to 81 million in a day.',
  ],
  [
    'that nearly trebled',
    () => finding({ values: { '': 280_000 } }, { values: { '': 100_000 }, asOf: '2025-08-22' }),
    'Downloads in 30 days among the 50,000 most downloaded models rose 180 % to 280,000 in a year.',
  ],
  [
    'that grew more than tenfold',
    () => finding({ values: { '': 2_800_000 } }, { values: { '': 100_000 }, asOf: '2024-08-22' }),
    'Downloads in 30 days among the 50,000 most downloaded models rose from 100,000 to 2.8 million in two years.',
  ],
  [
    'from a base too small for a rate',
    () => finding({ values: { '': 1_600 } }, { values: { '': 800 }, asOf: '2026-08-11' }),
    'Downloads in 30 days among the 50,000 most downloaded models rose from 800 to 1,600 in eleven days.',
  ],
  [
    'from nothing',
    () =>
      finding(
        { measure: 'models', values: { '': 40 } },
        { measure: 'models', values: { '': 0 }, asOf: '2026-08-15' },
      ),
    'The number of models among the 50,000 most downloaded models rose from 0 to 40 in a week.',
  ],
  [
    'to nothing',
    () =>
      finding(
        { measure: 'models', values: { '': 0 } },
        { measure: 'models', values: { '': 40 }, asOf: '2026-08-15' },
      ),
    'The number of models among the 50,000 most downloaded models fell from 40 to 0 in a week.',
  ],
])('a count %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});

test.each<[string, () => string | null, string]>([
  [
    'the mean',
    () =>
      finding(
        { measure: 'parametersMean', values: { '': 8_210_000_000 } },
        { measure: 'parametersMean', values: { '': 6_300_000_000 }, asOf: '2026-07-25' },
      ),
    'The mean size among the 50,000 most downloaded models rose to 8.21B parameters in four weeks, 1.3 times the 6.3B before.',
  ],
  [
    'the mean that shrank',
    () =>
      finding(
        {
          measure: 'parametersMeanByDownloads',
          of: 'hub',
          universe: 'language',
          values: { '': 4_900_000_000 },
        },
        {
          measure: 'parametersMeanByDownloads',
          of: 'hub',
          universe: 'language',
          values: { '': 6_300_000_000 },
          asOf: '2025-08-22',
        },
      ),
    'The download-weighted mean size among language models of the Hub fell to 4.9B parameters in a year, 0.78 times the 6.3B before.',
  ],
  [
    'the median that moved by its last digit',
    () =>
      finding(
        { measure: 'parametersMedian', values: { '': 109_500_000 } },
        { measure: 'parametersMedian', values: { '': 109_480_000 }, asOf: '2026-07-25' },
      ),
    'The median size among the 50,000 most downloaded models rose from 109M to 110M parameters in four weeks.',
  ],
  [
    'the median by region',
    () =>
      finding({
        measure: 'parametersMedianByDownloads',
        values: { cn: 1_540_000_000, us: 109_000_000, unknown: 33_000_000 },
      }),
    'The download-weighted median size of China’s models among the 50,000 most downloaded models was 1.54B parameters on 22 August 2026, ahead of the United States with 109M.',
  ],
  [
    'the median of one region, later',
    () =>
      finding(
        { measure: 'parametersMedian', values: { cn: 1_540_000_000, us: 109_000_000 } },
        { measure: 'parametersMedian', values: { cn: 1_240_000_000, us: 109_000_000 }, asOf: '2026-07-25' },
        { about: ['cn'] },
      ),
    'The median size of China’s models among the 50,000 most downloaded models rose to 1.54B parameters in four weeks, 1.2 times the 1.24B before.',
  ],
  [
    'the mean of fine-tunes that leapt',
    () =>
      finding(
        {
          measure: 'parametersMean',
          by: ['relation'],
          values: { finetune: 15_400_000_000, adapter: 109_000_000 },
        },
        {
          measure: 'parametersMean',
          by: ['relation'],
          values: { finetune: 1_240_000_000 },
          asOf: '2026-07-25',
        },
      ),
    'The mean size of fine-tunes among the 50,000 most downloaded models rose from 1.24B to 15.4B parameters in four weeks.',
  ],
  [
    'the mean over part of the models',
    () =>
      finding(
        { measure: 'parametersMean', of: 'hub', coverage: 0.62, values: { '': 8_210_000_000 } },
        {
          measure: 'parametersMean',
          of: 'hub',
          coverage: 0.6,
          values: { '': 6_300_000_000 },
          asOf: '2026-07-25',
        },
      ),
    'The mean size among all models of the Hub rose to 8.21B parameters in four weeks, 1.3 times the 6.3B before; 38 % of models have no known size, 40 % before.',
  ],
  [
    'the mean by region over part of the downloads',
    () =>
      finding({
        measure: 'parametersMeanByDownloads',
        of: 'hub',
        coverage: 0.91,
        values: { cn: 8_210_000_000, us: 6_300_000_000, unreviewed: 1_000_000_000 },
      }),
    'The download-weighted mean size of China’s models among all models of the Hub was 8.21B parameters on 22 August 2026, ahead of the United States with 6.3B; 9 % of downloads have no known size or region.',
  ],
  [
    'the mean where no size is known',
    () => finding({ measure: 'parametersMean', values: { '': null } }),
    'No model among the 50,000 most downloaded models had a known size on 22 August 2026.',
  ],
])('in parameters: %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
