import { expect, test } from 'vitest';
import { answer, values } from './ask-oracle.ts';
import { entry, look, said, tinyWorld } from './tiny-world.ts';

const gains = tinyWorld(
  [
    look('2026-01-05', [
      entry(0, said('acme/a'), [1, 100]),
      entry(1, said('acme/b'), [1, 50]),
      entry(2, said('acme/c'), [1, null]),
    ]),
    look('2026-01-06', [entry(0, said('acme/a'), [1, 1]), entry(1, said('acme/b'), [1, 1])], 'superseded'),
    look('2026-01-06', [
      entry(0, said('acme/a'), [1, 130]),
      entry(1, said('acme/b'), [1, 40]),
      entry(2, said('acme/c'), [1, 9]),
    ]),
    look('2026-01-07', [entry(0, said('acme/a'), [1, 1])], 'rejected'),
    look('2026-01-08', [
      entry(0, said('acme/a'), [1, 135]),
      entry(3, said('jane/new'), [1, 7]),
      entry(4, said('jane/shown'), [1, 900]),
    ]),
  ],
  { 0: null, 3: '2026-01-07T00:00:00.000Z', 4: '2026-01-06T23:59:59.000Z' },
);

test('gains belong to the interval since the snapshot before; falls are kept apart', () => {
  const figure = answer(gains, { measure: 'downloadsGained', by: ['publisher'] });
  expect(figure.groups).toMatchObject([
    { ids: ['acme'], value: 25, series: [null, 20, null, 5], fallen: [null, 10, null, 0] },
    { ids: ['jane'], value: 7, series: [null, 0, null, 7], fallen: [null, 0, null, 0] },
  ]);
  expect(figure.total).toBe(32);
  expect(figure.periods.map(({ bridges }) => bridges)).toEqual([null, null, null, 2]);
  expect(answer(gains, { measure: 'downloadsGained' }, 'week').totals).toEqual([32]);
});

test('gains of the first year leave out models that are older, or of unknown age', () => {
  const figure = answer(gains, { measure: 'downloadsFirstYear' });
  // b was released 370 days before, a on a day that nobody knows.
  expect(figure.totals).toEqual([null, 0, null, 7]);
});

test('infrastructure: by the list, and by a rule on age, size, likes and downloads', () => {
  const world = tinyWorld(
    [
      look('2026-01-06', [
        entry(0, said('acme/listed'), [5, 0, 0]),
        entry(1, said('acme/machine', { parameters: 1e8 }), [20_010, 0, 20]),
        entry(2, said('acme/liked', { parameters: 1e8 }), [20_000, 0, 20]),
        entry(3, said('acme/large', { parameters: 5e8 }), [90_000, 0, 1]),
        entry(4, said('acme/young', { parameters: 1e8 }), [90_000, 0, 1]),
        entry(5, said('acme/floor', { parameters: 1e8 }), [3000, 0, 1]),
      ]),
    ],
    {
      1: '2023-01-05T23:00:00.000Z',
      2: '2022-05-01T00:00:00.000Z',
      3: '2022-05-01T00:00:00.000Z',
      4: '2023-01-06T00:00:00.000Z',
      5: null,
    },
  );
  expect(answer(world, { infrastructure: 'without' }).total).toBe(200_000);
  expect(answer(world, {}).total).toBe(223_015);
});

test('sizes: the mean, the mean of a download, and the lower medians', () => {
  const world = tinyWorld([
    look('2026-01-06', [
      entry(0, said('acme/a', { parameters: 1e9 }), [1]),
      entry(1, said('acme/b', { parameters: 2e9 }), [1]),
      entry(2, said('acme/c', { parameters: 3e9 }), [8]),
      entry(3, said('acme/d', { parameters: 10e9 }), [0]),
      entry(4, said('acme/e'), [10]),
    ]),
  ]);
  expect(values(world, { measure: 'parametersMean' })).toEqual([['', 4e9]]);
  expect(values(world, { measure: 'parametersMeanByDownloads' })).toEqual([['', 2.7e9]]);
  expect(values(world, { measure: 'parametersMedian' })).toEqual([['', 2e9]]);
  expect(values(world, { measure: 'parametersMedianByDownloads' })).toEqual([['', 3e9]]);
});

test('new models stand in the month of their release, corrected where a list says so', () => {
  const world = tinyWorld(
    [
      look('2024-07-02', [
        entry(0, said('acme/lion')),
        entry(1, said('acme/a')),
        entry(2, said('jane/a')),
        entry(3, said('jane/b')),
      ]),
    ],
    { 0: '2024-06-30T23:59:59.000Z', 1: '2024-05-31T23:59:59.000Z', 2: '2024-07-01T00:00:00.000Z', 3: null },
  );
  const figure = answer(world, { measure: 'newModels' }, 'month');
  expect(figure.periods.map(({ from }) => from)).toEqual(['2024-05-01', '2024-06-01', '2024-07-01']);
  expect(figure.totals).toEqual([2, 0, 1]);
});

test('a month is made of the ISO weeks whose Thursday lies in it; a window takes what begins in it', () => {
  const days = ['2025-12-28', '2025-12-29', '2026-01-31', '2026-02-01', '2026-02-02'];
  const world = tinyWorld(days.map((day, i) => look(day, [entry(0, said('acme/a'), [i])])));
  const figure = answer(world, {}, 'month');
  expect(figure.periods.map(({ from, until, asOf }) => [from, until, asOf])).toEqual([
    ['2025-12-01', '2025-12-29', '2025-12-28'],
    ['2025-12-29', '2026-02-02', '2026-02-01'],
    ['2026-02-02', '2026-03-02', '2026-02-02'],
  ]);
  const clipped = answer(world, { window: { from: '2025-12-02', until: '2026-01-30' } }, 'month');
  expect(clipped.totals).toEqual([3]);
  expect(answer(world, { window: { days: 2 }, snapshot: '2026-02-01' }, 'day').totals).toEqual([2, 3]);
});

test('universes narrow before any lens', () => {
  const world = tinyWorld([
    look('2026-01-06', [
      entry(0, said('acme/lion', { task: 'text-generation', parameters: 1 }), [1]),
      entry(1, said('jane/lion', { task: 'text-generation' }), [2]),
      entry(2, said('acme/other', { task: 'depth', parameters: 1 }), [4]),
    ]),
  ]);
  const universes = ['all', 'language', 'first-party', 'tracked', 'parameters-known'] as const;
  expect(universes.map((universe) => answer(world, { universe }).total)).toEqual([7, 3, 1, 1, 5]);
});
