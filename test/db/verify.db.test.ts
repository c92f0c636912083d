import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../db/connection.ts';
import { loadReference, readReference } from '../../db/load-reference.ts';
import { rejudge } from '../../db/rejudge.ts';
import { type Difference, publishedSnapshots, verifySnapshot } from '../../db/verify.ts';
import { cellOf } from '../../scripts/census/verify.ts';
import { sumsByCell } from '../collectors/cell-sums.ts';
import { look } from '../collectors/listing.ts';
import { randomLooks } from '../collectors/random-looks.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;

/** Ten looks of three weeks at models of a Chinese, an American and an unreviewed publisher. */
beforeAll(async () => {
  database = await testDatabase();
  for (const { day, entries } of randomLooks(11)) await look(database.db, day, ofThree(entries));
});
afterAll(() => database.drop());

function ofThree(entries: readonly unknown[]): unknown[] {
  const text = JSON.stringify(entries)
    .replaceAll(/acme\/m(\d*[0-3])\b/g, 'Qwen/m$1')
    .replaceAll(/acme\/m(\d*[4-6])\b/g, 'openai/m$1');
  return JSON.parse(text) as unknown[];
}

async function differences(db: Db, day?: string): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { snapshotId, asOf } of await publishedSnapshots(db, 'hub'))
    if (day === undefined || asOf === day) found.push(...(await verifySnapshot(db, snapshotId)));
  return found;
}

/** Everything that verifying reads and might have written. */
async function rollups(db: Db) {
  return [
    await db`select * from rollup_weeks order by 1, 2, 3, 4, 5`,
    await db`select * from rollup_births order by 1, 2, 3, 4`,
    await db`select * from rollup_kinds order by 1, 2, 3`,
    await db`select * from rollup_cell_sums order by 1, 2`,
    await db`select * from rollup_days order by 1, 2, 3, 4`,
    await db`select * from rollup_medians order by 1, 2, 3, 4`,
    await db`select * from kinds order by 1`,
    await db`select * from cells order by 1`,
    await db`select * from origins order by 1`,
  ].map((rows) => [...rows]);
}

test('a history differs in no cell, neither its folded weeks nor its open one, and verifying writes nothing', async () => {
  const { db } = database;
  const before = await rollups(db);
  const [facts] = await db<{ folded: string; days: number; regions: string[]; gains: number }[]>`
    select
      (select folded_before::text from panels) as folded,
      (select count(*)::int from snapshots where status = 'published') as days,
      (select array_agg(distinct region order by region) from cells) as regions,
      (select count(*)::int from rollup_days where measure = 'fallen') as gains`;

  expect(facts).toMatchObject({ folded: '2026-10-19', days: 10, regions: ['cn', 'unreviewed', 'us'] });
  expect(facts?.gains).toBeGreaterThan(10);
  expect(await differences(db)).toEqual([]);
  expect(await rollups(db)).toEqual(before);
});

test('a cell of the open week that was changed afterwards is found, with both figures', async () => {
  const { db } = database;
  const change = (by: number) => db`
    update rollup_cell_sums c set downloads_30d = c.downloads_30d + ${by}
    where c.ctid = (
      select x.ctid from rollup_cell_sums x join cells k using (cell_id)
      where k.region = 'cn' order by x.models desc, x.cell_id limit 1)`;
  await change(7);
  const found = await differences(db);
  await change(-7);

  expect(found).toEqual([expect.objectContaining({ region: 'cn', measure: 'downloads_30d' })]);
  expect((found[0]?.published ?? 0) - (found[0]?.recomputed ?? 0)).toBe(7);
});

test.each([
  ['models', 2],
  ['risen', 5],
  ['weighted', 11],
])('a pack of %s that was changed afterwards is found on its day, with the cell', async (measure, by) => {
  const { db } = database;
  const [tampered] = await db<{ cell: number; region: string; size: string; relation: string }[]>`
    select r.cell_id as cell, c.region, c.size_cell::text as size, c.relation
    from rollup_days r join cells c using (cell_id)
    where r.measure = ${measure} and of_field(r.sums, r.measure, day_of('2026-10-14') % 112, 112) > 0
    order by r.cell_id limit 1`;
  const change = (sign: number) => db`
    update rollup_days r
    set sums = r.sums + ${sign} * ${by}::numeric * field_factor(r.measure, day_of('2026-10-14') % 112, 112)
    where r.measure = ${measure} and r.cell_id = ${tampered?.cell ?? 0}`;
  await change(1);
  const [there, elsewhere] = [await differences(db, '2026-10-14'), await differences(db, '2026-10-15')];
  await change(-1);

  const { region, size, relation } = tampered ?? {};
  expect(there.map(cellOf)).toEqual([expect.stringMatching(`^${region} from .*, ${relation}$`)]);
  expect(there).toEqual([expect.objectContaining({ region, size, relation, measure })]);
  expect((there[0]?.published ?? 0) - (there[0]?.recomputed ?? 0)).toBe(by);
  expect(elsewhere).toEqual([]);
});

test('a cell that is missing in the open week is found, with every measure it had', async () => {
  const { db } = database;
  const [gone] = await db<Record<string, unknown>[]>`
    delete from rollup_cell_sums where cell_id = (select min(cell_id) from rollup_cell_sums) returning *`;
  const found = await differences(db, '2026-10-19');
  await db`insert into rollup_cell_sums ${db(gone ?? {})}`;

  const { snapshot_id: _, cell_id: __, ...measures } = gone ?? {};
  const had = Object.entries(measures).filter(([, sum]) => Number(sum) > 0);
  expect(found.map(({ measure }) => measure).toSorted()).toEqual(had.map(([measure]) => measure).toSorted());
  expect(found.every(({ published }) => published === null)).toBe(true);
  expect(await differences(db, '2026-10-19')).toEqual([]);
});

test('a cell is named by all that it is made of', () => {
  const cell: Difference = {
    region: 'unreviewed',
    size: '6',
    licenseClass: 'permissive',
    creators: 'cn 0.500, us 0.500',
    relation: 'merge',
    infrastructure: true,
    measure: 'models',
    published: 1,
    recomputed: null,
  };
  expect(cellOf(cell)).toBe(
    'unreviewed from cn 0.500, us 0.500, 7B and more, permissive, merge, infrastructure',
  );
  expect(cellOf({ ...cell, size: '-1', creators: 'cn', infrastructure: false })).toBe(
    'unreviewed from cn, unknown size, permissive, merge',
  );
});

test('a history judged anew by another reference differs in no cell', async () => {
  const { db } = database;
  const reference = readReference();
  await loadReference(db, {
    ...reference,
    contentHash: 'another',
    publishers: reference.publishers.map((row) =>
      row.publisher_id === 'openai' ? { ...row, country: 'FR' } : row,
    ),
  });
  const snapshots = await publishedSnapshots(db, 'hub');
  expect(snapshots.filter(({ judged }) => judged)).toEqual([]);
  await rejudge(db);
  expect(await differences(db)).toEqual([]);
  const regions = await db`
    select distinct k.region from ${sumsByCell(db)} c join cells k using (cell_id) where c.value > 0 order by k.region`;
  expect([...regions]).toEqual([{ region: 'cn' }, { region: 'europe' }, { region: 'unreviewed' }]);
});
