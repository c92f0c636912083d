import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEnv } from '../../../../db/env.ts';
import { JOBS } from '../../../../scripts/jobs.ts';
import { searchForHappenings } from '../../../../src/lib/alerts/search.ts';
import { forgetAll } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { effectsOn } from '../../../support/effects.ts';
import { alertOn, forgetSubscribers, publish, subscribe, toldTo } from './days-of-alerts.ts';

let database: TestDatabase;
const db = () => database.db;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await publish(db(), '2026-11-20');
  await searchForHappenings(db());
});
afterEach(async () => {
  await forgetAll(db());
  await forgetSubscribers(db());
});

const watching = { watch: { models: ['Qwen/Qwen3-8B'] }, alerts: { licenses: true } };

/** The labels that a subscriber was told of, by the day of the mail. */
const labels = async (id: number) =>
  (await toldTo(db(), id)).map(({ day, alert }) => [
    day,
    ...alert.happened.map((each) => (each.kind === 'license' ? each.after : each.kind)),
  ]);

test('a day brings one mail at most, and what comes later waits for the next', async () => {
  const reader = await subscribe(db(), watching);
  await publish(db(), '2026-11-21', { license: 'mit' });
  await alertOn(db(), '2026-11-21');
  await publish(db(), '2026-11-21', { license: 'other' });
  expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 1, mails: 0 });
  await publish(db(), '2026-11-22', { license: 'gemma' });
  expect(await alertOn(db(), '2026-11-21')).toEqual({ found: 1, mails: 0 });
  expect(await alertOn(db(), '2026-11-22')).toEqual({ found: null, mails: 1 });
  expect(await alertOn(db(), '2026-11-23')).toEqual({ found: null, mails: 0 });

  expect(await labels(reader)).toEqual([
    ['2026-11-21', 'mit'],
    ['2026-11-22', 'other', 'gemma'],
  ]);
});

test('nobody gets anything who has not confirmed, has left, or bounced; nor of what was before they came', async () => {
  const away = await Promise.all(
    ['unconfirmed', 'unsubscribed', 'suspended'].map((status) => subscribe(db(), watching, status)),
  );
  await subscribe(db(), watching);
  await publish(db(), '2026-11-21', { license: 'mit' });
  await alertOn(db(), '2026-11-21');
  const late = await subscribe(db(), watching);
  await db()`update subscribers set confirmed_at = now() where subscriber_id = ${late}`;
  await alertOn(db(), '2026-11-22');
  for (const id of [...away, late]) expect(await labels(id)).toEqual([]);
});

test('whoever asks for alerts later is told of nothing that was before', async () => {
  const reader = await subscribe(db(), { watch: watching.watch });
  await subscribe(db(), watching);
  await publish(db(), '2026-11-21', { license: 'mit' });
  await alertOn(db(), '2026-11-21');
  await db()`
    update subscribers set preferences = jsonb_set(preferences, '{alerts,licenses}', 'true')
    where subscriber_id = ${reader}`;
  await alertOn(db(), '2026-11-22');
  await publish(db(), '2026-11-22', { license: 'other' });
  await alertOn(db(), '2026-11-22');

  expect(await labels(reader)).toEqual([['2026-11-22', 'other']]);
});

test('what a subscriber chose in a way that cannot be read is counted, and stops nobody else', async () => {
  const [broken, reader] = [await subscribe(db(), watching), await subscribe(db(), watching)];
  await db()`update subscribers set preferences = preferences || '{"cadence": "hourly"}' where subscriber_id = ${broken}`;
  await publish(db(), '2026-11-21', { license: 'mit' });
  expect(await alertOn(db(), '2026-11-21')).toMatchObject({ mails: 1 });
  expect(await labels(reader)).toHaveLength(1);
});

test('seventy models that are relabelled in a day are one mail, which tells of sixty and counts the others', async () => {
  const names = Array.from({ length: 70 }, (_, at) => `crowd/m${at}`);
  const crowd = (license: string) =>
    names.map((id, at) => ({
      _id: `67000000000000000000${String(at).padStart(4, '0')}`,
      ...{ id, downloads: at, cardData: { license } },
    }));
  const [first, second] = [names.slice(0, 35), names.slice(35, 70)];
  await publish(db(), '2026-11-21', { more: crowd('mit') });
  const reader = await subscribe(db(), {
    watch: { models: [...first, ...second.slice(0, 15)] },
    alerts: { licenses: true },
  });
  await publish(db(), '2026-11-22', { more: crowd('other') });
  await alertOn(db(), '2026-11-22');
  await publish(db(), '2026-11-23', { more: crowd('gemma') });
  await alertOn(db(), '2026-11-22');
  await publish(db(), '2026-11-24', { more: crowd('mit') });
  await alertOn(db(), '2026-11-23');

  const told = await toldTo(db(), reader);
  expect(told.map(({ day, alert }) => [day, alert.happened.length, alert.more])).toEqual([
    ['2026-11-22', 50, 0],
    ['2026-11-23', 60, 40],
  ]);
});

describe('a crash', () => {
  /** Makes the server fail at the n-th row that is written to a table. */
  const failAt = async (table: string, nth: number) => {
    await db().unsafe(`
      create sequence fault;
      create function fault() returns trigger language plpgsql as $$
      begin
        if nextval('fault') = ${nth} then raise exception 'the power is gone'; end if;
        return new;
      end $$;
      create trigger fault before insert or update on ${table} for each row execute function fault()`);
  };
  const mend = async () => {
    await db().unsafe('drop function if exists fault() cascade; drop sequence if exists fault');
  };
  afterEach(mend);

  test.each([
    ['happenings', 1],
    ['alert_position', 1],
    ['deliveries', 1],
    ['deliveries', 3],
    ['alert_readers', 1],
    ['alert_readers', 2],
  ])('at table %s, row %i, loses nothing and doubles nothing', async (table, nth) => {
    const readers = [];
    for (let at = 0; at < 3; at++) readers.push(await subscribe(db(), watching));
    await publish(db(), '2026-11-21', { license: 'mit' });
    await failAt(table, nth);
    await expect(alertOn(db(), '2026-11-21')).rejects.toThrow('the power is gone');
    await mend();
    await alertOn(db(), '2026-11-21');
    await alertOn(db(), '2026-11-22');

    for (const reader of readers) expect(await labels(reader)).toEqual([['2026-11-21', 'mit']]);
  });
});

test('of four that search and tell at once, on both sides of midnight, every reader hears once', async () => {
  const readers = [];
  for (let at = 0; at < 40; at++) readers.push(await subscribe(db(), watching));
  await publish(db(), '2026-11-21', { license: 'mit' });
  await Promise.all(
    ['2026-11-21', '2026-11-22', '2026-11-21', '2026-11-22'].map((day) => alertOn(db(), day)),
  );
  await alertOn(db(), '2026-11-23');

  for (const reader of readers) expect((await labels(reader)).map(([, what]) => what)).toEqual(['mit']);
});

test('the worker’s job says in a sentence what it found and whom it told', async () => {
  await subscribe(db(), watching);
  await publish(db(), '2026-11-21', { license: 'mit' });
  const job = JOBS.find((each) => each.job === 'alerts');
  const run = (day: string) =>
    job?.run({ db: db(), env: readEnv({ LOG: 'json' }), effects: effectsOn(day), onProgress: () => {} });

  expect(await run('2026-11-21')).toBe('one thing happened that somebody asked to hear of; one mail queued');
  expect(await run('2026-11-21')).toBe('nothing was published since; no mail queued');
});

test('those who send are woken once the mails are there', async () => {
  const heard: number[] = [];
  const listening = await db().listen('deliveries', async () => {
    const [row] = await db()<{ mails: number }[]>`select count(*)::int as "mails" from deliveries`;
    heard.push(row?.mails ?? 0);
  });
  await subscribe(db(), watching);
  await publish(db(), '2026-11-21', { license: 'mit' });
  await alertOn(db(), '2026-11-21');
  await alertOn(db(), '2026-11-22');
  await expect.poll(() => heard).toEqual([1]);
  await listening.unlisten();
});
