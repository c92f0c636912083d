import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReference, readReference } from '../../db/load-reference.ts';
import { isUnjudged, rejudge } from '../../db/rejudge.ts';
import { sumsByCell } from '../collectors/cell-sums.ts';
import { look, model } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a reference that was loaded and not yet judged by is known as such until everything is judged', async () => {
  const { db } = database;
  await rejudge(db);
  await look(db, '2026-11-20', [model(1, { cardData: { license: 'mit' } })]);
  const reference = readReference();
  const licenses = reference.licenses.map((row) =>
    row.license === 'mit' ? { ...row, class: 'rail' as const } : row,
  );

  await loadReference(db, { ...reference, licenses, contentHash: 'another' });
  expect(await isUnjudged(db)).toBe(true);

  expect(await rejudge(db)).toEqual({ snapshots: 1, left: 0 });
  expect(await isUnjudged(db)).toBe(false);
  const classes = await db`select k.license_class as "is" from rollup_cell_sums join cells k using (cell_id)`;
  expect([...classes]).toEqual([{ is: 'rail' }]);
});

test('today is judged first, earlier days newest first and as far as told; the rest says so and comes later', async () => {
  const { db } = database;
  for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
    await look(db, day, [model(1, { cardData: { license: 'mit' } }), model(2, { downloads: 1 })]);
  }
  const reference = readReference();
  const licenses = reference.licenses.map((row) =>
    row.license === 'mit' ? { ...row, class: 'community' as const } : row,
  );
  await loadReference(db, { ...reference, licenses, contentHash: 'a third' });
  const classes = async () => [
    ...(await db`
      select s.as_of::text as "day", k.license_class as "is"
      from ${sumsByCell(db)} c join snapshots s using (snapshot_id) join cells k using (cell_id)
      where k.license_class <> 'unrecorded' and c.measure = 'models' and c.value > 0 order by 1 desc`),
  ];

  const judged = async () => [
    ...(await db`
      select as_of::text as "day" from snapshots
      where judged_by = (select max(version) from reference_versions) order by 1 desc`),
  ];

  expect(await rejudge(db, { mostModels: 3 })).toEqual({ snapshots: 2, left: 2 });
  expect(await isUnjudged(db)).toBe(true);
  expect(await judged()).toEqual([{ day: '2026-11-23' }, { day: '2026-11-22' }]);
  // The week before is folded: readers see it as it was until all of it is judged.
  expect(await classes()).toEqual([
    { day: '2026-11-23', is: 'community' },
    { day: '2026-11-22', is: 'rail' },
    { day: '2026-11-21', is: 'rail' },
    { day: '2026-11-20', is: 'rail' },
  ]);

  expect(await rejudge(db)).toEqual({ snapshots: 2, left: 0 });
  expect(await isUnjudged(db)).toBe(false);
  expect((await classes()).map(({ is }) => is)).toEqual(Array(4).fill('community'));
});
