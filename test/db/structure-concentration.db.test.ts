import { afterAll, beforeAll, expect, test } from 'vitest';
import { MILESTONES, RAM_AGES, TOP_COUNTS, TOP_PARTS } from '../../db/vocab/concentration.ts';
import {
  concentrationOf,
  fromSums,
  type InequalitySums,
} from '../../src/lib/metrics/structure/concentration-of.ts';
import { look } from '../collectors/listing.ts';
import { randomLooks } from '../collectors/random-looks.ts';
import { createChance } from '../oracle/chance.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

interface Unit {
  namespace?: string;
  downloads?: number | null;
  allTime?: number | null;
  likes?: number | null;
  infrastructure?: boolean;
}

/** Measures models by hand as snapshot 900; the first is model 1. */
async function measure(units: readonly Unit[]) {
  const { db } = database;
  const rows = units.map(({ namespace, downloads, allTime, likes, infrastructure }, i) => {
    const say = (value: number | null | undefined, type: string) => `${value ?? 'null'}::${type}`;
    return `(${i + 1}, '${namespace ?? `n${i}`}', ${say(downloads, 'bigint')}, ${say(allTime, 'bigint')}, ${say(likes, 'int')}, ${infrastructure ?? false})`;
  });
  const states = `select * from (values ${rows.join(', ')})
    as v (model_id, namespace, downloads_30d, downloads_all_time, likes, infrastructure)`;
  await db.begin(async (tx) => {
    await tx`delete from rollup_concentration where snapshot_id = 900`;
    await tx`delete from rollup_leaders where snapshot_id = 900`;
    await tx`select measure_concentration(900, ${states})`;
  });
}

async function sumsOf(level: string, measured: string, without = false): Promise<InequalitySums | undefined> {
  const [row] = await database.db<InequalitySums[]>`
    select
      units::int as "units", active::int as "active", total::float8 as "total", hhi as "hhi",
      gini_all as "giniAll", gini_active as "giniActive", tops::float8[] as "tops", parts::float8[] as "parts"
    from rollup_concentration
    where snapshot_id = 900 and level = ${level} and measure = ${measured} and without = ${without}
  `;
  return row;
}

test('the lists of the vocabulary are those of the database', async () => {
  const [row] = await database.db`
    select
      top_counts()::float8[] as "counts", top_parts()::float8[] as "parts", milestones()::float8[] as "milestones",
      ram_ages()::float8[] as "ages"
  `;
  expect(row).toEqual({ counts: TOP_COUNTS, parts: TOP_PARTS, milestones: MILESTONES, ages: RAM_AGES });
});

test('of 0, 0, 10 and 30 downloads, shares, Gini and Herfindahl are those counted by hand', async () => {
  await measure([{ downloads: 10 }, { downloads: 0 }, { downloads: 30 }, { downloads: null }]);

  expect(await sumsOf('model', 'downloads30d')).toEqual({
    units: 4,
    active: 2,
    total: 40,
    hhi: 0.625,
    giniAll: 0.625,
    giniActive: 0.25,
    tops: [30, 40, 40, 40, 40, 40, 40, 40, 40],
    parts: [30, 30, 30, 30, 30],
  });
});

test('a counter that no model has is not measured; one without anything in it has no shares', async () => {
  await measure([{ downloads: 0 }, { downloads: 0 }]);

  expect(await sumsOf('model', 'likes')).toBeUndefined();
  expect(await sumsOf('namespace', 'likes')).toBeUndefined();
  expect(await sumsOf('model', 'downloads30d')).toMatchObject({
    units: 2,
    active: 0,
    total: 0,
    hhi: null,
    giniAll: null,
    giniActive: null,
  });
});

test('models of one namespace are one unit', async () => {
  await measure([
    { namespace: 'a', downloads: 3_000_000_000 },
    { namespace: 'a', downloads: 1_000_000_000 },
    { namespace: 'A', downloads: 4_000_000_000 },
  ]);

  expect(await sumsOf('namespace', 'downloads30d')).toMatchObject({
    units: 2,
    total: 8_000_000_000,
    hhi: 0.5,
    giniAll: 0,
  });
});

test('without infrastructure models, a namespace that has nothing else is no unit', async () => {
  await measure([
    { namespace: 'a', downloads: 90, infrastructure: true },
    { namespace: 'b', downloads: 50, infrastructure: true },
    { namespace: 'b', downloads: 10 },
    { namespace: 'c', downloads: 30 },
  ]);

  expect(await sumsOf('namespace', 'downloads30d')).toMatchObject({ units: 3, total: 180 });
  expect(await sumsOf('namespace', 'downloads30d', true)).toMatchObject({ units: 2, total: 40, hhi: 0.625 });
  expect(await sumsOf('model', 'downloads30d', true)).toMatchObject({ units: 2, total: 40, hhi: 0.625 });
});

test('a part of all units is rounded up: one in ten of eleven is two', async () => {
  await measure(Array.from({ length: 11 }, (_, i) => ({ likes: i + 1 })));

  expect((await sumsOf('model', 'likes'))?.parts).toEqual([11, 11, 11, 11, 21]);
});

test('leaders are the hundred largest, of equal ones those first seen, and none that has nothing', async () => {
  await measure([
    ...Array.from({ length: 103 }, () => ({ downloads: 5 })),
    { downloads: 7, likes: 1 },
    { downloads: 0, likes: 0 },
  ]);

  const leaders = await database.db<{ measure: string; models: number[]; values: number[] }[]>`
    select measure as "measure", array_agg(model_id order by place) as "models", array_agg(value::int order by place) as "values"
    from rollup_leaders where snapshot_id = 900 group by measure order by measure
  `;
  expect([...leaders]).toEqual([
    {
      measure: 'downloads30d',
      models: [104, ...Array.from({ length: 99 }, (_, i) => i + 1)],
      values: [7, ...Array(99).fill(5)],
    },
    { measure: 'likes', models: [104], values: [1] },
  ]);
});

test('counted by value, inequality is what it is counted model by model', async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const chance = createChance(seed);
    const units = Array.from({ length: 1 + chance.below(400) }, () => ({
      namespace: `n${chance.below(40)}`,
      downloads: chance.happens(0.4) ? 0 : Math.floor(chance.next() ** 8 * 10 ** (seed % 12)),
      infrastructure: chance.happens(0.1),
    }));
    await measure(units);
    for (const without of [false, true]) {
      const kept = units.filter(({ infrastructure }) => !(without && infrastructure));
      const owned = [...Map.groupBy(kept, ({ namespace }) => namespace).values()];
      const sum = (of: typeof kept) => of.reduce((all, { downloads }) => all + downloads, 0);
      same(
        await sumsOf('model', 'downloads30d', without),
        kept.map(({ downloads }) => downloads),
      );
      same(await sumsOf('namespace', 'downloads30d', without), owned.map(sum));
    }
  }
});

function same(sums: InequalitySums | undefined, values: readonly number[]): void {
  if (values.length === 0) {
    expect(sums).toBeUndefined();
    return;
  }
  if (!sums) throw new Error('nothing was measured');
  const { hhi, giniAll, giniActive, effectiveNumber, ...counted } = fromSums(sums);
  const naive = concentrationOf(values);
  expect(counted).toEqual({
    units: naive.units,
    active: naive.active,
    total: naive.total,
    cr4: naive.cr4,
    cr10: naive.cr10,
    tops: naive.tops,
    parts: naive.parts,
  });
  const near = (one: number | null, other: number | null) =>
    one === null || other === null ? expect(one).toBe(other) : expect(one).toBeCloseTo(other, 9);
  near(hhi === null ? null : hhi / 10_000, naive.hhi === null ? null : naive.hhi / 10_000);
  near(giniAll, naive.giniAll);
  near(giniActive, naive.giniActive);
  if (naive.hhi !== null) {
    expect(naive.hhi).toBeGreaterThanOrEqual(10_000 / naive.active - 1e-6);
    expect(naive.hhi).toBeLessThanOrEqual(10_000 + 1e-6);
    near(effectiveNumber === null ? null : 1 / effectiveNumber, naive.hhi / 10_000);
  }
  const shares = naive.tops.map(({ share }) => share ?? 0);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
}

test('what a publication keeps is what the observations say', async () => {
  const { db } = database;
  for (const { day, entries } of randomLooks(7)) await look(db, day, entries, { panel: 'random' });
  const snapshots = await db<{ id: number; day: string }[]>`
    select s.snapshot_id::int as "id", s.as_of::text as "day" from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.panel = 'random' and s.status = 'published' order by s.as_of
  `;
  expect(snapshots.length).toBeGreaterThan(5);
  for (const { id } of snapshots) {
    const [kept] = await db<InequalitySums[]>`
      select
        units::int as "units", active::int as "active", total::float8 as "total", hhi as "hhi",
        gini_all as "giniAll", gini_active as "giniActive", tops::float8[] as "tops", parts::float8[] as "parts"
      from rollup_concentration
      where snapshot_id = ${id} and level = 'model' and measure = 'downloads30d' and not without
    `;
    const values = await db<{ value: number }[]>`
      select coalesce(o.downloads_30d, 0)::int as "value"
      from (
        select distinct on (x.model_id) x.present, x.downloads_30d
        from observations x
        where x.snapshot_id <= ${id} and x.panel_id = (select s.panel_id from snapshots s where s.snapshot_id = ${id})
        order by x.model_id, x.snapshot_id desc
      ) o
      where o.present
    `;
    same(
      kept,
      values.map(({ value }) => value),
    );
  }
});
