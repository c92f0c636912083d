import { expect, test } from 'vitest';
import { answerFigure } from '../../../../src/lib/claims/answer-figure.ts';
import { groups, ranked, share, value } from '../../../../src/lib/claims/ask-of.ts';
import { dayOf } from '../../../../src/lib/claims/units.ts';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import type { Figure } from '../../../../src/lib/metrics/figure.ts';

const of = { measure: 'downloadsAllTime', by: ['region', 'family'] } as const;
const group = (ids: string[], series: (number | null)[], open = false) => ({
  ids,
  names: ids,
  open,
  value: series.at(-1) ?? null,
  share: null,
  band: null,
  series,
  fallen: [],
});
const months = [
  ['2025-07-01', '2025-08-01', '2025-07-31'],
  ['2025-08-01', '2025-09-01', null],
  ['2025-09-01', '2025-10-01', '2025-09-30'],
  ['2025-10-01', '2025-11-01', '2025-10-31'],
] as const;
const figure = {
  asOf: '2025-10-31',
  coverage: 0.9,
  periods: months.map(([from, until, asOf]) => ({
    from,
    until,
    asOf,
    snapshots: 1,
    provisional: false,
    bridges: null,
  })),
  groups: [
    group(['cn', 'qwen'], [10, null, 30, 60]),
    group(['us', 'llama'], [20, null, 25, 30]),
    group(['cn', 'deepseek'], [5, null, 5, 6]),
    group(['unreviewed', 'llama'], [4, null, 4, 4], true),
  ],
  total: 100,
  totals: [39, null, 64, 100],
} as unknown as Figure;

const read = (ask: Parameters<typeof answerFigure>[0]) => answerFigure(ask, figure);

test('a share is what the groups are of the total, with the figure’s coverage and day', () => {
  const ask = { ask: 'share', of: definitionOf(of), groups: [['cn', '*']] } as const;
  expect(read(ask)).toEqual({ value: 0.66, coverage: 0.9, asOf: '2025-10-31', says: null });
});

test('a group that does not occur is nothing, where others do', () => {
  expect(read({ ask: 'share', of: definitionOf(of), groups: [['europe', '*']] }).value).toBe(0);
});

test('without groups the value is the whole', () => {
  expect(read(value(of)).value).toBe(100);
});

test('places count known groups, largest first', () => {
  expect(read(ranked(of, 2, 3, 'value')).value).toBe(36);
  expect(read(ranked(of, 1, 9, 'share')).value).toBe(0.96);
});

test('groups with more than nothing are counted, those not known are not', () => {
  expect(read(groups(of)).value).toBe(3);
});

test('the first crossing is dated by the middle of its month, over a gap', () => {
  const ask = { ask: 'first', of: definitionOf(of), more: [['*', 'qwen']], than: [['*', 'llama']] } as const;
  expect(dayOf(read(ask).value ?? 0)).toBe('2025-09-16' as string);
});

test('what is ahead from the first period on crossed before', () => {
  const ask = { ask: 'first', of: definitionOf(of), more: [['us', '*']], than: [['cn', '*']] } as const;
  expect(read(ask)).toMatchObject({ value: null, says: 'It had happened before the first period we have.' });
});

test('what never is ahead has no date', () => {
  const ask = {
    ask: 'first',
    of: definitionOf(of),
    more: [['*', 'deepseek']],
    than: [['*', 'llama']],
  } as const;
  expect(read(ask)).toMatchObject({ value: null, says: 'It did not happen in the window.' });
});

test('the least and the most share are those of periods that have a snapshot', () => {
  const ask = { ask: 'extreme', of: definitionOf(of), groups: [['*', 'llama']] } as const;
  expect(read({ ...ask, which: 'least' }).value).toBeCloseTo(0.34, 12);
  expect(read({ ...ask, which: 'most' }).value).toBeCloseTo(24 / 39, 12);
});

test('a total of nothing has no parts, and what was not recorded has no value', () => {
  const empty = { ...figure, total: 0 };
  expect(answerFigure(share(of, 'cn'), empty)).toMatchObject({ value: null });
  const unrecorded = { ...figure, groups: [group(['cn', 'qwen'], [null])], total: null };
  expect(answerFigure(share(of, 'cn'), unrecorded).says).toBe('The panel recorded nothing of it.');
});
