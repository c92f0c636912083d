import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'by original creator',
    () =>
      finding(
        {
          attribution: 'creator',
          lineageCoverage: 0.63,
          values: { cn: 360_000, us: 560_000, unknown: 80_000 },
        },
        { attribution: 'creator', values: { cn: 350_000, us: 570_000, unknown: 80_000 }, asOf: '2026-07-25' },
        { about: ['cn'] },
      ),
    'By original creator, China’s share of downloads among the 50,000 most downloaded models rose 1.0 points to 36.0 % in four weeks; 8 % of downloads have no known region; a base is declared for 63 % of downloads.',
  ],
  [
    'without infrastructure models',
    () => finding({ infrastructure: 'without', values: { us: 560_000, cn: 440_000 } }),
    'Without infrastructure models, the United States’ share of downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of China with 44.0 %.',
  ],
  [
    'by original creator and without infrastructure models',
    () =>
      finding(
        { attribution: 'creator', infrastructure: 'without', values: { us: 560_000, cn: 440_000 } },
        {
          attribution: 'creator',
          infrastructure: 'without',
          values: { us: 540_000, cn: 460_000 },
          asOf: '2026-08-08',
        },
      ),
    'By original creator and without infrastructure models, the United States’ share of downloads among the 50,000 most downloaded models rose 2.0 points to 56.0 % in two weeks.',
  ],
  [
    'with publishers of several countries counted in each',
    () =>
      finding({
        counting: 'full',
        by: ['country'],
        values: { US: 560_000, FR: 440_000 },
        names: { US: 'United States', FR: 'France' },
      }),
    'The United States’ share of downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of France with 44.0 %; publishers of several countries count in each.',
  ],
  [
    'with publishers of several countries counted in parts',
    () =>
      finding(
        { counting: 'fractional', values: { us: 560_000, cn: 440_000 } },
        { counting: 'fractional', values: { us: 540_000, cn: 460_000 }, asOf: '2026-08-15' },
      ),
    'The United States’ share of downloads among the 50,000 most downloaded models rose 2.0 points to 56.0 % in a week; publishers of several countries count in parts.',
  ],
  [
    'with today’s facts',
    () => finding({ facts: 'now', values: { us: 560_000, cn: 440_000 } }),
    'The United States’ share of downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of China with 44.0 %; publishers are taken as they are described today.',
  ],
  [
    'of language models',
    () =>
      finding(
        { of: 'hub', universe: 'language', values: { us: 560_000, cn: 440_000 } },
        { of: 'hub', universe: 'language', values: { us: 540_000, cn: 460_000 }, asOf: '2026-05-22' },
      ),
    'The United States’ share of downloads among language models of the Hub rose 2.0 points to 56.0 % in three months.',
  ],
  [
    'of first-party models of the head',
    () => finding({ universe: 'first-party', values: { us: 560_000, cn: 440_000 } }),
    'The United States’ share of downloads among first-party models of the 50,000 most downloaded was 56.0 % on 22 August 2026, ahead of China with 44.0 %.',
  ],
  [
    'under a lens',
    () =>
      finding(
        {
          of: 'hub',
          lenses: { task: ['text-generation'], license: ['permissive', 'rail'] },
          values: { us: 560_000, cn: 440_000 },
        },
        {
          of: 'hub',
          lenses: { task: ['text-generation'], license: ['permissive', 'rail'] },
          values: { us: 540_000, cn: 460_000 },
          asOf: '2026-07-25',
        },
      ),
    'The United States’ share of downloads among all models of the Hub (license class: Permissive or Responsible AI; task: Text generation) rose 2.0 points to 56.0 % in four weeks.',
  ],
  [
    'under lenses too long to list',
    () =>
      finding({
        of: 'recording',
        attribution: 'creator',
        lineageCoverage: 0.4,
        lenses: {
          task: ['text-generation', 'image-text-to-text', 'video-text-to-text'],
          'license-id': ['llama3.1', 'llama3.2', 'llama3.3', 'gemma'],
          'use-restrictions': ['yes', 'conditional'],
        },
        values: { us: 560_000, cn: 340_000, unknown: 100_000 },
      }),
    'By original creator, the United States’ share of downloads in this panel under three lenses was 56.0 % on 22 August 2026; 10 % of downloads have no known region; a base is declared for 40 % of downloads; there is one snapshot, so no change yet.',
  ],
  [
    'under a lens whose group has a name of its own',
    () =>
      finding({
        lenses: { publisher: ['openai'] },
        lensNames: [{ dimension: 'publisher', id: 'openai', name: 'OpenAI' }],
        values: { us: 600, cn: 400 },
      }),
    'The United States’ share of downloads among the 50,000 most downloaded models (publisher: OpenAI) was 60.0 % on 22 August 2026, ahead of China with 40.0 %.',
  ],
  [
    'in a provisional week',
    () =>
      finding(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          provisional: true,
          values: { us: 560_000, cn: 440_000 },
        },
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-16',
          values: { us: 540_000, cn: 460_000 },
        },
      ),
    'The United States’ share of downloads gained among the 50,000 most downloaded models was 56.0 % in the week of 17 August 2026, up 2.0 points on the week before; the week is provisional.',
  ],
])('a share %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});
