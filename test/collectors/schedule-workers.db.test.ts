import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../db/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type StandInHub, startHub } from '../support/hub/start-hub.ts';
import { placeVariables } from '../support/place-variables.ts';
import { type Program, startProgram, stopPrograms } from '../support/program.ts';
import { contentOf, forgetAll } from './listing.ts';

const ROUNDS = Number(process.env.CENSUS_WORKERS ?? 3);
const MODELS = 1500;

let database: TestDatabase;
let hub: StandInHub;

beforeAll(async () => {
  database = await testDatabase();
  hub = await startHub({ models: { generated: 2500, seed: 3 } });
});
afterAll(async () => {
  await stopPrograms();
  await hub.close();
  await database.drop();
});

/** A worker as it is started beside others, with one job that is due since midnight. */
function startWorker(): Program {
  const variables = {
    ...placeVariables(database.connection),
    HUB_URL: hub.url,
    HUB_HEAD_MODELS: String(MODELS),
    SCHEDULE_HUB_HEAD: '0 0 * * *',
    SCHEDULE_HUB: 'off',
    SCHEDULE_ACCOUNTS: 'off',
    SCHEDULE_PACK: 'off',
    SCHEDULE_REJUDGE: 'off',
    SCHEDULE_CLAIMS: 'off',
    SCHEDULE_EDITIONS: 'off',
    SCHEDULE_WHOLE_EDITIONS: 'off',
    SCHEDULE_DIGEST: 'off',
    SCHEDULE_SUBSCRIBERS: 'off',
    SCHEDULE_ALERTS: 'off',
    CENSUS_PREPARED: '1',
  };
  return startProgram('worker.ts', { variables });
}

const ledger = () =>
  database.db`select worker, state, says from job_run order by slot`.then((rows) => [...rows]);

const snapshots = async () =>
  only(
    await database.db`
      select
        count(*)::int as "all",
        count(*) filter (where status = 'published')::int as "published",
        count(*) filter (where status = 'open')::int as "open"
      from snapshots`,
  );

const isDone = async () => (await ledger()).some(({ state }) => state === 'done');

const stop = (worker: Program) => {
  worker.kill('SIGTERM');
  return worker.ended;
};

/** Nothing was collected yet, and the slot of today is due again. */
async function startOver(): Promise<number> {
  await forgetAll(database.db);
  await database.db`truncate job_run`;
  return hub.requests.length;
}

const firstPagesSince = (asked: number) =>
  hub.requests.slice(asked).filter(({ url }) => !url.includes('cursor=')).length;

test(`two workers started at once, ${ROUNDS} times: one takes the slot, once`, async () => {
  let alone: unknown;
  for (let round = 0; round < ROUNDS; round++) {
    const asked = await startOver();
    const workers = [startWorker(), startWorker()];
    await Promise.all(workers.map((worker) => worker.logged('worker-started')));
    await expect.poll(isDone, { timeout: 40_000, interval: 20 }).toBe(true);
    const endings = await Promise.all(workers.map(stop));

    expect(endings.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect(endings.filter(({ stdout }) => stdout.includes('"snapshot-published"'))).toHaveLength(1);
    expect(await ledger()).toMatchObject([{ state: 'done', says: expect.stringContaining('1,500 models') }]);
    expect(await snapshots()).toEqual({ all: 1, published: 1, open: 0 });
    expect(firstPagesSince(asked)).toBe(1);
    const content = await contentOf(database.db);
    alone ??= content;
    expect(content).toEqual(alone);
    expect(content.panelModels).toHaveLength(MODELS);
  }
}, 590_000);

test('a worker that is told to stop in the middle of a page is gone within ten seconds, and the next resumes', async () => {
  const asked = await startOver();
  hub.addFaults({ match: { page: 2 }, action: { kind: 'delay', ms: 30_000 } });
  const worker = startWorker();
  await worker.logged('run-started');
  await expect.poll(() => hub.requests.slice(asked).length, { timeout: 30_000 }).toBe(2);
  await expect.poll(async () => (await snapshots()).open, { timeout: 30_000 }).toBe(1);
  const began = performance.now();
  const ending = await stop(worker);
  const tookMs = performance.now() - began;
  const left = await ledger();

  const next = startWorker();
  const resumed = await next.logged('run-resumed');
  await expect.poll(isDone, { timeout: 40_000, interval: 20 }).toBe(true);
  await stop(next);

  expect(ending).toMatchObject({ code: 0, stderr: '' });
  expect(tookMs).toBeLessThan(10_000);
  expect(left).toMatchObject([{ state: 'failed', says: 'stopped' }]);
  expect(resumed).toContain('"pages":1');
  expect(firstPagesSince(asked)).toBe(1);
  expect(await snapshots()).toEqual({ all: 1, published: 1, open: 0 });
}, 120_000);

test('a worker that stood still while another took its slot wakes up, and writes nothing', async () => {
  const asked = await startOver();
  hub.addFaults({ match: { page: 2 }, action: { kind: 'delay', ms: 3000 } });
  const asleep = startWorker();
  await expect.poll(() => hub.requests.slice(asked).length, { timeout: 30_000 }).toBe(2);
  asleep.kill('SIGSTOP');
  await database.db`update job_run set heartbeat_at = now() - interval '121 seconds'`;
  const awake = startWorker();
  const released = await awake.logged('run-released');
  await expect.poll(isDone, { timeout: 40_000, interval: 20 }).toBe(true);
  const before = await contentOf(database.db);
  asleep.kill('SIGCONT');
  const fenced = await asleep.logged('job-fenced');
  const endings = await Promise.all([asleep, awake].map(stop));

  expect(released).toContain('"job":"hub-head"');
  expect(fenced).toContain('belongs to another run now');
  expect(endings.map(({ code }) => code)).toEqual([0, 0]);
  expect(await ledger()).toMatchObject([{ state: 'done' }]);
  expect(await snapshots()).toEqual({ all: 1, published: 1, open: 0 });
  expect(await contentOf(database.db)).toEqual(before);
}, 120_000);
