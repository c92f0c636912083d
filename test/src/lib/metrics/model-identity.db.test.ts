import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findModel, readEarlier } from '../../../../src/lib/metrics/model-identity.ts';
import { forgetAll, look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const others = Array.from({ length: 60 }, (_, i) => model(i + 100, { downloads: 1000 }));
const day = (n: number, entries: readonly unknown[]) =>
  look(database.db, `2026-11-${n}`, [...entries, ...others]);
const called = (n: number, id: string) => model(n, { id });

async function find(repoId: string) {
  const found = await findModel(database.db, repoId);
  return found && [found.model.repoId, found.model.objectId?.slice(-1), found.foundBy];
}

async function earlier(repoId: string) {
  const found = await findModel(database.db, repoId);
  return found && (await readEarlier(database.db, found.model));
}

describe('a name', () => {
  test('that a model had leads to the model as it is called now, over any number of renames', async () => {
    await day(20, [called(1, 'acme/one')]);
    await day(21, [called(1, 'acme/two')]);
    await day(22, [called(1, 'zeta/three')]);
    expect(await find('acme/one')).toEqual(['zeta/three', '1', 'old-name']);
    expect(await find('acme/two')).toEqual(['zeta/three', '1', 'old-name']);
    expect(await find('ZETA/Three')).toEqual(['zeta/three', '1', 'any-case']);
    expect(await find('acme/never')).toBeNull();
  });

  test('that another model took leads to that one, which knows of the earlier', async () => {
    await day(20, [called(1, 'acme/one')]);
    await day(21, [called(1, 'acme/two')]);
    await day(22, [called(1, 'acme/two'), called(2, 'acme/one')]);
    expect(await find('acme/one')).toEqual(['acme/one', '2', 'name']);
    expect(await earlier('acme/one')).toEqual([{ repoId: 'acme/two', removed: false }]);
    expect(await earlier('acme/two')).toEqual([]);
  });

  test('whose bearer is removed leads to the model that had it before and is there', async () => {
    await day(20, [called(1, 'acme/one')]);
    await day(21, [called(1, 'acme/two'), called(2, 'acme/one')]);
    await day(22, [called(1, 'acme/two')]);
    await day(23, [called(1, 'acme/two')]);
    expect(await find('acme/one')).toEqual(['acme/two', '1', 'old-name']);
  });

  test('of a removed model leads to its tombstone, and to nobody once a new repo has it', async () => {
    await day(20, [called(1, 'acme/one')]);
    await day(21, []);
    await day(22, []);
    expect(await find('acme/one')).toEqual(['acme/one', '1', 'name']);
    expect((await findModel(database.db, 'acme/one'))?.model).toMatchObject({
      missingSince: '2026-11-21',
      removedOn: '2026-11-22',
    });
    await day(23, [called(2, 'acme/one')]);
    expect(await find('acme/one')).toEqual(['acme/one', '2', 'name']);
    expect(await earlier('acme/one')).toEqual([{ repoId: 'acme/one', removed: true }]);
  });

  test('swapped with another and removed with it leads round no circle', async () => {
    await day(20, [called(1, 'acme/one'), called(2, 'acme/two')]);
    await day(21, [called(1, 'acme/two'), called(2, 'acme/one')]);
    await day(22, []);
    await day(23, []);
    expect(await find('acme/one')).toEqual(['acme/one', '2', 'name']);
    expect(await find('acme/two')).toEqual(['acme/two', '1', 'name']);
  });
});
