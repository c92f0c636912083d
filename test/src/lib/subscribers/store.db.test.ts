import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { only } from '../../../../db/client.ts';
import type { Db } from '../../../../db/connection.ts';
import { readEnv } from '../../../../db/env.ts';
import { JOBS } from '../../../../scripts/jobs.ts';
import {
  bringTogether,
  departureFile,
  noteDeparture,
} from '../../../../src/lib/subscribers/departure-log.ts';
import { DEFAULT_PREFERENCES, preferencesSchema } from '../../../../src/lib/subscribers/preferences.ts';
import { addConfirmed } from '../../../../src/lib/subscribers/store/add.ts';
import { askForMail } from '../../../../src/lib/subscribers/store/ask.ts';
import {
  changePreferences,
  confirmSubscriber,
  destroy,
  leave,
} from '../../../../src/lib/subscribers/store/change.ts';
import {
  findSubscriber,
  readKept,
  readSubscriber,
} from '../../../../src/lib/subscribers/store/subscribers.ts';
import { issueToken } from '../../../../src/lib/subscribers/store/tokens.ts';
import { purge } from '../../../../src/lib/subscribers/store/upkeep.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { effectsOn } from '../../../support/effects.ts';
import { placesOf } from './everywhere.ts';

let database: TestDatabase;
let db: Db;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  folder = await mkdtemp(join(tmpdir(), 'subscribers-'));
});
beforeEach(async () => {
  await db`truncate subscribers, subscriber_tokens, deliveries, consent_events, departures, subscribe_requests cascade`;
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const email = 'Ada@example.org';
const via = 'form';
const monthly = preferencesSchema.parse({ cadence: 'monthly', watch: { models: ['acme/watched'] } });

async function ask(address = email, preferences = DEFAULT_PREFERENCES, network: string | null = null) {
  return await askForMail(db, { email: address, preferences, network, via });
}

async function subscribed(address = email): Promise<number> {
  await ask(address);
  const { subscriberId } = only([await findSubscriber(db, address)].filter((one) => one !== null));
  await confirmSubscriber(db, { subscriberId, via });
  return subscriberId;
}

const states = async () =>
  await db`select kind, state from deliveries order by delivery_id`.then((rows) =>
    rows.map(({ kind, state }) => `${kind} ${state}`),
  );
const said = async () =>
  await db`select what from consent_events order by event_id`.then((rows) => rows.map(({ what }) => what));
const ago = async (days: number) =>
  void (await db`update subscribers set created_at = now() - make_interval(hours => ${days * 24})`);

describe('asking for mail', () => {
  test('waits for a confirmation, which queues one mail, however often it is asked within a day', async () => {
    await ask();
    await ask('ada@example.ORG', monthly);
    const found = await findSubscriber(db, 'ADA@example.org');

    expect(found).toMatchObject({ status: 'unconfirmed', email: 'ada@example.ORG', preferences: monthly });
    expect(await states()).toEqual(['confirm pending']);
    expect(await said()).toEqual(['asked', 'asked']);
  });

  test('a day later it queues another', async () => {
    await ask();
    await db`update deliveries set created_at = now() - interval '25 hours', state = 'sent'`;
    await ask();

    expect(await states()).toEqual(['confirm sent', 'confirm pending']);
  });

  test('of somebody active it changes nothing', async () => {
    const subscriberId = await subscribed();
    const before = await readSubscriber(db, subscriberId);
    await ask('ada@example.org', monthly);

    expect(await readSubscriber(db, subscriberId)).toEqual(before);
  });

  test('unique is the address in any case; tags and dots are not folded', async () => {
    for (const address of ['ada@example.org', 'ADA@example.org', 'ada+x@example.org', 'a.da@example.org'])
      await ask(address);

    expect(await db`select count(*)::int as n from subscribers`).toEqual([{ n: 3 }]);
  });

  test('three from a network and a hundred in all pass within an hour, whatever process counts', async () => {
    const results = [];
    for (const n of [1, 2, 3, 4]) results.push(await ask(`n${n}@example.org`, undefined, '192.0.2.1'));
    await db`insert into subscribe_requests (network_mark) select marked('n' || n) from generate_series(1, 97) n`;
    results.push(await ask('other@example.org', undefined, '192.0.2.2'));
    await db`update subscribe_requests set at = now() - interval '61 minutes'`;
    results.push(await ask('later@example.org', undefined, '192.0.2.1'));

    expect(results).toEqual(['asked', 'asked', 'asked', 'network', 'all', 'asked']);
    expect(await placesOf(db, '192.0.2.1')).toEqual([]);
  });

  test('of ten at once from one network three pass', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) => ask(`at-once-${n}@example.org`, undefined, '2001:db8:0:1')),
    );

    expect(results.filter((result) => result === 'asked')).toHaveLength(3);
  });
});

describe('leaving', () => {
  test('takes the address, the choices and what is pending in one statement; links stay', async () => {
    const subscriberId = await subscribed();
    await issueToken(db, { subscriberId, purpose: 'unsubscribe' });
    await db`insert into deliveries (kind, key, subscriber_id, payload) values ('alert', '2026-11-28', ${subscriberId}, '{}')`;
    const first = await leave(db, { subscriberId, via: 'mail' });
    const second = await leave(db, { subscriberId, via: 'mail' });

    expect([first?.mark, second]).toEqual([expect.stringMatching(/^[\da-f]{64}$/), null]);
    expect(await readSubscriber(db, subscriberId)).toMatchObject({
      status: 'unsubscribed',
      email: null,
      preferences: DEFAULT_PREFERENCES,
    });
    expect(await states()).toEqual(['confirm cancelled', 'alert cancelled']);
    expect(await said()).toEqual(['asked', 'confirmed', 'unsubscribed']);
    expect(await db`select purpose from subscriber_tokens`).toHaveLength(1);
    expect(await placesOf(db, email)).toEqual([]);
  });

  test('coming back takes a new confirmation', async () => {
    const subscriberId = await subscribed();
    await leave(db, { subscriberId, via: 'mail' });
    await ask();
    const again = await findSubscriber(db, email);
    const confirmed = await confirmSubscriber(db, { subscriberId: again?.subscriberId ?? 0, via: 'mail' });
    const old = await confirmSubscriber(db, { subscriberId, via: 'mail' });

    expect([again?.status, confirmed, old]).toEqual(['unconfirmed', true, false]);
  });

  test('deletion leaves no address in any column of any table', async () => {
    const subscriberId = await subscribed();
    await issueToken(db, { subscriberId, purpose: 'manage' });
    await changePreferences(db, { subscriberId, via: 'settings', preferences: monthly });
    expect(await placesOf(db, email)).toEqual(['subscribers.email']);
    await destroy(db, { subscriberId, via: 'settings' });

    expect(await placesOf(db, email)).toEqual([]);
    expect(await placesOf(db, 'acme/watched')).toEqual([]);
    expect(await readKept(db, subscriberId)).toBeNull();
    expect(await said()).toEqual(['asked', 'confirmed', 'changed', 'deleted']);
  });
});

describe('whoever left', () => {
  test('is not brought back by an import, in whatever case the list has it', async () => {
    const left = await subscribed();
    await leave(db, { subscriberId: left, via: 'mail' });
    const deleted = await subscribed('grace@example.org');
    await destroy(db, { subscriberId: deleted, via: 'settings' });
    await subscribed('kept@example.org');
    const add = (address: string) =>
      addConfirmed(db, { email: address, preferences: DEFAULT_PREFERENCES, via: 'import' });

    expect([
      await add('ADA@EXAMPLE.ORG'),
      await add('grace@example.org'),
      await add('KEPT@example.org'),
      await add('new@example.org'),
    ]).toEqual(['left', 'left', 'there', 'added']);
  });

  test('is not brought back by a backup of the database', async () => {
    const file = departureFile(folder);
    const [ada, grace] = [await subscribed(), await subscribed('grace@example.org')];
    // The backup: what the tables held before they left.
    const backup = await db`select * from subscribers order by 1`;
    for (const departure of [
      await leave(db, { subscriberId: ada, via: 'mail' }),
      (await destroy(db, { subscriberId: grace, via: 'settings' }))?.departure ?? null,
    ])
      if (departure) await noteDeparture(file, departure);
    await db`truncate subscribers, departures cascade`;
    await db`
      insert into subscribers overriding system value
      select * from jsonb_populate_recordset(null::subscribers, ${db.json(JSON.parse(JSON.stringify(backup)))})
    `;
    const restored = [await findSubscriber(db, email), await findSubscriber(db, 'grace@example.org')];
    const ended = await bringTogether(db, file);
    const text = await readFile(file, 'utf8');

    expect(restored.map((one) => one?.status)).toEqual(['active', 'active']);
    expect(ended).toBe(2);
    expect([await findSubscriber(db, email), await findSubscriber(db, 'grace@example.org')]).toEqual([
      null,
      null,
    ]);
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(text).not.toMatch(/example|ada|grace/i);
  });

  test('and came back is not ended again', async () => {
    const file = join(folder, 'back.jsonl');
    const subscriberId = await subscribed();
    const departure = await leave(db, { subscriberId, via: 'mail' });
    if (departure) await noteDeparture(file, departure);
    const again = await subscribed();

    expect(await bringTogether(db, file)).toBe(0);
    expect(await readSubscriber(db, again)).toMatchObject({ status: 'active' });
  });
});

describe('every night', () => {
  test('addresses that were not confirmed for seven days are gone, with all that hangs on them', async () => {
    const kept = await subscribed('kept@example.org');
    const unconfirmed = await ask();
    await ago(6.5);
    const early = await purge(db);
    await ago(7.5);
    const late = await purge(db);

    expect([unconfirmed, early.unconfirmed, late.unconfirmed]).toEqual(['asked', 0, 1]);
    expect(await placesOf(db, email)).toEqual([]);
    expect(await readSubscriber(db, kept)).toMatchObject({ status: 'active' });
    expect(await states()).toEqual(['confirm pending']);
  });

  test('the job says what it did, and keeps nothing longer than it is promised', async () => {
    await ask();
    await ago(8);
    await db`insert into subscribe_requests (network_mark, at) values (marked('x'), now() - interval '25 hours')`;
    await db`insert into departures (address_mark, left_at) values (marked('old'), now() - interval '731 days')`;
    const job = JOBS.find((each) => each.job === 'subscribers');
    const env = readEnv({ DATA_DIR: join(folder, 'job') });
    const says = await job?.run({ db, env, effects: effectsOn('2026-11-28'), onProgress: () => {} });

    expect(says).toMatch(/^1 addresses without a confirmation removed, 0 /);
    expect(job?.schedule(env)).toBe('35 3 * * *');
    expect(
      await db`select 1 from subscribe_requests union all select 1 from departures d
      where d.left_at < now() - interval '730 days'`,
    ).toHaveLength(0);
  });
});
