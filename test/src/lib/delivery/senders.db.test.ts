import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { only } from '../../../../db/client.ts';
import { keepSending } from '../../../../src/lib/delivery/keep-sending.ts';
import { MAILS } from '../../../../src/lib/delivery/mails/index.ts';
import { createSender } from '../../../../src/lib/delivery/sender.ts';
import { begin, claim } from '../../../../src/lib/delivery/store/claim.ts';
import { finish } from '../../../../src/lib/delivery/store/endings.ts';
import { enqueueIssue } from '../../../../src/lib/delivery/store/enqueue.ts';
import { beat, freeAbandoned } from '../../../../src/lib/delivery/store/senders.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { type StandInSmtp, startSmtp } from '../../../support/smtp/start-smtp.ts';
import { forgetReaders, ISSUE, ORIGIN, publishIssue, reader, settingsOf, whatBecame } from './readers.ts';

let database: TestDatabase;
let smtp: StandInSmtp;

beforeAll(async () => {
  [database, smtp] = await Promise.all([testDatabase(), startSmtp()]);
  await publishIssue(database.db);
}, 120_000);
afterAll(() => Promise.all([database.drop(), smtp.close()]));
afterEach(async () => {
  smtp.answers = {};
  smtp.received.length = 0;
  await forgetReaders(database.db);
});

const kinds = [{ kind: 'issue', statuses: ['active'] }] as const;
const beginning = { messageId: '<2026-W47.1@example.org>', statuses: ['active'], tokens: [] };

/** So many readers, whose mail is on its way. */
async function readers(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, n) => reader(database.db, `r${n}@example.com`)));
  await enqueueIssue(database.db, ISSUE);
}

const states = async () =>
  (await whatBecame(database.db)).map(({ state, attempts }) => `${state} ${attempts}`);

/** Keeps sending until told to stop. */
function keeping({ graceMs = 5000, port = smtp.settings.port } = {}) {
  const pace = { beatMs: 30, goneMs: 150, lookMs: 60_000 };
  const stopping = new AbortController();
  const logged: string[] = [];
  const log = (event: string) => {
    logged.push(event);
  };
  const { signal } = stopping;
  const options = {
    db: database.db,
    settings: settingsOf({ ...smtp.settings, port }),
    origin: ORIGIN,
    mails: MAILS,
    log,
    signal,
  };
  const sender = createSender({ ...options, graceMs }, 'test');
  const ended = keepSending(sender, { db: database.db, log, signal, pace });
  return { logged, ended, stop: () => stopping.abort() };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waits = 0; waits < 500; waits++) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error('it did not come to that');
}

test('of twenty that claim at once nobody gets what another has', async () => {
  const { db } = database;
  await readers(100);
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claim(db, { sender: `s${n}`, kinds, limit: 7 })),
  );
  const ids = claims.flatMap(({ taken }) => taken.map(({ deliveryId }) => deliveryId));

  expect(ids).toHaveLength(100);
  expect(new Set(ids).size).toBe(100);
});

test('what a dead sender had not begun is sent again, what it had begun is uncertain', async () => {
  const { db } = database;
  await readers(3);
  await beat(db, 'dead');
  const { taken } = await claim(db, { sender: 'dead', kinds, limit: 3 });
  const [first] = taken;
  if (!first) throw new Error('nothing was taken');
  expect(await begin(db, first, { ...beginning, sender: 'dead' })).toBe(true);
  const alive = await freeAbandoned(db, [{ sender: 'dead', beats: '7' }]);
  const freed = await freeAbandoned(db, [{ sender: 'dead', beats: '0' }]);

  expect([alive, freed]).toEqual([
    { again: 0, uncertain: 0 },
    { again: 2, uncertain: 1 },
  ]);
  expect((await states()).sort()).toEqual(['pending 0', 'pending 0', 'uncertain 1']);
});

test('a sender that wakes up after it was given up begins nothing, and what it knows is still believed', async () => {
  const { db } = database;
  await readers(2);
  await beat(db, 'slow');
  const { taken } = await claim(db, { sender: 'slow', kinds, limit: 2 });
  const [begun, notBegun] = taken;
  if (!begun || !notBegun) throw new Error('nothing was taken');
  await begin(db, begun, { ...beginning, sender: 'slow' });
  await freeAbandoned(db, [{ sender: 'slow', beats: '0' }]);
  const mayBegin = await begin(db, notBegun, { ...beginning, sender: 'slow' });
  const says = { state: 'sent', says: '250 taken' } as const;
  const knows = await finish(db, { deliveryId: begun.deliveryId, sender: 'slow' }, says);
  const knowsNot = await finish(db, { deliveryId: notBegun.deliveryId, sender: 'slow' }, says);

  expect([mayBegin, knows, knowsNot]).toEqual([false, true, false]);
  expect((await states()).sort()).toEqual(['pending 0', 'sent 1']);
});

test('a sender that is gone is known by its beat alone, whatever the clocks say', async () => {
  const { db } = database;
  await readers(2);
  await beat(db, 'dead');
  await claim(db, { sender: 'dead', kinds, limit: 1 });
  // The clock of the database goes back a day.
  await db`update delivery_senders set started_at = started_at + interval '1 day'`;
  await db`update deliveries set claimed_at = claimed_at + interval '1 day', due_at = due_at + interval '1 day',
    created_at = created_at + interval '1 day'`;
  const sender = keeping();
  await until(async () => (await states()).every((state) => state === 'sent 1'));
  sender.stop();
  await sender.ended;

  expect(sender.logged).toContain('deliveries-freed');
  expect(await db`select 1 from delivery_senders`).toHaveLength(0);
});

test('what a sender holds without knowing it, as the database was away, it sends in its next round', async () => {
  const { db } = database;
  await readers(3);
  const { signal } = new AbortController();
  const options = {
    db,
    settings: settingsOf(smtp.settings),
    origin: ORIGIN,
    mails: MAILS,
    log: () => undefined,
    signal,
  };
  const sender = createSender(options, 'test');
  const { taken } = await claim(db, { sender: sender.name, kinds, limit: 2 });
  if (taken[0]) await begin(db, taken[0], { ...beginning, sender: sender.name });
  await sender.round();

  expect((await states()).sort()).toEqual(['sent 1', 'sent 1', 'uncertain 1']);
});

test('a mail that is put on its way is sent at once, though nobody looks for a minute', async () => {
  const sender = keeping();
  await sleep(200);
  const from = performance.now();
  await readers(1);
  await until(() => smtp.received.length === 1);
  const tookMs = performance.now() - from;
  sender.stop();
  await sender.ended;

  expect(tookMs).toBeLessThan(3000);
});

test('a sender that is told to stop ends what it hands over, gives back the rest, and is gone within seconds', async () => {
  await readers(40);
  smtp.answers = { message: () => sleep(150, null) };
  const sender = keeping();
  await until(() => smtp.received.length >= 4);
  const from = performance.now();
  sender.stop();
  await sender.ended;
  const tookMs = performance.now() - from;
  const became = await states();

  expect(tookMs).toBeLessThan(6000);
  expect(became.filter((state) => state === 'sent 1')).toHaveLength(smtp.received.length);
  expect(became.filter((state) => state === 'pending 0')).toHaveLength(40 - smtp.received.length);
});

test('a mail server that never answers leaves mails uncertain when the sender is told to stop', async () => {
  await readers(6);
  let asked = 0;
  smtp.answers = {
    message: () => {
      asked += 1;
      return new Promise(() => undefined);
    },
  };
  const sender = keeping({ graceMs: 200 });
  await until(() => asked === 4);
  sender.stop();
  await sender.ended;
  const became = await states();

  expect(became.filter((state) => state === 'uncertain 1')).toHaveLength(4);
  expect(became.filter((state) => state === 'pending 0')).toHaveLength(2);
});

test('a mail server that does not even greet holds nobody up who is told to stop', async () => {
  await readers(2);
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const place = silent.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  const sender = keeping({ graceMs: 200, port });
  await until(() => sockets.length > 0);
  const from = performance.now();
  sender.stop();
  await sender.ended;
  for (const socket of sockets) socket.destroy();
  silent.close();

  expect(performance.now() - from).toBeLessThan(4000);
  expect(await states()).toEqual(['pending 0', 'pending 0']);
});

test('so many in a minute are handed over, and no more', async () => {
  await readers(8);
  const { db } = database;
  const { signal } = new AbortController();
  const settings = settingsOf({ ...smtp.settings, perMinute: 600 });
  const options = { db, settings, origin: ORIGIN, mails: MAILS, log: () => undefined, signal };
  const from = performance.now();
  await createSender(options, 'test').round();

  expect(smtp.received).toHaveLength(8);
  expect(performance.now() - from).toBeGreaterThan(690);
});

test('a database that is away while a mail is handed over learns how it ended', async () => {
  const { db } = database;
  await readers(1);
  await db`create function fail_once() returns trigger language plpgsql as $$
    begin
      if new.state = 'sent' and nextval('failures') < 3 then raise exception 'away'; end if;
      return new;
    end $$`;
  await db`create sequence failures`;
  await db`create trigger fail_once before update on deliveries for each row execute function fail_once()`;
  const sender = keeping();
  await until(async () => (await states())[0] === 'sent 1');
  sender.stop();
  await sender.ended;
  await db`drop trigger fail_once on deliveries`;

  expect(smtp.received).toHaveLength(1);
  expect(only(await db<{ n: number }[]>`select last_value::int as n from failures`).n).toBeGreaterThan(2);
});
