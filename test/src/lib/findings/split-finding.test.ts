import { expect, test } from 'vitest';
import { splitFinding } from '../../../../src/lib/findings/split-finding.ts';
import { writeCoverage } from '../../../../src/lib/findings/write-coverage.ts';
import { figureOf } from './made-figure.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a headline is the main clause, and what stands beside it follows as sentences', () => {
  expect(splitFinding('Downloads rose; 8 % have no known region; the week is provisional.')).toEqual({
    main: 'Downloads rose.',
    beside: '8 % have no known region; the week is provisional.',
  });
  expect(splitFinding('Downloads rose.')).toEqual({ main: 'Downloads rose.', beside: null });
});

test.each([
  [{ values: { us: 9, unknown: 1 } }, 'region is known for 90.0 % of downloads'],
  [{ by: ['size'], values: { '1b-5b': 1, unknown: 1 } }, 'size class is known for 50.0 % of downloads'],
  [
    { by: ['region', 'license'], values: { 'us/permissive': 1, 'unknown/none': 1 } },
    'region and license class are known for 50.0 % of downloads',
  ],
  [{ values: { '': 5 } }, 'everything counts'],
  [{ values: { us: 0 } }, 'nothing to cover: the whole is 0'],
  [
    { attribution: 'creator', values: { us: 1 }, lineageCoverage: 0.25 },
    'region is known for 100.0 % of downloads; a base is declared for 25.0 % of downloads',
  ],
  [
    { measure: 'parametersMean', values: { us: 8e9 }, coverage: 0.4 },
    'size and region are known for 40.0 % of models',
  ],
] as const)('coverage is said in words: %#', (made, says) => {
  expect(plain(writeCoverage(figureOf(made)))).toBe(says);
});
