import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { only } from '../../db/client.ts';
import { packClosedMonths } from '../../db/pack.ts';
import { verifySnapshot } from '../../db/verify.ts';
import { forgetAll, look, model, sumsOf } from '../collectors/listing.ts';
import { randomLooks } from '../collectors/random-looks.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const observed = async () => [
  ...(await database.db`
    select o.*, o.as_of::text as day from observed o order by o.panel_id, o.model_id, o.snapshot_id`),
];
const rowsLeft = async () =>
  only(await database.db<{ rows: number }[]>`select count(*)::int as rows from observations`).rows;

/** Looks of October 2026, then one of November: October is closed. */
async function october(panel?: string) {
  const options = panel ? { panel } : {};
  for (const { day, entries } of randomLooks(7)) await look(database.db, day, entries, options);
  await look(database.db, '2026-11-01', randomLooks(7).at(-1)?.entries ?? [], options);
}

test('a packed month reads as before it was packed', async () => {
  await october();
  const [before, sums] = [await observed(), await sumsOf(database.db)];
  expect(await packClosedMonths(database.db)).toEqual([{ panel: 'hub', month: '2026-10-01' }]);
  expect(await observed()).toEqual(before);

  const snapshots = await database.db<{ id: number }[]>`
    select snapshot_id as id from snapshots where status = 'published'`;
  for (const { id } of snapshots) expect(await verifySnapshot(database.db, id)).toEqual([]);
  expect(await sumsOf(database.db)).toEqual(sums);
});

test('rows of a packed month are dropped on the next call, never in the same', async () => {
  await october();
  const before = await observed();
  await packClosedMonths(database.db);
  expect(await rowsLeft()).toBe(before.length);
  expect(await packClosedMonths(database.db)).toEqual([]);
  expect(await observed()).toEqual(before);
  expect(await rowsLeft()).toBeLessThan(before.length);
  expect([...(await database.db`select to_regclass('observations_2026_10') as part`)]).toEqual([
    { part: null },
  ]);
});

test('a month that another panel still needs as rows keeps its partition', async () => {
  await october('hub');
  for (const { day, entries } of randomLooks(8)) await look(database.db, day, entries, { panel: 'other' });
  const before = await observed();
  expect(await packClosedMonths(database.db)).toEqual([{ panel: 'hub', month: '2026-10-01' }]);
  await packClosedMonths(database.db);
  expect(await observed()).toEqual(before);
});

test('the month of the newest look stays rows until nothing came for a month', async () => {
  await look(database.db, '2026-10-01', [model(1), model(2)]);
  expect(await packClosedMonths(database.db)).toEqual([]);
  await database.db`update snapshots set published_at = now() - interval '31 days'`;
  expect(await packClosedMonths(database.db)).toEqual([{ panel: 'hub', month: '2026-10-01' }]);
});

test('a history that goes on in a packed month becomes rows again and goes on', async () => {
  const looks = randomLooks(9);
  for (const { day, entries } of looks.slice(0, 5)) await look(database.db, day, entries);
  await database.db`update snapshots set published_at = now() - interval '31 days'`;
  await packClosedMonths(database.db);
  await packClosedMonths(database.db);
  for (const { day, entries } of looks.slice(5)) await look(database.db, day, entries);
  const packedInBetween = { said: await observed(), sums: await sumsOf(database.db) };

  await forgetAll(database.db);
  for (const { day, entries } of looks) await look(database.db, day, entries);
  const strip = (rows: Record<string, unknown>[]) =>
    rows.map(({ day, downloads_30d, downloads_all_time, likes, present }) =>
      JSON.stringify([day, String(downloads_30d), String(downloads_all_time), likes, present]),
    );
  expect(strip(packedInBetween.said).sort()).toEqual(strip(await observed()).sort());
  expect(packedInBetween.sums).toEqual(await sumsOf(database.db));
});
