import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { collectAccounts } from '../../../collectors/accounts/collect-accounts.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { effectsOn } from '../../support/effects.ts';
import type { FaultAction } from '../../support/hub/start-hub.ts';
import { TOKEN } from '../reading.ts';
import { askedOf, collect, DAY, factsOf, forgetAccounts, hubOf, kindsIn, on, publish } from './asking.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAccounts(database.db));
afterAll(() => database.drop());

const always = Number.POSITIVE_INFINITY;

test('organizations, users and names that nobody has are told apart, most downloaded first', async () => {
  const { db } = database;
  await publish(db, { somebody: 5, labs: 9, gone: 7 });
  const hub = await hubOf({ organizations: ['labs'], users: ['somebody'] });

  const { summary, effects } = await collect(db, hub);

  expect(summary).toEqual({ asked: 3, organizations: 1, users: 1, neither: 1, failed: 0, mentioned: 0 });
  expect(askedOf(hub)).toEqual([
    'organizations/labs',
    'organizations/gone',
    'users/gone',
    'organizations/somebody',
    'users/somebody',
  ]);
  expect(await kindsIn(db)).toEqual({
    gone: 'neither users',
    labs: 'organization organizations',
    somebody: 'user users',
  });
  expect(factsOf('accounts-collected', effects)).toEqual([{ ...summary }]);
});

test('nobody is asked for twice, and never more than wanted', async () => {
  const { db } = database;
  await publish(db, { a: 3, b: 2, c: 1 });
  const hub = await hubOf({ organizations: ['a', 'b', 'c'] });

  await collect(db, hub, { atMost: 2 });
  await collect(db, hub, { atMost: 2 });
  await collect(db, hub, { atMost: 2 });

  expect(askedOf(hub)).toEqual(['organizations/a', 'organizations/b', 'organizations/c']);
});

test('the front page tells six kinds for one request, and none of them is asked for', async () => {
  const { db } = database;
  await publish(db, { Qwen: 9, convaiinnovations: 8, labs: 7 });
  const hub = await hubOf({ organizations: ['labs'], frontPage: true });

  const { summary } = await collect(db, hub);

  expect(summary).toMatchObject({ mentioned: 6, asked: 1, organizations: 1 });
  expect(askedOf(hub)).toEqual(['organizations/labs']);
  expect(hub.requests[0]?.url).toBe('/api/trending?type=model&limit=20');
  expect(await kindsIn(db)).toMatchObject({
    convaiinnovations: 'user trending',
    Qwen: 'organization trending',
  });
});

test.each<[string, FaultAction]>([
  ['is gone', { kind: 'status', status: 404 }],
  [
    'refuses the question',
    { kind: 'status', status: 400, body: '{"error":"\\"type\\" must be one of [all]"}' },
  ],
  ['is another', { kind: 'status', status: 200, body: '{"trending":[]}' }],
  [
    'is full of rubbish',
    { kind: 'status', status: 200, body: '{"recentlyTrending":[null,1,{"repoData":"x"}]}' },
  ],
])('a front page that %s costs nothing but what it would have told', async (_, action) => {
  const { db } = database;
  await publish(db, { labs: 7 });
  const hub = await hubOf({ organizations: ['labs'], frontPage: true });
  hub.addFaults({ match: { path: '/api/trending' }, action, times: always });

  const { summary, effects } = await collect(db, hub);

  expect(summary).toMatchObject({ mentioned: 0, organizations: 1 });
  expect(effects.logged.map(({ event }) => event)).toContainEqual(
    expect.stringMatching(/^(trending-unread|account-skipped)$/),
  );
});

test('names with any character are asked for as they are', async () => {
  const { db } = database;
  const strange = ['a%2F..', 'q?x=1#y', 'пример', '\u{1f999}', "o'--", '%00'];
  await publish(db, Object.fromEntries(strange.map((name, n) => [name, 10 - n])));
  const hub = await hubOf({ organizations: strange });

  const { summary } = await collect(db, hub);

  expect(summary).toMatchObject({ asked: 6, organizations: 6 });
  expect(askedOf(hub)).toEqual(strange.map((name) => `organizations/${name}`));
  expect(Object.keys(await kindsIn(db)).sort()).toEqual([...strange].sort());
});

test('what an answer holds beyond its measure is dropped, and said', async () => {
  const { db } = database;
  await publish(db, { labs: 7 });
  const hub = await hubOf({ organizations: ['labs'] });
  const change = () => `{"name":"LABS","fullname":"nul \\u0000 ${'x'.repeat(10_000)}","numFollowers":-1}`;
  hub.addFaults(on('organizations/labs', { kind: 'body', change }));

  const { effects } = await collect(db, hub);

  const [row] =
    await db`select kind, left(full_name, 6) as "starts", length(full_name) as "long" from accounts`;
  expect(row).toEqual({ kind: 'organization', starts: 'nul \uFFFD ', long: 256 });
  expect(factsOf('account-repaired', effects)).toEqual([
    {
      namespace: 'labs',
      repairs: ['fullname: 10006 characters, cut at 256', 'numFollowers: not a count: -1'],
    },
  ]);
});

test('half of the window is left to others', async () => {
  const { db } = database;
  await publish(db, { a: 9, b: 8, c: 7, d: 6, e: 5, f: 4 });
  const hub = await hubOf({
    organizations: ['a', 'b', 'c', 'd', 'e', 'f'],
    quota: { requests: 10, windowMs: 300_000 },
  });
  const effects = effectsOn(DAY);
  const before: number[] = [];
  const log = (event: string) => {
    if (event === 'source-spared') before.push(hub.requests.length);
  };

  const { summary } = await collect(db, hub, { effects: { ...effects, log } });

  expect(summary).toMatchObject({ organizations: 6, failed: 0 });
  expect(before[0]).toBe(5);
  expect(effects.slept[0]).toBeGreaterThan(290_000);
});

test('a run that is stopped keeps what it learned, and the next one goes on there', async () => {
  const { db } = database;
  await publish(db, { a: 9, b: 8, c: 7 });
  const hub = await hubOf({ organizations: ['a', 'b', 'c'] });
  const stop = new AbortController();
  const reason = new Error('told to stop');
  const effects = effectsOn(DAY, stop.signal);
  const run = collectAccounts({
    db,
    effects,
    hubUrl: hub.url,
    token: undefined,
    onProgress: ({ asked, of }) => {
      if (asked === 2 && of === 3) stop.abort(reason);
    },
  });

  await expect(run).rejects.toBe(reason);
  expect(Object.keys(await kindsIn(db))).toEqual(['a', 'b']);

  await collect(db, hub);
  expect(askedOf(hub)).toEqual(['organizations/a', 'organizations/b', 'organizations/c']);
  expect(await kindsIn(db)).toMatchObject({ c: 'organization organizations' });
});

test('a stop in the middle of a question is no failure of the account', async () => {
  const { db } = database;
  await publish(db, { a: 9 });
  const hub = await hubOf({ organizations: ['a'] });
  const stop = new AbortController();
  hub.addFaults(
    on('organizations/a', { kind: 'world', change: () => stop.abort(new Error('told to stop')) }),
  );

  await expect(collect(db, hub, { effects: effectsOn(DAY, stop.signal) })).rejects.toThrow('told to stop');

  expect(await kindsIn(db)).toEqual({});
});

test('the token goes to the Hub and to no other host, and stands in no log', async () => {
  const { db } = database;
  await publish(db, { moved: 9, labs: 7 });
  const stranger = await hubOf({ organizations: ['moved'] });
  const hub = await hubOf({ organizations: ['moved', 'labs'] });
  hub.addFaults(
    on(
      'organizations/moved',
      { kind: 'redirect', to: `${stranger.url}/api/organizations/moved/overview` },
      always,
    ),
    on('organizations/labs', { kind: 'status', status: 503, body: `Bearer ${TOKEN}` }),
  );

  const { summary, effects } = await collect(db, hub);

  expect(summary).toMatchObject({ organizations: 1, failed: 1 });
  expect(stranger.requests).toEqual([]);
  expect(new Set(hub.requests.map(({ authorization }) => authorization))).toEqual(
    new Set([`Bearer ${TOKEN}`]),
  );
  expect(inspect(effects.logged, { depth: null })).not.toContain(TOKEN);
});
