import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'of a region crossed with a size',
    () =>
      finding(
        {
          by: ['region', 'size'],
          values: { 'cn/1b-5b': 560_000, 'us/1b-5b': 340_000, 'unknown/1b-5b': 100_000 },
        },
        {
          by: ['region', 'size'],
          values: { 'cn/1b-5b': 540_000, 'us/1b-5b': 360_000, 'unknown/1b-5b': 100_000 },
          asOf: '2026-07-25',
        },
      ),
    'The share of China’s models of 1B – 5B parameters in downloads among the 50,000 most downloaded models rose 2.0 points to 56.0 % in four weeks; 10 % of downloads have no known region or size class.',
  ],
  [
    'of a publisher type in a country',
    () =>
      finding({
        by: ['country', 'publisher-type'],
        values: { 'FR/academia': 560_000, 'FR/industry': 440_000 },
        names: { FR: 'France' },
      }),
    'The share of academia in France in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of industry in France with 44.0 %.',
  ],
  [
    'of a size crossed with a license',
    () =>
      finding({ by: ['size', 'license'], values: { '1b-5b/permissive': 560_000, '5b-10b/none': 440_000 } }),
    'The share of models of 1B – 5B parameters under permissive licenses in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models of 5B – 10B parameters without a declared license with 44.0 %.',
  ],
  [
    'of a relation crossed with a modality',
    () =>
      finding({
        by: ['relation', 'modality'],
        values: { 'finetune/text': 560_000, 'adapter/image': 440_000 },
      }),
    'The share of fine-tunes that are text models in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of adapters that are image models with 44.0 %.',
  ],
  [
    'of a flow between regions',
    () =>
      finding(
        {
          attribution: 'flow',
          by: ['region'],
          values: { 'cn/us': 160_000, 'cn/cn': 240_000, 'us/person': 500_000, 'us/unknown': 100_000 },
        },
        {
          attribution: 'flow',
          by: ['region'],
          values: { 'cn/us': 150_000, 'cn/cn': 240_000, 'us/person': 510_000, 'us/unknown': 100_000 },
          asOf: '2026-07-25',
        },
        { about: ['cn', 'us'] },
      ),
    'The share of models made in China and uploaded from the United States in downloads among the 50,000 most downloaded models rose 1.0 points to 16.0 % in four weeks; 10 % of downloads have no known region on one side.',
  ],
  [
    'of a flow that stays at home',
    () =>
      finding({ attribution: 'flow', by: ['region'], values: { 'cn/cn': 540_000, 'us/person': 460_000 } }),
    'The share of models both made and uploaded in China in downloads among the 50,000 most downloaded models was 54.0 % on 22 August 2026, ahead of models made in the United States and uploaded by individuals with 46.0 %.',
  ],
  [
    'a publisher whose name begins small',
    () =>
      finding({
        by: ['publisher'],
        values: { xai: 560_000, b: 440_000 },
        names: { xai: 'xAI', b: 'deepset' },
      }),
    'The share of xAI in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of deepset with 44.0 %.',
  ],
  [
    'of models of a recording',
    () => finding({ of: 'recording', measure: 'models', values: { us: 560, cn: 440 } }),
    'The United States’ share of the models of “Most downloaded models per task” was 56.0 % on 22 August 2026, ahead of China with 44.0 %; there is one snapshot, so no change yet.',
  ],
  [
    'of all models of the Hub',
    () =>
      finding(
        {
          of: 'hub',
          measure: 'models',
          by: ['relation'],
          values: { finetune: 1_860_000, undeclared: 1_400_000 },
        },
        {
          of: 'hub',
          measure: 'models',
          by: ['relation'],
          values: { finetune: 1_750_000, undeclared: 1_400_000 },
          asOf: '2026-07-25',
        },
      ),
    'The share of fine-tunes in all models of the Hub rose 1.5 points to 57.1 % in four weeks; 43 % of models have no known relation.',
  ],
  [
    'with two dimensions, unknown left out',
    () =>
      finding({
        unknown: 'drop',
        by: ['region', 'size'],
        values: { 'cn/1b-5b': 560_000, 'us/1b-5b': 340_000, 'unknown/1b-5b': 100_000 },
      }),
    'The share of China’s models of 1B – 5B parameters in downloads among the 50,000 most downloaded models was 62.2 % on 22 August 2026; shares are of the 90 % of downloads whose region and size class are known.',
  ],
  [
    'of a packager',
    () =>
      finding(
        {
          by: ['packager'],
          values: { '-': 800_000, 'unsloth-ai': 200_000 },
          names: { 'unsloth-ai': 'Unsloth AI' },
        },
        {
          by: ['packager'],
          values: { '-': 850_000, 'unsloth-ai': 150_000 },
          names: { 'unsloth-ai': 'Unsloth AI' },
          asOf: '2026-07-25',
        },
        { about: ['unsloth-ai'] },
      ),
    'Unsloth AI’s share of downloads among the 50,000 most downloaded models rose 5.0 points to 20.0 % in four weeks.',
  ],
])('the share %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
