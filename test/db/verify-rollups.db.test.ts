import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../db/connection.ts';
import { loadReference, readReference } from '../../db/load-reference.ts';
import { type RollupDifference, verifyRollups } from '../../db/verify.ts';
import { tableOf } from '../../scripts/census/verify.ts';
import { generateWorld } from '../oracle/generate-population.ts';
import { loadWorld, sliceEveryPanel } from '../oracle/load-world.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const { world, reference } = generateWorld(readReference(), 60, 8);

/** Three weeks of looks, with slices, two of them folded. */
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await sliceEveryPanel(database.db);
  await loadWorld(database.db, { ...world, looks: world.looks.slice(0, 20) }, reference);
});
afterAll(() => database.drop());

/** What is found while the damage lasts. It is undone. */
async function foundAfter(damage: (db: Db) => Promise<unknown>): Promise<RollupDifference[]> {
  const db = await database.db.reserve();
  try {
    await db`begin`;
    await damage(db);
    return await verifyRollups(db, null);
  } finally {
    await db`rollback`;
    db.release();
  }
}

const namesOf = (found: readonly RollupDifference[]) => [...new Set(found.map(({ rollup }) => rollup))];

test('weeks, days and slices of a history agree, and every one of them is kept', async () => {
  const { db } = database;
  const [held] = await db<{ held: number[] }[]>`
    select array[
      (select count(*)::int from rollup_weeks), (select count(*)::int from rollup_kind_days),
      (select count(*)::int from rollup_slices), (select count(*)::int from rollup_open_kinds),
      (select count(*)::int from rollup_open_slices), (select count(*)::int from rollup_kinds)
    ] as "held"`;
  expect(Math.min(...(held?.held ?? []))).toBeGreaterThan(10);
  expect(await verifyRollups(db, null)).toEqual([]);
});

test.each([
  ['rollup_weeks', 'models', 7, 624, ['rollup_slices', 'rollup_weeks']],
  ['rollup_weeks', 'fallen', 7, 624, ['rollup_slices', 'rollup_weeks']],
  ['rollup_kind_days', 'likes', 1, 112, ['rollup_kind_days']],
  ['rollup_kind_days', 'risen', 1, 112, ['rollup_kind_days', 'rollup_weeks']],
  ['rollup_days', 'weighted', 1, 112, ['rollup_kind_days']],
  ['rollup_slices', 'downloads_30d', 7, 624, ['rollup_slices']],
  ['rollup_slices', 'models_sized', 7, 624, ['rollup_slices']],
])(
  'a pack of %s that is three %s too large is found in its field',
  async (table, measure, days, places, found) => {
    const [day] = await database.db<{ day: string; field: number }[]>`
    select s.as_of::text as "day", (day_of(s.as_of) / ${days}::int) as "field"
    from snapshots s, panels p
    where s.status = 'published' and s.as_of < p.folded_before and date_trunc('week', s.as_of) = (
      select date_trunc('week', min(x.as_of)) from snapshots x where x.status = 'published'
    )
    order by s.as_of limit 1`;
    const differences = await foundAfter(
      (db) => db`
    update ${db(table)} r set sums = r.sums + 3 * field_factor(r.measure, ${day?.field ?? 0} % ${places}::int, ${places})
    where r.ctid = (
      select x.ctid from ${db(table)} x
      where x.measure = ${measure} and x.span = ${day?.field ?? 0}::int / ${places}::int order by x.sums desc limit 1
    )`,
    );
    expect(namesOf(differences)).toEqual(found);
    for (const one of differences) {
      expect(one.panel).toBe('hub');
      // Slices hold models of known size beside all.
      expect([measure, `${measure}_sized`]).toContain(one.measure);
      expect(Math.abs(one.published - one.recomputed)).toBe(3);
      expect(one.asOf <= (day?.day ?? '')).toBe(true);
    }
    if (found.length === 1) expect(differences).toHaveLength(1);
    expect(differences.some(({ asOf }) => asOf === day?.day || days === 7)).toBe(true);
  },
);

test('a kind whose weeks are gone is found, in the weeks and in every set of slices', async () => {
  const differences = await foundAfter(
    (db) => db`
    delete from rollup_weeks r
    where r.kind_id = (select x.kind_id from rollup_weeks x where x.measure = 'models' order by x.sums desc limit 1)`,
  );
  expect(namesOf(differences)).toEqual(['rollup_slices', 'rollup_weeks']);
  const sets = new Set(
    differences.filter(({ rollup }) => rollup === 'rollup_slices').map(({ part }) => part),
  );
  expect(sets.size).toBeGreaterThanOrEqual(16 * 17 * 0.5);
});

test('a set of slices that is missing is found, and no other', async () => {
  const differences = await foundAfter(
    (db) => db`
    delete from rollup_slices r using slices k
    where k.slice_id = r.slice_id and k.set_no = slice_set(1, 6)`,
  );
  expect(differences.every(({ part }) => part.startsWith('region × license'))).toBe(true);
  expect(differences.every(({ published }) => published === 0)).toBe(true);
  expect(differences.length).toBeGreaterThan(10);
});

test.each([
  ['rollup_kinds', ['rollup_kinds', 'rollup_open_kinds']],
  ['rollup_open_kinds', ['rollup_open_kinds', 'rollup_open_slices']],
  ['rollup_open_slices', ['rollup_open_slices']],
])('a sum of %s that is five too large is found', async (table, found) => {
  const differences = await foundAfter(
    (db) => db`
    update ${db(table)} r set risen = r.risen + 5
    where r.ctid = (select x.ctid from ${db(table)} x order by x.risen desc limit 1)`,
  );
  expect(namesOf(differences)).toEqual(found);
  for (const { measure, published, recomputed } of differences)
    expect({ measure, by: Math.abs(published - recomputed) }).toEqual({ measure: 'risen', by: 5 });
});

test('an open week that two kinds have mixed up is found in both', async () => {
  const differences = await foundAfter(async (db) => {
    const [a, b] = await db<{ kindId: number }[]>`
      select k.kind_id as "kindId" from rollup_open_kinds k
      where not k.infrastructure order by k.models desc, k.kind_id limit 2`;
    for (const [from, to] of [
      [a?.kindId, -1],
      [b?.kindId, a?.kindId],
      [-1, b?.kindId],
    ])
      await db`update rollup_open_kinds set kind_id = ${to ?? 0} where kind_id = ${from ?? 0}`;
  });
  const parts = differences.filter(({ rollup }) => rollup === 'rollup_open_kinds').map(({ part }) => part);
  expect(new Set(parts).size).toBe(2);
});

test('the first of what differs stands in columns, the rest as a number', () => {
  const one: RollupDifference = {
    panel: 'hub',
    rollup: 'rollup_weeks',
    asOf: '2026-10-12',
    part: 'others',
    measure: 'models',
    published: 1200,
    recomputed: 7,
  };
  expect(tableOf([])).toEqual([]);
  expect(tableOf([one])).toEqual([
    'panel  rollup        of          models  measure  published  recomputed',
    'hub    rollup_weeks  2026-10-12  others  models       1,200           7',
  ]);
  expect(tableOf(Array.from({ length: 12 }, () => one)).at(-1)).toBe('hub rollup_weeks: 2 more');
});

test('while another reference judges a history day by day, its sums agree at every step', async () => {
  const { db } = database;
  await loadReference(db, {
    ...reference,
    contentHash: 'another',
    publishers: reference.publishers.map((row) => ({
      ...row,
      country: row.country === 'CN' ? 'FR' : row.country,
    })),
  });
  for (let steps = 0; ; steps++) {
    const rows = await db`select * from rejudge_next()`;
    expect(await verifyRollups(db, 'hub')).toEqual([]);
    if (rows.length === 0) break;
    expect(steps).toBeLessThan(40);
  }
}, 120_000);
