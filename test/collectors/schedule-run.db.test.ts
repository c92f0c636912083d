import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Effects } from '../../collectors/collector.ts';
import { catchUp } from '../../collectors/schedule/catch-up.ts';
import type { Job, JobContext } from '../../collectors/schedule/job.ts';
import { claimSlot } from '../../collectors/schedule/ledger.ts';
import { lastSlot } from '../../collectors/schedule/slots.ts';
import { only } from '../../db/client.ts';
import { readEnv } from '../../db/env.ts';
import { SnapshotRejected } from '../../db/errors.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const env = readEnv({ LOG: 'json' });
const PACE = { beatMs: 20, graceMs: 50 };
const NEVER = new Promise<never>(() => {});

/** A job of a name of its own, due since midnight. */
function jobOf(job: string, changes: Partial<Job> = {}): Job {
  const asUsual = { schedule: () => '0 0 * * *', asksHub: false, catchUpHours: 1e9, quietMinutes: 30 };
  return { job, says: job, ...asUsual, longestHours: 1, run: async () => 'fine', ...changes };
}

/** Rings the bell for one job, as the worker does. */
function ring(job: Job, effects: Effects = effectsOn('2026-11-20')) {
  const context: JobContext = { db: database.db, env, effects, onProgress: () => {} };
  return catchUp(job, 'w1', { context, pace: PACE });
}

const ledgerOf = (job: string) =>
  database.db`select slot, state, says from job_run where job = ${job} order by slot`.then((rows) => [
    ...rows,
  ]);

const databaseNow = async () => only(await database.db<{ now: Date }[]>`select now() as "now"`).now;

/** A slot of this schedule that was done so many days ago. */
async function doneDaysAgo(job: string, days: number, expression = '0 0 * * *'): Promise<Date> {
  const today = lastSlot(expression, await databaseNow());
  const slot = new Date((today?.getTime() ?? 0) - days * 86_400_000);
  await database.db`
    insert into job_run (job, slot, worker, state, finished_at)
    values (${job}, ${slot.toISOString()}::timestamptz, 'w0', 'done', now())`;
  return slot;
}

test('a worker that was away for three days catches up once, in the newest slot', async () => {
  const before = await doneDaysAgo('away', 3);
  const endings = [await ring(jobOf('away')), await ring(jobOf('away')), await ring(jobOf('away'))];

  expect(endings).toEqual([{ state: 'done', says: 'fine', error: null }, null, null]);
  expect(await ledgerOf('away')).toMatchObject([
    { slot: before, state: 'done' },
    { slot: new Date(before.getTime() + 3 * 86_400_000), state: 'done', says: 'fine' },
  ]);
});

test('a slot that is older than its job allows is passed over', async () => {
  expect(await ring(jobOf('too-late', { catchUpHours: 0 }))).toBeNull();
  expect(await ledgerOf('too-late')).toEqual([]);
});

test('a job that is switched off never runs', async () => {
  expect(await ring(jobOf('off', { schedule: () => null }))).toBeNull();
});

test('a worker whose clock is an hour ahead runs no slot before its time', async () => {
  const now = await databaseNow();
  const soon = new Date(now.getTime() + 1_800_000);
  const expression = `${soon.getUTCMinutes()} ${soon.getUTCHours()} * * *`;
  const done = await doneDaysAgo('ahead', 0, expression);
  const effects = { ...effectsOn('2026-11-20'), now: () => new Date(Date.now() + 3_600_000) };

  expect(lastSlot(expression, effects.now())?.getTime()).toBe(done.getTime() + 86_400_000);
  expect(await ring(jobOf('ahead', { schedule: () => expression }), effects)).toBeNull();
});

test('a worker whose clock is an hour behind neither misses a slot nor runs one twice', async () => {
  const due = new Date((await databaseNow()).getTime() - 1_800_000);
  const expression = `${due.getUTCMinutes()} ${due.getUTCHours()} * * *`;
  await doneDaysAgo('behind', 1, expression);
  const effects = { ...effectsOn('2026-11-20'), now: () => new Date(Date.now() - 3_600_000) };
  const job = jobOf('behind', { schedule: () => expression });

  expect([await ring(job, effects), await ring(job, effects)]).toMatchObject([{ state: 'done' }, null]);
});

test('what day it is, the database says', async () => {
  const effects = { ...effectsOn('2026-11-20'), now: () => new Date('2031-01-01T00:00:00Z') };
  const logged: string[] = [];
  const log = (event: string) => void logged.push(event);
  const seen: Date[] = [];
  await ring(jobOf('day', { run: async (context) => `${seen.push(context.effects.now())}` }), {
    ...effects,
    log,
  });

  const differsMs = Math.abs((seen[0]?.getTime() ?? 0) - (await databaseNow()).getTime());
  expect(differsMs).toBeLessThan(2000);
  expect(logged).toEqual(['clock-differed', 'job-done']);
});

test('a run whose slot was given away is ended, and writes nothing more into the ledger', async () => {
  const effects = effectsOn('2026-11-20');
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  const job = jobOf('lost', {
    run: async (context) => {
      resolve();
      await sleep(10_000, undefined, { signal: context.effects.signal }).catch((e) => seen.push(e.cause));
      throw new Error('broke because it was ended');
    },
  });
  const run = ring(job, effects);
  await started;
  await claimSlot(database.db, { job: 'lost', slot: null, worker: 'hand', takeOver: true });

  expect(await run).toMatchObject({ state: 'failed', error: { name: 'Fenced' } });
  expect(seen).toMatchObject([{ name: 'Fenced' }]);
  expect(effects.logged.map(({ event }) => event)).toContain('job-fenced');
  expect(await ledgerOf('lost')).toMatchObject([
    { state: 'failed', says: 'Taken over by hand.' },
    { state: 'running' },
  ]);
});

test('a wait for the source ends with the run', async () => {
  const waiting = { ...effectsOn('2026-11-20'), sleep: () => NEVER };
  const job = jobOf('waits', {
    quietMinutes: 0.001,
    run: ({ effects }) => effects.sleep(900_000).then(() => 'woke up'),
  });

  expect(await ring(job, waiting)).toMatchObject({ state: 'failed', error: { name: 'Stalled' } });
  expect(waiting.logged.map(({ event }) => event)).not.toContain('run-abandoned');
});

test('a run that neither moves nor says anything is ended, abandoned where it does not heed, and tried again', async () => {
  const effects = effectsOn('2026-11-20');
  const stuck = jobOf('stuck', { quietMinutes: 0.001, run: () => NEVER });
  const ending = await ring(stuck, effects);
  const again = await ring(jobOf('stuck'));

  expect(ending).toMatchObject({ state: 'failed', says: 'stuck did not move for 0.001 minutes' });
  expect(effects.logged).toMatchObject([
    { event: 'clock-differed' },
    { event: 'run-abandoned' },
    { event: 'job-failed', facts: { job: 'stuck', next: 'tried again within five minutes' } },
  ]);
  expect(again).toMatchObject({ state: 'done' });
});

test('a run that moves is left alone until its time is up', async () => {
  const busy = jobOf('busy', {
    quietMinutes: 0.01,
    longestHours: 0.0002,
    run: async ({ onProgress, effects }) => {
      for (;;) {
        effects.signal.throwIfAborted();
        onProgress('moved');
        await sleep(10);
      }
    },
  });

  expect(await ring(busy)).toMatchObject({ state: 'failed', says: 'busy was not done after 0.0002 hours' });
});

test('a line of the log is a sign of life: who is asked to wait is not stuck', async () => {
  const paced = jobOf('paced', {
    quietMinutes: 0.01,
    run: async ({ effects }) => {
      for (let n = 0; n < 80; n++) {
        effects.log('source-paced', { n });
        await sleep(10);
      }
      return 'patience';
    },
  });

  expect(await ring(paced)).toMatchObject({ state: 'done', says: 'patience' });
});

test('a process that is asked to stop leaves a run that does not heed, and the slot to the next start', async () => {
  const stopping = new AbortController();
  const effects = effectsOn('2026-11-20', stopping.signal);
  const deaf = jobOf('deaf', { run: () => NEVER });
  setTimeout(() => stopping.abort(new Error('stopped')), 30);
  const ending = await ring(deaf, effects);

  expect(ending).toMatchObject({ state: 'failed', says: 'stopped' });
  expect(effects.logged.map(({ event }) => event)).toContain('job-interrupted');
  expect(await ring(jobOf('deaf'))).toMatchObject({ state: 'done' });
});

test('a look that was complete and not credible is not taken again in its slot', async () => {
  const refused = jobOf('refused', {
    run: () => Promise.reject(new SnapshotRejected(['half of the models are missing'])),
  });

  expect(await ring(refused)).toMatchObject({ state: 'rejected' });
  expect(await ring(refused)).toBeNull();
});

test('a run whose process died is released with a line of the log, and its slot is run', async () => {
  await claimSlot(database.db, {
    job: 'died',
    slot: lastSlot('0 0 * * *', await databaseNow()),
    worker: 'w9',
  });
  await database.db`update job_run set heartbeat_at = now() - interval '121 seconds' where job = 'died'`;
  const effects = effectsOn('2026-11-20');

  expect(await ring(jobOf('died'), effects)).toMatchObject({ state: 'done' });
  expect(effects.logged[0]).toMatchObject({ event: 'run-released', facts: { job: 'died', worker: 'w9' } });
});
