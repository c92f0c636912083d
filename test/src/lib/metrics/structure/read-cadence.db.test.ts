import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCadence } from '../../../../../src/lib/metrics/structure/read-cadence.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { modelByHand, panelByHand } from './models-by-hand.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a release is a major one with 100,000 downloads within 90 days, the ninetieth included', async () => {
  const { db } = database;
  const id = await panelByHand(db, 'major', ['2026-07-01', '2026-11-20']);
  const add = (repoId: string, releasedOn: string, age: number, more = {}) =>
    modelByHand(db, id, { repoId, releasedOn, reached: { 1000: 1, 100000: age }, ...more });
  await add('major/soon', '2026-07-03', 4.5, { isPeer: true, region: 'cn' });
  await add('major/just', '2026-07-31', 90);
  await add('major/late', '2026-07-31', 90.01);
  await add('major/new', '2026-09-02', 3);
  await modelByHand(db, id, { repoId: 'major/few', releasedOn: '2026-07-04', reached: { 10000: 2 } });

  const { months } = await readCadence(db, { panel: 'major', by: 'downloads' });

  expect(months).toEqual([
    { month: '2026-07', models: 2, firstParty: 1, regions: { cn: 1, us: 1 }, provisional: false },
    { month: '2026-08', models: 0, firstParty: 0, regions: {}, provisional: true },
    { month: '2026-09', models: 1, firstParty: 0, regions: { us: 1 }, provisional: true },
    { month: '2026-10', models: 0, firstParty: 0, regions: {}, provisional: true },
    { month: '2026-11', models: 0, firstParty: 0, regions: {}, provisional: true },
  ]);
});

test('by relative adoption, first-party language models count that have at least 1 in time', async () => {
  const { db } = database;
  const id = await panelByHand(db, 'ram', ['2026-07-01', '2026-10-01', '2026-10-20']);
  for (let n = 1; n <= 10; n++)
    await modelByHand(db, id, { repoId: `ram/p${n}`, isPeer: true, ages: { 7: n * 100, 180: n * 100 } });
  await db`select freeze_baselines(${id}::smallint, '2026-10-01')`;
  await modelByHand(db, id, {
    repoId: 'ram/slow',
    isPeer: true,
    releasedOn: '2026-08-01',
    ages: { 7: 1, 180: 9000 },
  });
  await modelByHand(db, id, { repoId: 'ram/hit', isPeer: true, releasedOn: '2026-08-01', ages: { 7: 550 } });
  await modelByHand(db, id, { repoId: 'ram/other', releasedOn: '2026-08-01', ages: { 7: 9000 } });

  const { months, definition } = await readCadence(db, { panel: 'ram', by: 'ram' });

  // The median of 100 to 1,000 is 550.
  expect(months.map(({ month, models }) => [month, models])).toEqual([
    ['2026-07', 5],
    ['2026-08', 1],
    ['2026-09', 0],
    ['2026-10', 0],
  ]);
  expect(definition).toContain('baseline 2026-Q4');
});

test('without a baseline nothing is claimed', async () => {
  await panelByHand(database.db, 'young', ['2026-11-20']);

  const reading = await readCadence(database.db, { panel: 'young', by: 'ram' });

  expect(reading.coverage).toBeNull();
  expect(reading.notes.at(-1)).toMatch(/^No baseline is frozen yet/);
});
