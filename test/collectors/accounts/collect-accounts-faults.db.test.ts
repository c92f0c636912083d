import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SourceError } from '../../../db/errors.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { askedOf, collect, factsOf, forgetAccounts, hubOf, kindsIn, on, publish } from './asking.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAccounts(database.db));
afterAll(() => database.drop());

const always = Number.POSITIVE_INFINITY;

test('a used-up window is waited for, once', async () => {
  const { db } = database;
  await publish(db, { labs: 7 });
  const hub = await hubOf({ organizations: ['labs'] });
  hub.addFaults(on('organizations/labs', { kind: 'rate-limited', how: 'window', resetSeconds: 55 }));

  const { summary, effects } = await collect(db, hub);

  expect(summary).toMatchObject({ organizations: 1, failed: 0 });
  expect(effects.slept).toEqual([56_500]);
});

test.each([500, 502, 503, 504])('a %d is asked again', async (status) => {
  const { db } = database;
  await publish(db, { labs: 7 });
  const hub = await hubOf({ organizations: ['labs'] });
  hub.addFaults(on('organizations/labs', { kind: 'status', status }, 2));

  const { summary } = await collect(db, hub);

  expect(summary).toMatchObject({ organizations: 1, failed: 0 });
  expect(askedOf(hub)).toHaveLength(3);
});

test('one account that cannot be read is counted and said, and the next is asked for', async () => {
  const { db } = database;
  await publish(db, { bad: 9, labs: 7 });
  const hub = await hubOf({ organizations: ['bad', 'labs'] });
  hub.addFaults(on('organizations/bad', { kind: 'html-200' }, always));

  const { summary, effects } = await collect(db, hub);

  expect(summary).toMatchObject({ asked: 2, organizations: 1, failed: 1 });
  expect(askedOf(hub)).toHaveLength(8 + 1);
  expect(await kindsIn(db)).toEqual({ bad: 'neither unanswered 1', labs: 'organization organizations' });
  expect(factsOf('account-failed', effects)).toEqual([
    { namespace: 'bad', reason: expect.stringContaining('gave up after 8 failures') },
  ]);
});

test('an answer about another account is a failure, and is not asked for again at once', async () => {
  const { db } = database;
  await publish(db, { old: 9 });
  const hub = await hubOf({ organizations: ['old'] });
  hub.addFaults(on('organizations/old', { kind: 'body', change: () => '{"name":"new"}' }));

  const { summary, effects } = await collect(db, hub);

  expect(summary).toMatchObject({ failed: 1, organizations: 0 });
  expect(askedOf(hub)).toEqual(['organizations/old']);
  expect(factsOf('account-failed', effects)).toEqual([
    { namespace: 'old', reason: 'old: unexpected name: "new"' },
  ]);
});

test('three accounts in a row without an answer end the run; what was learned before stays', async () => {
  const { db } = database;
  await publish(db, { a: 9, b: 8, c: 7, d: 6, e: 5 });
  const hub = await hubOf({ organizations: ['a', 'b', 'c', 'd', 'e'] });
  hub.addFaults({
    match: ({ path }) => /\/[bcde]\//.test(path),
    times: always,
    action: { kind: 'status', status: 503 },
  });

  await expect(collect(db, hub)).rejects.toThrow(SourceError);

  expect(askedOf(hub)).toHaveLength(1 + 3 * 8);
  expect(Object.keys(await kindsIn(db))).toEqual(['a', 'b', 'c', 'd']);
});

test.each([401, 403])('a %d with and without token is no answer, and never asked again', async (status) => {
  const { db } = database;
  await publish(db, { a: 9, b: 8, c: 7, d: 6 });
  const hub = await hubOf({ organizations: ['a', 'b', 'c', 'd'] });
  hub.addFaults({
    match: ({ path }) => path.endsWith('/overview'),
    times: always,
    action: { kind: 'status', status },
  });

  await expect(collect(db, hub)).rejects.toThrow(expect.objectContaining({ status }));

  expect(askedOf(hub)).toEqual(['a', 'a', 'b', 'b', 'c', 'c'].map((name) => `organizations/${name}`));
});

describe('ten owners in a row of whom the Hub says nothing', () => {
  const owners = Object.fromEntries('abcdefghijklm'.split('').map((name, n) => [name, 50 - n]));

  test('though it lists their models, end the run', async () => {
    const { db } = database;
    await publish(db, owners);
    const hub = await hubOf({});

    await expect(collect(db, hub)).rejects.toThrow('describes none of 10 owners of models in a row');

    expect(askedOf(hub)).toHaveLength(20);
    expect(Object.keys(await kindsIn(db))).toHaveLength(10);
  });

  test('because its pages are others now, end the run', async () => {
    const { db } = database;
    await publish(db, owners);
    const hub = await hubOf({});
    const action = { kind: 'status', status: 200, body: '{"account":{}}' } as const;
    hub.addFaults({ match: ({ path }) => path.endsWith('/overview'), times: always, action });

    await expect(collect(db, hub)).rejects.toThrow('describes none of 10 owners of models in a row');

    expect(askedOf(hub)).toHaveLength(10);
  });

  test('may all have left since a recording named them', async () => {
    const { db } = database;
    await publish(db, owners, { panel: 'rec', kind: 'recording' });

    const { summary } = await collect(db, await hubOf({}));

    expect(summary).toMatchObject({ asked: 13, neither: 13 });
  });
});
