import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadDefinition } from '../../src/lib/definition/errors.ts';
import { readDerivatives } from '../../src/lib/metrics/structure/read-derivatives.ts';
import { readTimeToN } from '../../src/lib/metrics/structure/read-time-to-n.ts';
import { look } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { oldModels, released } from '../support/released.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Looks at so many fine-tunes of one base, all released on the first day of the panel. */
async function watch(panel: string, day: string, count: number) {
  const tuned = Array.from({ length: count }, (_, i) =>
    released('2026-10-05', i + 1, {
      id: `acme/t${i}`,
      downloadsAllTime: 10,
      cardData: { base_model: ['Qwen/Qwen3-8B'], base_model_relation: 'finetune' },
    }),
  );
  await look(database.db, day, [...oldModels, ...tuned], { panel });
}

async function made(panel: string) {
  const { asOf, groups } = await readTimeToN(database.db, { panel, threshold: 1000, dimension: 'all' });
  const [row] = await database.db<[{ derivatives: number }]>`
    select coalesce(sum(d.models), 0)::int as "derivatives" from rollup_derivatives d
    join panels p using (panel_id) where p.panel = ${panel} and d.counting = 'descendants'`;
  return [asOf, groups[0]?.models ?? 0, row.derivatives];
}

test('the life table and the derivatives are made at the first look of an ISO week, and say so', async () => {
  // 2026-10-05 is a Monday.
  await watch('weekly', '2026-10-05', 1);
  expect(await made('weekly')).toEqual(['2026-10-05', 1, 1]);
  await watch('weekly', '2026-10-11', 2);
  expect(await made('weekly')).toEqual(['2026-10-05', 1, 1]);
  await watch('weekly', '2026-10-13', 3);
  expect(await made('weekly')).toEqual(['2026-10-13', 3, 3]);
});

test('a snapshot from before the life table and the derivatives is refused with their day, a later one is not', async () => {
  const { db } = database;
  const life = (snapshot: string) =>
    readTimeToN(db, { panel: 'weekly', threshold: 1000, dimension: 'all', snapshot });
  const derived = (snapshot: string) =>
    readDerivatives(db, { panel: 'weekly', counting: 'direct', threshold: 'all', by: 'family', snapshot });

  for (const read of [life, derived]) {
    await expect(read('2026-10-11')).rejects.toThrow(BadDefinition);
    await expect(read('2026-10-11')).rejects.toThrow(
      'This is kept as of 2026-10-13 alone, not as of 2026-10-11: ask for a snapshot from 2026-10-13 on, or for the newest.',
    );
    expect(await read('2026-10-13')).toMatchObject({ asOf: '2026-10-13' });
    expect(await read('2026-10-14')).toMatchObject({ asOf: '2026-10-13' });
  }
});

test('what another reference judges in the middle of a week is of that day', async () => {
  const { db } = database;
  await watch('rejudged', '2026-10-05', 1);
  await watch('rejudged', '2026-10-07', 2);
  expect(await made('rejudged')).toEqual(['2026-10-05', 1, 1]);
  await db`
    select remeasure_structure(s.snapshot_id, s.panel_id, s.as_of)
    from snapshots s join panels p using (panel_id) where p.panel = 'rejudged' order by s.as_of desc limit 1`;
  expect(await made('rejudged')).toEqual(['2026-10-07', 2, 2]);
});

test('a second look at the first day of a week makes them again', async () => {
  await watch('again', '2026-10-05', 1);
  await watch('again', '2026-10-05', 2);

  expect(await made('again')).toEqual(['2026-10-05', 2, 2]);
});

test('a snapshot that another replaced leaves no concentration and no leaders behind', async () => {
  const left = await database.db`
    select s.status as "status", count(distinct c.snapshot_id)::int as "concentrations",
      count(distinct l.snapshot_id)::int as "lists"
    from snapshots s join panels p using (panel_id)
    left join rollup_concentration c using (snapshot_id) left join rollup_leaders l using (snapshot_id)
    where p.panel = 'again' group by s.status order by s.status`;

  expect([...left]).toEqual([
    { status: 'published', concentrations: 1, lists: 1 },
    { status: 'superseded', concentrations: 0, lists: 0 },
  ]);
});

test('a baseline is frozen at the first look of a quarter, from first-party language models', async () => {
  const { db } = database;
  const peers = (downloads: number) =>
    Array.from({ length: 10 }, (_, i) =>
      released('2026-09-10', i + 1, {
        id: `Qwen/Test-${i}`,
        pipeline_tag: 'text-generation',
        downloadsAllTime: downloads * (i + 1),
        safetensors: { parameters: { BF16: 2e9 }, total: 2e9 },
      }),
    );
  for (const [day, downloads] of [
    ['2026-09-10', 0],
    ['2026-09-17', 70],
    ['2026-09-30', 90],
    ['2026-10-01', 91],
    ['2026-10-20', 500],
  ] as const)
    await look(db, day, [...oldModels, ...peers(downloads)], { panel: 'quarter' });

  const frozen = await db`
    select b.baseline as "baseline", b.size_class as "sizeClass", b.age as "age", b.downloads as "downloads",
      b.frozen_on::text as "frozenOn"
    from ram_baselines b join panels p using (panel_id) where p.panel = 'quarter' order by b.age`;

  const baseline = { baseline: '2026-Q4', sizeClass: '1b-5b', frozenOn: '2026-10-01' };
  expect([...frozen]).toEqual([
    { ...baseline, age: 7, downloads: [700, 630, 560, 490, 420, 350, 280, 210, 140, 70] },
    {
      ...baseline,
      age: 14,
      downloads: expect.arrayContaining([expect.closeTo(10 * (70 + (20 * 7) / 13), 9)]),
    },
  ]);
});
