import { expect, test } from 'vitest';
import { writeAltText } from '../../../../src/lib/findings/write-alt-text.ts';
import { writeLabel } from '../../../../src/lib/findings/write-label.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const label = (now: Made, about?: readonly string[]) => writeLabel(figureOf(now), about);
const alt = (now: Made, drawing: 'lines' | 'bars' | 'columns') => writeAltText(figureOf(now), drawing);

test.each<[string, () => string | null, string]>([
  ['a share', () => label({ values: { cn: 240_000, us: 200_000, unknown: 560_000 } }), 'China 24.0 %'],
  [
    'of the one asked for',
    () => label({ values: { cn: 240_000, us: 200_000 } }, ['us']),
    'United States 45.5 %',
  ],
  [
    'a band',
    () => label({ unknown: 'band', values: { cn: 240_000, us: 680_000, unknown: 80_000 } }, ['cn']),
    'China 24.0 to 32.0 %',
  ],
  ['a count', () => label({ values: { '': 1_234_000_000 } }), '1.2B'],
  ['a size', () => label({ measure: 'parametersMean', values: { '': 8_210_000_000 } }), '8.21B'],
  [
    'a crossing',
    () => label({ by: ['region', 'size'], values: { 'cn/1b-5b': 560_000, 'us/1b-5b': 340_000 } }),
    'China × 1B – 5B 62.2 %',
  ],
  [
    'a flow',
    () => label({ attribution: 'flow', by: ['region'], values: { 'cn/us': 560_000, 'us/us': 340_000 } }),
    'China → United States 62.2 %',
  ],
  [
    'a long name',
    () =>
      label({
        by: ['publisher'],
        values: { a: 560_000, b: 440_000 },
        names: { a: 'Plan de Tecnologías del Lenguaje (Government of Spain / BSC)' },
      }),
    'Plan de Tecnologías del Lenguaje 56.0 %',
  ],
  ['nothing recorded', () => label({ measure: 'downloadsAllTime', values: { '': null } }), 'not recorded'],
])('the label of %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});

test.each<[string, () => string | null, string]>([
  [
    'lines',
    () =>
      alt(
        {
          step: 'week',
          asOf: '2026-08-23',
          values: {
            cn: [200_000, null, 241_000],
            us: [700_000, null, 679_000],
            unknown: [80_000, null, 80_000],
          },
        },
        'lines',
      ),
    'Line chart of shares of downloads among the 50,000 most downloaded models by region, week by week from 3 August 2026 to 23 August 2026, 1 week missing: the United States 67.9 %, China 24.1 %.',
  ],
  [
    'bars',
    () => alt({ values: { cn: 241_000, us: 679_000, unknown: 80_000 } }, 'bars'),
    'Bar chart of shares of downloads among the 50,000 most downloaded models by region, on 22 August 2026: the United States 67.9 %, China 24.1 %.',
  ],
  [
    'one line',
    () => alt({ measure: 'models', of: 'hub', values: { '': [3_000_000, 3_000_500] } }, 'lines'),
    'Line chart of the number of models of the Hub, day by day from 21 August 2026 to 22 August 2026, ending at 3 million.',
  ],
  [
    'columns',
    () =>
      alt(
        {
          measure: 'newModels',
          of: 'hub',
          step: 'month',
          asOf: '2026-08-22',
          periods: ['2026-07-01', '2026-08-01'],
          values: { '': [60_000, 40_000] },
        },
        'columns',
      ),
    'Column chart of the number of new models of the Hub, month by month from 1 July 2026 to 31 August 2026, 100,000 in all.',
  ],
  [
    'a flow between regions',
    () =>
      alt({ attribution: 'flow', by: ['region'], values: { 'cn/us': 560_000, 'us/us': 340_000 } }, 'bars'),
    'Bar chart of shares of downloads among the 50,000 most downloaded models by region of creator and uploader, on 22 August 2026: models made in China and uploaded from the United States 62.2 %, models both made and uploaded in the United States 37.8 %.',
  ],
  [
    'means by region',
    () =>
      alt(
        {
          measure: 'parametersMean',
          values: { cn: [1_240_000_000, 1_540_000_000], us: [108_000_000, 109_000_000] },
        },
        'lines',
      ),
    'Line chart of the mean size among the 50,000 most downloaded models by region, day by day from 21 August 2026 to 22 August 2026: China 1.54B parameters, the United States 109M parameters.',
  ],
])('a drawing of %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
