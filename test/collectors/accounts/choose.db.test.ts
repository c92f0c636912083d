import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bareAccount } from '../../../collectors/accounts/account.ts';
import { ownersToAsk } from '../../../collectors/accounts/choose.ts';
import { keepFailure, keepLookup } from '../../../collectors/accounts/store.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { forgetAccounts, publish } from './asking.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAccounts(database.db));
afterAll(() => database.drop());

const at = (day: string) => new Date(`${day}T06:00:00Z`);
async function next(day = '2026-11-20', atMost = 100): Promise<string[]> {
  const owners = await ownersToAsk(database.db, { now: at(day), atMost });
  return owners.map(({ namespace }) => namespace);
}

const known = (namespace: string, day: string) =>
  keepLookup(database.db, bareAccount(namespace, 'user', 'users'), at(day));
const failed = (namespace: string, ...days: string[]) =>
  days.reduce(
    (before, day) => before.then(() => keepFailure(database.db, namespace, at(day))),
    Promise.resolve(),
  );

describe('unknown namespaces', () => {
  test('come by the downloads of all their models', async () => {
    await publish(database.db, {
      'big/one': 60,
      'two/a': 40,
      'two/b': 50,
      none: 0,
      'three/a': 2_200_000_000,
    });

    expect(await next()).toEqual(['three', 'two', 'big', 'none']);
    expect(await next('2026-11-20', 2)).toEqual(['three', 'two']);
  });

  test('that only a recording names come after the live ones', async () => {
    await publish(database.db, { old: 1000 }, { panel: 'rec', kind: 'recording', day: '2025-12-22' });
    await publish(database.db, { new: 1 });

    expect([...(await ownersToAsk(database.db, { now: at('2026-11-20'), atMost: 9 }))]).toEqual([
      { namespace: 'new', live: true },
      { namespace: 'old', live: false },
    ]);
  });

  test('count once where panels overlap', async () => {
    await publish(database.db, { twice: 60, once: 100 });
    await publish(database.db, { twice: 60 }, { panel: 'hub-head' });

    expect(await next()).toEqual(['once', 'twice']);
  });

  test('are asked by the newest state: who owns nothing any more is not', async () => {
    await publish(database.db, { gone: 5, here: 5, also: 4 }, { day: '2026-11-18' });
    await publish(database.db, { here: 5, also: 4 }, { day: '2026-11-19' });

    expect(await next()).toEqual(['here', 'also']);
  });

  test('are no names without an owner: an account of that name is somebody else', async () => {
    const { db } = database;
    await publish(db, { here: 5, legacy: 9 });
    await db`update models set repo_id = 'legacy', namespace = 'legacy' where namespace = 'legacy'`;

    expect(await next()).toEqual(['here']);
  });

  test('that no answer was had of come back after 1, 7 and then every 30 days, where they were', async () => {
    await publish(database.db, { small: 1, big: 9 });
    await failed('big', '2026-11-01');

    expect(await next('2026-11-01')).toEqual(['small']);
    expect(await next('2026-11-02')).toEqual(['big', 'small']);
    await failed('big', '2026-11-02');
    expect(await next('2026-11-08')).toEqual(['small']);
    expect(await next('2026-11-09')).toEqual(['big', 'small']);
    await failed('big', '2026-11-09');
    expect(await next('2026-12-08')).toEqual(['small']);
    expect(await next('2026-12-09')).toEqual(['big', 'small']);
    await failed('big', '2026-12-09');
    expect(await next('2027-01-07')).toEqual(['small']);
    expect(await next('2027-01-08')).toEqual(['big', 'small']);
  });
});

describe('known namespaces', () => {
  test('are left alone for 90 days, and then come oldest first', async () => {
    await publish(database.db, { a: 9, b: 5, c: 7 });
    await known('a', '2026-08-03');
    await known('b', '2026-08-01');
    await known('c', '2026-08-02');

    expect(await next('2026-10-30')).toEqual([]);
    expect(await next('2026-10-31')).toEqual(['b']);
    expect(await next('2026-11-02')).toEqual(['b', 'c', 'a']);
  });

  test('that nobody has are known too', async () => {
    await publish(database.db, { a: 9 });
    await keepLookup(database.db, bareAccount('a', null, 'users'), at('2026-11-01'));

    expect(await next('2026-11-20')).toEqual([]);
    expect(await next('2027-01-31')).toEqual(['a']);
  });

  test('whose last question failed come before those that are merely old, by downloads', async () => {
    await publish(database.db, { old: 9, lost: 5, more: 7 });
    await known('old', '2026-01-01');
    await known('lost', '2026-11-01');
    await known('more', '2026-11-01');
    await failed('lost', '2026-11-02');
    await failed('more', '2026-11-02');

    expect(await next('2026-11-20')).toEqual(['more', 'lost', 'old']);
  });

  test('have every tenth turn while there are unknown ones, and all that remain', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`u${n + 10}`, 100 - n]));
    await publish(database.db, { ...many, k1: 1000, k2: 1000, k3: 1000, k4: 1000 });
    for (const n of [1, 2, 3, 4]) await known(`k${n}`, `2026-01-0${n}`);

    const order = await next();
    expect(order.slice(0, 11)).toEqual([
      ...['u10', 'u11', 'u12', 'u13', 'u14', 'u15', 'u16', 'u17', 'u18'],
      'k1',
      'u19',
    ]);
    expect(order.slice(18)).toEqual(['u27', 'k2', 'u28', 'u29', 'k3', 'k4']);
    expect(await next('2026-11-20', 10)).toEqual(order.slice(0, 10));
  });
});
