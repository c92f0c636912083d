import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forgetAll, look, model } from './listing.ts';
import { servedIn } from './stored.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const served = (panel?: string) => servedIn(database.db, panel);

async function observed() {
  return [
    ...(await database.db`
      select o.as_of::text as "asOf", m.repo_id as "id", o.present, o.downloads_30d::float8 as "downloads"
      from observations o join models m using (model_id)
      order by o.snapshot_id, m.repo_id`),
  ];
}

async function modelRows() {
  return [
    ...(await database.db`
      select model_id as "modelId", object_id as "objectId", repo_id as "repoId" from models order by model_id`),
  ];
}

describe('identity', () => {
  test('a renamed model stays the same model, and is found by its new name', async () => {
    await look(database.db, '2026-11-20', [model(1)]);
    const [before] = await modelRows();
    await look(database.db, '2026-11-21', [model(1, { id: 'Other/New' })]);

    expect(await modelRows()).toEqual([{ ...before, repoId: 'Other/New' }]);
    expect(await served()).toEqual({ 'Other/New': 1 });
    expect([...(await database.db`select name from model_names`)]).toEqual([{ name: 'other/new' }]);
  });

  test('two models that swap their names stay who they are', async () => {
    await look(database.db, '2026-11-20', [model(1), model(2)]);
    await look(database.db, '2026-11-21', [model(1, { id: 'acme/m2' }), model(2, { id: 'acme/m1' })]);

    expect(await served()).toEqual({ 'acme/m2': 1, 'acme/m1': 2 });
    expect(await modelRows()).toHaveLength(2);
  });

  test('the same name on a new object id is a new model', async () => {
    const others = Array.from({ length: 50 }, (_, i) => model(i + 10));
    await look(database.db, '2026-11-20', [model(1, { id: 'acme/same', downloads: 900 }), ...others]);
    await look(database.db, '2026-11-21', [model(2, { id: 'acme/same', downloads: 3 }), ...others]);

    expect((await modelRows()).filter(({ repoId }) => repoId === 'acme/same')).toHaveLength(2);
    expect((await observed()).filter(({ id }) => id === 'acme/same')).toEqual([
      { asOf: '2026-11-20', id: 'acme/same', present: true, downloads: 900 },
      expect.objectContaining({
        asOf: '2026-11-21',
        downloads: expect.toSatisfy((d) => d === null || d === 3),
      }),
      expect.objectContaining({
        asOf: '2026-11-21',
        downloads: expect.toSatisfy((d) => d === null || d === 3),
      }),
    ]);
    expect((await served())['acme/same']).toBe(3);
  });

  test('a model known from a recording is recognised when the Hub names its object id', async () => {
    await look(database.db, '2025-12-22', [{ id: 'acme/m1', downloads: 5 }], { panel: 'radar' });
    const [recorded] = await modelRows();
    await look(database.db, '2026-11-20', [model(1)]);

    expect(await modelRows()).toEqual([{ ...recorded, objectId: '660000000000000000000001' }]);
    expect([await served('radar'), await served('hub')]).toEqual([{ 'acme/m1': 5 }, { 'acme/m1': 1 }]);
  });

  test('a recording read after the Hub speaks of the Hub’s model', async () => {
    await look(database.db, '2026-11-20', [model(1)]);
    await look(database.db, '2025-12-22', [{ id: 'acme/m1', downloads: 5 }], { panel: 'radar' });

    expect(await modelRows()).toEqual([
      { modelId: expect.any(Number), objectId: '660000000000000000000001', repoId: 'acme/m1' },
    ]);
  });
});
