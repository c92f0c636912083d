import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from '../collectors/listing.ts';
import { randomLooks } from '../collectors/random-looks.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  for (const { day, entries } of randomLooks(11)) await look(database.db, day, entries);
});
afterAll(() => database.drop());

const published = () =>
  database.db<{ id: number; panel: number; day: string }[]>`
    select s.snapshot_id::int as "id", s.panel_id::int as "panel", s.as_of::text as "day"
    from snapshots s where s.status = 'published' order by s.as_of`;

async function content() {
  const { db } = database;
  return {
    concentration: [...(await db`select * from rollup_concentration order by 1, 2, 3, 4`)],
    leaders: [...(await db`select * from rollup_leaders order by 1, 2, 3`)],
  };
}

test('read back from observations, concentration and leaders of every snapshot are those it was published with', async () => {
  const before = await content();
  expect(before.leaders.length).toBeGreaterThan(500);

  for (const { id, day } of await published())
    await database.db.begin(async (tx) => {
      await tx`select state_as_of(${id})`;
      await tx`select measure_concentration(${id}, structure_states_as_of(${day}))`;
    });

  expect(await content()).toEqual(before);
});

test('a model that joins the reviewed list leaves what is measured without infrastructure, of the newest snapshot', async () => {
  const { db } = database;
  const newest = (await published()).at(-1);
  if (!newest) throw new Error('nothing is published');
  const totals = async () => {
    const [row] = await db`
      select
        max(c.total) filter (where not c.without)::int as "with", max(c.total) filter (where c.without)::int as "without",
        max(l.value) filter (where l.place = 1)::int as "first"
      from rollup_concentration c join rollup_leaders l using (snapshot_id, measure)
      where c.snapshot_id = ${newest.id} and c.level = 'model' and c.measure = 'downloads30d'`;
    return { with: Number(row?.with), without: Number(row?.without), first: Number(row?.first) };
  };
  const before = await totals();
  await db`
    update panel_models t set listed = true from rollup_leaders l
    where l.snapshot_id = ${newest.id} and l.measure = 'downloads30d' and l.place = 1 and t.model_id = l.model_id`;

  await db`select remeasure_structure(${newest.id}, ${newest.panel}::smallint, ${newest.day})`;

  expect(before.without).toBe(before.with);
  expect(await totals()).toEqual({ ...before, without: before.with - before.first });
});
