import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Account, bareAccount } from '../../../collectors/accounts/account.ts';
import { learnFromRecordings, recordedAccounts } from '../../../collectors/accounts/recorded.ts';
import { keepFailure, keepLookup, keepMentions, keepRecorded } from '../../../collectors/accounts/store.ts';
import { only } from '../../../db/client.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { kindsIn } from './asking.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => database.db`truncate accounts`);
afterAll(() => database.drop());

const at = (day: string) => new Date(`${day}T06:00:00Z`);
const ACME: Account = {
  namespace: 'acme',
  kind: 'organization',
  source: 'organizations',
  objectId: '5e6aca39878b8b2bf9806447',
  fullName: 'Acme "Inc" \\ \u{1f999}',
  isVerified: true,
  plan: 'team',
  followers: 7,
  models: 3,
};
const MENTION: Account = { ...ACME, source: 'trending', isVerified: null, models: null, followers: 8 };

async function acme() {
  return only(
    await database.db`
      select kind, source, object_id as "objectId", full_name as "fullName", is_verified as "isVerified", plan,
        followers, models, failures, checked_at::text as "checkedAt"
      from accounts where namespace = 'acme'`,
  );
}

test('an account is stored whole, and storing it twice is storing it once', async () => {
  await keepLookup(database.db, ACME, at('2026-11-01'));
  const once = await acme();
  await keepLookup(database.db, ACME, at('2026-11-01'));

  expect(await acme()).toEqual(once);
  const { namespace, ...told } = ACME;
  expect(once).toEqual({ ...told, failures: 0, checkedAt: '2026-11-01 06:00:00+00' });
});

test('names differ by case', async () => {
  await keepLookup(database.db, ACME, at('2026-11-01'));
  await keepLookup(database.db, { ...bareAccount('Acme', 'user', 'users') }, at('2026-11-01'));

  expect(await kindsIn(database.db)).toEqual({ acme: 'organization organizations', Acme: 'user users' });
});

test('an answer ends the failures before it', async () => {
  await keepFailure(database.db, 'acme', at('2026-11-01'));
  await keepFailure(database.db, 'acme', at('2026-11-02'));
  expect(await kindsIn(database.db)).toEqual({ acme: 'neither unanswered 2' });

  await keepLookup(database.db, ACME, at('2026-11-09'));
  expect(await acme()).toMatchObject({ kind: 'organization', failures: 0 });
});

test('a failure takes nothing away that was known', async () => {
  await keepLookup(database.db, ACME, at('2026-11-01'));
  await keepFailure(database.db, 'acme', at('2026-11-02'));

  expect(await acme()).toMatchObject({
    kind: 'organization',
    fullName: ACME.fullName,
    followers: 7,
    failures: 1,
  });
});

test('what was an organization stays one when the Hub knows it no more', async () => {
  const { db } = database;
  await keepLookup(db, ACME, at('2026-11-01'));
  await keepLookup(db, bareAccount('acme', null, 'users'), at('2026-11-02'));
  await keepLookup(db, bareAccount('never', null, 'users'), at('2026-11-02'));

  expect(await kindsIn(db)).toEqual({ acme: 'organization organizations 1', never: 'neither users' });
});

test('an answer that is older than what is stored changes nothing', async () => {
  const { db } = database;
  await keepLookup(db, ACME, at('2026-11-02'));
  const before = await acme();
  await keepLookup(db, bareAccount('acme', 'user', 'users'), at('2026-11-01'));
  await keepLookup(db, bareAccount('acme', null, 'users'), at('2026-11-01'));
  await keepFailure(db, 'acme', at('2026-11-01'));

  expect(await keepMentions(db, [{ ...MENTION, kind: 'user' }], at('2026-11-01'))).toBe(0);
  expect(await acme()).toEqual(before);
});

test('a mention tells what is unknown or has changed, and takes away nothing the own page said', async () => {
  const { db } = database;
  expect(await keepMentions(db, [MENTION], at('2026-11-01'))).toBe(1);
  expect(await acme()).toMatchObject({ source: 'trending', followers: 8, isVerified: null });
  expect(await keepMentions(db, [{ ...MENTION, followers: 9 }], at('2026-11-02'))).toBe(1);
  expect(await acme()).toMatchObject({ followers: 9 });

  await keepLookup(db, ACME, at('2026-11-03'));
  expect(await keepMentions(db, [MENTION], at('2026-11-04'))).toBe(0);
  expect(await acme()).toMatchObject({ source: 'organizations', followers: 7, isVerified: true });

  expect(await keepMentions(db, [{ ...MENTION, kind: 'user' }], at('2026-11-05'))).toBe(1);
  expect(await acme()).toMatchObject({ kind: 'user', source: 'trending', isVerified: null });
});

test('a recording speaks where nothing else does', async () => {
  const { db } = database;
  const seenOn = '2026-05-07';
  const recorded = (namespace: string) => ({ account: bareAccount(namespace, 'user', 'do-me'), seenOn });
  await keepLookup(db, ACME, at('2026-11-01'));
  await keepLookup(db, bareAccount('gone', null, 'users'), at('2026-11-01'));
  await keepFailure(db, 'silent', at('2026-11-01'));

  expect(await keepRecorded(db, ['acme', 'gone', 'silent', 'new'].map(recorded))).toBe(3);
  expect(await kindsIn(db)).toEqual({
    acme: 'organization organizations',
    gone: 'user do-me',
    new: 'user do-me',
    silent: 'user do-me 1',
  });
});

test('the recording that ships knows 73 accounts, and is learned once', async () => {
  const accounts = await recordedAccounts();
  const kindOf = (name: string) => accounts.find(({ account }) => account.namespace === name);

  expect(accounts.filter(({ account }) => account.kind === 'organization')).toHaveLength(24);
  expect(kindOf('Xenova')).toEqual({ account: bareAccount('Xenova', 'user', 'do-me'), seenOn: '2026-05-07' });
  expect(kindOf('onnx-community')?.account.kind).toBe('organization');
  expect(await learnFromRecordings(database.db)).toBe(73);
  expect(await learnFromRecordings(database.db)).toBe(0);
});
