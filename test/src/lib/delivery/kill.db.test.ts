import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../../../db/client.ts';
import { enqueueIssue } from '../../../../src/lib/delivery/store/enqueue.ts';
import { DEFAULT_PREFERENCES } from '../../../../src/lib/subscribers/preferences.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { chance } from '../../../support/hub/random.ts';
import { placeVariables } from '../../../support/place-variables.ts';
import type { SendOrder } from '../../../support/smtp/send-order.ts';
import { type StandInSmtp, startSmtp } from '../../../support/smtp/start-smtp.ts';
import { ISSUE, publishIssue } from './readers.ts';

const KILLS = Number(process.env.CENSUS_MAIL_KILLS ?? 6);
const SEED = Number(process.env.CENSUS_KILL_SEED ?? 1);
const READERS = KILLS < 50 ? 120 : 400;
const CONCURRENCY = 4;
const CHILD = fileURLToPath(new URL('../../../support/smtp/send-child.ts', import.meta.url));

let database: TestDatabase;
let smtp: StandInSmtp;
const ready: ChildProcess[] = [];

beforeAll(async () => {
  [database, smtp] = await Promise.all([testDatabase(), startSmtp()]);
  await publishIssue(database.db);
  // A server that thinks before it answers: the moment in which nobody knows is long enough to be met.
  smtp.answers = { message: () => sleep(8, null) };
  await database.db`
    insert into subscribers (email, status, preferences, confirmed_at)
    select format('r%s@example.com', n), 'active', ${JSON.stringify(DEFAULT_PREFERENCES)}::text::jsonb, now() - interval '1 day'
    from generate_series(1, ${READERS}) n`;
  ready.push(start(), start(), start());
}, 120_000);
afterAll(async () => {
  for (const child of ready) child.kill('SIGKILL');
  await Promise.all([database.drop(), smtp.close()]);
});

const begun = performance.now();

test(`${KILLS} kills of senders, two at once, under clocks that go back and readers who leave, send nothing twice and lose nobody`, async () => {
  const { db } = database;
  const totals = { sent: 0, uncertain: 0, cancelled: 0, ofUncertainArrived: 0, received: 0 };
  let struck = 0;
  let rounds = 0;
  for (; struck < KILLS || rounds === 0; rounds++) {
    const key = await anotherIssue(rounds);
    smtp.received.length = 0;
    expect(await enqueueIssue(db, key)).toBe(await active());
    const addressed = await active();
    const before = struck;
    for (let n = 0; struck < KILLS && (await waiting(key)) > 0; n++) {
      // Two at a time: one is killed, the other goes on, and finds what the first one held.
      const [victim, other] = [order(key, n), order(key, n + 1)];
      await victim.sending;
      await arrivals(1 + Math.floor(chance(SEED, rounds * 1000 + n, 3) * 8));
      await sleep(chance(SEED, rounds * 1000 + n, 1) * 20);
      if (n === 2) await databaseClockBack();
      if (n % 3 === 1) await leave(key);
      victim.child.kill('SIGKILL');
      struck += 1;
      await Promise.race([other.ended, sleep(chance(SEED, rounds * 1000 + n, 2) * 60)]);
      if (struck < KILLS && other.child.exitCode === null) {
        other.child.kill('SIGKILL');
        struck += 1;
      }
      await Promise.all([victim.ended, other.ended]);
    }
    // Whoever comes last frees what the dead held.
    const last = order(key, 0);
    await last.ended;
    const became = await db<{ email: string | null; id: string; state: string; messageId: string }[]>`
      select s.email, d.delivery_id as "id", d.state, d.message_id as "messageId"
      from deliveries d join subscribers s using (subscriber_id) where d.key = ${key}`;
    const states = (state: string) => became.filter((each) => each.state === state);
    const arrived = smtp.received.map(
      ({ raw }) => /^Message-ID: (\S+)/im.exec(raw.toString('latin1'))?.[1] ?? '',
    );

    expect(new Set(arrived).size).toBe(arrived.length);
    expect(new Set(smtp.received.map(({ to }) => to.join())).size).toBe(arrived.length);
    expect(states('sent').length + states('uncertain').length + states('cancelled').length).toBe(addressed);
    expect(became.filter(({ state, messageId }) => state === 'sent' && !arrived.includes(messageId))).toEqual(
      [],
    );
    expect(
      became.filter(
        ({ state, id }) => state === 'cancelled' && arrived.some((one) => one.includes(`.${id}@`)),
      ),
    ).toEqual([]);
    expect(states('uncertain').length).toBeLessThanOrEqual(CONCURRENCY * (struck - before));
    totals.sent += states('sent').length;
    totals.uncertain += states('uncertain').length;
    totals.cancelled += states('cancelled').length;
    totals.received += arrived.length;
    totals.ofUncertainArrived += states('uncertain').filter(({ messageId }) =>
      arrived.includes(messageId),
    ).length;
    expect(totals.received).toBe(totals.sent + totals.ofUncertainArrived);
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log('mail kills:', { struck, rounds, ...totals, seconds });
  expect(struck).toBeGreaterThanOrEqual(KILLS);
}, 3_000_000);

/** Waits until so many mails more have arrived, or none will. */
async function arrivals(count: number): Promise<void> {
  const until = smtp.received.length + count;
  for (let waits = 0; smtp.received.length < until && waits < 400; waits++) await sleep(5);
}

function start(): ChildProcess {
  const env = { ...process.env, ...placeVariables(database.connection), LOG: 'json' };
  return spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'inherit'], env });
}

/** Tells a child that was started ahead of time to send, with a clock of its own. */
function order(key: string, n: number) {
  const child = ready.shift() ?? start();
  ready.push(start());
  const port = smtp.settings.port;
  const told: SendOrder = { key, port, concurrency: CONCURRENCY, clockBackMs: n % 2 === 0 ? 0 : 3_600_000 };
  const ended = once(child, 'close');
  const sending = new Promise<void>((resolve) => {
    if (child.stdout) createInterface(child.stdout).on('line', () => resolve());
    void ended.then(() => resolve());
  });
  child.stdin?.write(`${JSON.stringify(told)}\n`);
  return { child, ended, sending };
}

/** The issue once more under another name, for as many mails more. */
async function anotherIssue(n: number): Promise<string> {
  if (n === 0) return ISSUE;
  const name = `${ISSUE}-${n + 1}`;
  await database.db`
    insert into digest_issues (issue, week, edition, as_of, subject, payload, html, plain, pictures, built_at)
    select ${name}, week, ${n + 1}, as_of, subject, payload, html, plain, pictures, built_at
    from digest_issues where issue = ${ISSUE}`;
  return name;
}

async function active(): Promise<number> {
  return only(
    await database.db<{ n: number }[]>`select count(*)::int as n from subscribers where status = 'active'`,
  ).n;
}

async function waiting(key: string): Promise<number> {
  return only(
    await database.db<{ n: number }[]>`
      select count(*)::int as n from deliveries where key = ${key} and state in ('pending', 'sending')`,
  ).n;
}

/** The clock of the database goes back an hour: all that is written lies ahead. */
async function databaseClockBack(): Promise<void> {
  await database.db`
    update deliveries set created_at = created_at + interval '1 hour', due_at = due_at + interval '1 hour',
      claimed_at = claimed_at + interval '1 hour', ended_at = ended_at + interval '1 hour'`;
  await database.db`update delivery_senders set started_at = started_at + interval '1 hour'`;
}

/** Three of those who wait leave, as on the page: in one statement, which also cancels what is on its way. */
async function leave(key: string): Promise<void> {
  await database.db`
    with gone as (
      update subscribers set status = 'unsubscribed', email = null, preferences = '{}', ended_at = now()
      where subscriber_id in (
        select d.subscriber_id from deliveries d
        where d.key = ${key} and d.state in ('pending', 'sending') order by d.delivery_id limit 3)
      returning subscriber_id)
    update deliveries d set state = 'cancelled', ended_at = now()
    from gone g where d.subscriber_id = g.subscriber_id and d.state = 'pending'`;
}
