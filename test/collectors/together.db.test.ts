import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { look, model } from './listing.ts';

let database: TestDatabase;
let others: Db[];

beforeAll(async () => {
  database = await testDatabase();
  others = await Promise.all([1, 2, 3].map(() => connect(database.connection)));
});
afterAll(async () => {
  await Promise.all(others.map((db) => db.end({ timeout: 5 })));
  await database.drop();
});

test('panels that publish the same new models at the same moment share one identity each', async () => {
  const models = Array.from({ length: 3000 }, (_, n) => model(n));

  const runs = await Promise.all(
    [database.db, ...others].map((db, n) => look(db, '2026-11-20', models, { panel: `panel-${n}` })),
  );

  expect(runs.map((run) => run.models)).toEqual([3000, 3000, 3000, 3000]);
  expect(await database.db`select count(*)::int as "n" from models`).toEqual([{ n: 3000 }]);
  expect(await database.db`select count(*)::int as "n" from panel_models where present`).toEqual([
    { n: 12000 },
  ]);
});
