import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DerivativeCounting,
  type DerivativesQuery,
  readDerivatives,
} from '../../../../../src/lib/metrics/structure/read-derivatives.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;

const on = (...bases: string[]) => ({ cardData: { base_model: bases, base_model_relation: 'finetune' } });

beforeAll(async () => {
  database = await testDatabase();
  await look(database.db, '2026-11-20', [
    released('2026-01-05', 1, { id: 'Qwen/Qwen3-8B' }),
    released('2026-01-06', 2, { id: 'meta-llama/Llama-3.1-8B', tags: ['llama-3'] }),
    released('2026-02-01', 3, { id: 'Qwen/Qwen3-8B-Chat', downloads: 9, ...on('Qwen/Qwen3-8B') }),
    released('2026-02-02', 4, {
      id: 'acme/tuned',
      downloads: 5,
      downloadsAllTime: 201,
      ...on('Qwen/Qwen3-8B'),
    }),
    released('2026-03-03', 5, {
      id: 'acme/tuned-again',
      downloads: 6,
      downloadsAllTime: 200,
      ...on('acme/tuned'),
    }),
    released('2026-03-04', 6, {
      id: 'acme/merged',
      downloads: 900,
      ...on('Qwen/Qwen3-8B', 'meta-llama/Llama-3.1-8B'),
      tags: ['merge', 'qwen3'],
    }),
    released('2026-03-05', 7, { id: 'acme/odd', downloads: 5, ...on('acme/unknown-thing') }),
    released('2026-03-06', 8, { id: 'acme/tagged', tags: ['qwen2'] }),
  ]);
});
afterAll(() => database.drop());

const read = (counting: DerivativeCounting, more: Partial<DerivativesQuery> = {}) =>
  readDerivatives(database.db, { panel: 'hub', counting, threshold: 'all', by: 'family', ...more });

const brief = async (counting: DerivativeCounting, more: Partial<DerivativesQuery> = {}) => {
  const { months, groups } = await read(counting, more);
  return { months, groups: Object.fromEntries(groups.map(({ id, series }) => [id, series])) };
};

test('directly: whoever declares a model of the family itself, once for each family', async () => {
  expect(await brief('direct')).toEqual({
    months: ['2026-02', '2026-03'],
    groups: { qwen: [2, 1], llama: [0, 1], '': [0, 2] },
  });
});

test('all descendants: a model of two roots counts half for each', async () => {
  expect(await brief('descendants')).toEqual({
    months: ['2026-02', '2026-03'],
    groups: { qwen: [2, 1.5], llama: [0, 0.5], '': [0, 1] },
  });
});

test('mentions: whoever has a word of the family in a tag, but for the family’s own originals', async () => {
  const { groups } = await read('mentioned');

  expect(groups.map(({ id, models }) => [id, models])).toEqual([['qwen', 2]]);
});

test('thresholds: more than 5 in 30 days, more than 200 of all time', async () => {
  expect((await brief('direct', { threshold: 'over-5' })).groups).toEqual({
    qwen: [1, 1],
    llama: [0, 1],
    '': [0, 1],
  });
  expect((await brief('direct', { threshold: 'over-200' })).groups).toEqual({
    qwen: [1, 0],
    llama: [0, 0],
    '': [0, 0],
  });
});

test('by region of the family’s publisher, with the share of every month', async () => {
  const { groups, total, coverage, totals } = await read('descendants', { by: 'region' });

  expect(totals).toEqual([2, 3]);
  expect([total, coverage]).toEqual([5, 0.8]);
  expect(groups.map(({ id, name, share, shares }) => [id, name, share, shares])).toEqual([
    ['cn', 'China', 0.7, [1, 0.5]],
    ['', 'No curated family', 0.2, [0, 1 / 3]],
    ['us', 'United States', 0.1, [0, 0.5 / 3]],
  ]);
});

test('the same models in another order come to the same sums, to the last bit', async () => {
  const bases = ['Qwen/Qwen3-8B', 'meta-llama/Llama-3.1-8B', 'mistralai/Mistral-7B-v0.1'];
  const others = Array.from({ length: 9 }, (_, i) => `acme/base-${i}`);
  const models = [
    ...[...bases, ...others].map((id, i) => released('2026-01-05', i + 1, { id })),
    ...Array.from({ length: 400 }, (_, i) =>
      released('2026-02-01', 100 + i, {
        id: `acme/mix-${i}`,
        ...on(...bases.slice(0, 1 + (i % 3)), ...others.slice(0, (i * i) % 10)),
      }),
    ),
  ];
  const fresh = await testDatabase();
  await look(fresh.db, '2026-11-20', models);
  const db = await fresh.db.reserve();
  const sums = async () => [
    ...(await db`
      select counting, family, region, month::text, models, over_5, over_200 from rollup_derivatives order by 1, 2, 3, 4`),
  ];
  const made = await sums();
  expect(made.some(({ models: sum }) => !Number.isInteger(sum))).toBe(true);
  for (const order of ['model_id desc', 'hashint4(model_id)', 'hashint4(model_id) desc']) {
    await db`begin`;
    await db.unsafe(`
      create temporary table moved on commit drop as select * from panel_models order by ${order};
      delete from panel_models;
      insert into panel_models select * from moved order by ${order};
      set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_indexscan = off;
      set local enable_bitmapscan = off`);
    await db`select measure_derivatives(p.panel_id, '2026-11-20') from panels p`;
    const again = await sums();
    await db`rollback`;
    expect(again).toEqual(made);
  }
  db.release();
  await fresh.drop();
});
