import { expect, test } from 'vitest';
import { writeMover } from '../../../../src/lib/findings/write-mover.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const mover = (now: Made, before?: Made | null, options?: { compareWith: number }) =>
  writeMover(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'the largest move',
    () =>
      mover(
        { values: { cn: 241_000, us: 239_000, europe: 440_000, unknown: 80_000 } },
        { values: { cn: 228_000, us: 260_000, europe: 432_000, unknown: 80_000 }, asOf: '2026-07-25' },
      ),
    'The largest move among regions: the United States’ share of downloads among the 50,000 most downloaded models fell 2.1 points to 23.9 % in four weeks; 8 % of downloads have no known region.',
  ],
  [
    'the largest move among size classes',
    () =>
      mover(
        { by: ['size'], values: { '1b-5b': 500_000, 'under-100m': 500_000 } },
        { by: ['size'], values: { '1b-5b': 440_000, 'under-100m': 560_000 }, asOf: '2026-07-25' },
      ),
    'The largest move among size classes: the share of models of 1B – 5B parameters in downloads among the 50,000 most downloaded models rose 6.0 points to 50.0 % in four weeks.',
  ],
  [
    'the largest move, by creator',
    () =>
      mover(
        { attribution: 'creator', values: { cn: 500_000, us: 500_000 } },
        { attribution: 'creator', values: { cn: 440_000, us: 560_000 }, asOf: '2026-07-25' },
      ),
    'The largest move among regions: by original creator, China’s share of downloads among the 50,000 most downloaded models rose 6.0 points to 50.0 % in four weeks.',
  ],
  [
    'no move',
    () =>
      mover(
        { values: { cn: 241_000, us: 679_000, unknown: 80_000 } },
        { values: { cn: 241_400, us: 678_600, unknown: 80_000 }, asOf: '2026-07-25' },
      ),
    'By region, no share of downloads among the 50,000 most downloaded models moved by 0.1 points or more in four weeks; 8 % of downloads have no known region.',
  ],
  [
    'no move of a flow',
    () =>
      mover(
        {
          measure: 'downloadsGained',
          step: 'week',
          asOf: '2026-08-23',
          values: { cn: [500_000, 1_000_000], us: [500_000, 1_000_000] },
        },
        null,
        { compareWith: 1 },
      ),
    'By region, no share of downloads gained among the 50,000 most downloaded models moved by 0.1 points or more in the week of 17 August 2026 against the week before.',
  ],
  [
    'a new entrant as the largest move',
    () =>
      mover(
        {
          by: ['family'],
          values: { llama: 500_000, qwen: 400_000, kimi: 100_000 },
          names: { llama: 'Llama', qwen: 'Qwen', kimi: 'Kimi' },
        },
        {
          by: ['family'],
          values: { llama: 540_000, qwen: 460_000 },
          names: { llama: 'Llama', qwen: 'Qwen' },
          asOf: '2026-07-25',
        },
      ),
    'The largest move among families: the Kimi family’s share of downloads among the 50,000 most downloaded models rose from nothing to 10.0 % in four weeks.',
  ],
  [
    'too few to tell',
    () => mover({ values: { cn: 200, us: 300 } }, { values: { cn: 300, us: 200 }, asOf: '2026-07-25' }),
    'Fewer than 1,000 downloads among the 50,000 most downloaded models are too few to tell which of the regions moved.',
  ],
  [
    'the mean that moved most',
    () =>
      mover(
        { measure: 'parametersMean', values: { cn: 1_540_000_000, us: 109_000_000 } },
        { measure: 'parametersMean', values: { cn: 1_240_000_000, us: 108_000_000 }, asOf: '2026-07-25' },
      ),
    'The largest move among regions: the mean size of China’s models among the 50,000 most downloaded models rose to 1.54B parameters in four weeks, 1.2 times the 1.24B before.',
  ],
  [
    'no mean that moved',
    () =>
      mover(
        { measure: 'parametersMean', values: { cn: 1_540_000_000 } },
        { measure: 'parametersMean', values: { cn: 1_540_000_000 }, asOf: '2026-07-25' },
      ),
    'The mean size among the 50,000 most downloaded models moved for none of the regions in four weeks.',
  ],
])('of several groups: %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});

test('nothing is said to move where nothing can be compared', () => {
  const week = { measure: 'downloadsGained', step: 'week', asOf: '2026-08-23' } as const;
  expect(mover({ values: { cn: 1, us: 2 } })).toBeNull();
  expect(mover({ values: { '': 2_000_000 } }, { values: { '': 1_000_000 }, asOf: '2026-07-25' })).toBeNull();
  expect(mover({ ...week, values: { cn: [null, 5000] } }, null, { compareWith: 1 })).toBeNull();
  expect(mover({ ...week, values: { cn: [5000, 5000] } }, null, { compareWith: 2 })).toBeNull();
});
