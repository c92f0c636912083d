import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { forgetAll } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type StandInHub, startHub } from '../support/hub/start-hub.ts';
import { placeVariables } from '../support/place-variables.ts';
import { type Program, startProgram, stopPrograms } from '../support/program.ts';

// Each test starts several programs.
vi.setConfig({ testTimeout: 60_000 });

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
beforeEach(async () => {
  await forgetAll(database.db);
  await database.db`truncate job_run`;
});

const variables = () => ({
  ...placeVariables(database.connection),
  HUB_URL: hub.url,
  HUB_HEAD_MODELS: '2000',
});

const collect = (...args: string[]) =>
  startProgram('census.ts', { args: ['collect', ...args], variables: variables() });

/** A worker whose one job is due since midnight. */
const startWorker = () =>
  startProgram('worker.ts', {
    variables: {
      ...variables(),
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
    },
  });

/** Starts a program whose walk waits so long for its second page; resolves when it waits. */
async function waitingForPage(ms: number, start: () => Program): Promise<Program> {
  const asked = hub.requests.length;
  hub.addFaults({ match: { page: 2 }, action: { kind: 'delay', ms } });
  const program = start();
  await expect.poll(() => hub.requests.slice(asked).length, { timeout: 30_000, interval: 20 }).toBe(2);
  return program;
}

const LONG = 60_000;

const ledger = () =>
  database.db`select state, says from job_run order by started_at`.then((rows) => [...rows]);

test('a run by hand publishes, and says so to people and machines', async () => {
  const forPeople = await collect().ended;
  const forMachines = await collect('hub-head', '--json').ended;

  const says = expect.stringMatching(/^2,000 models published as of \d{4}-\d\d-\d\d$/);
  expect(forPeople).toMatchObject({ code: 0, stderr: '' });
  expect(forPeople.stdout).toMatch(/\nhub-head: 2,000 models published as of \d{4}-\d\d-\d\d\n/);
  expect(forMachines).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(forMachines.stdout)).toMatchObject({ job: 'hub-head', state: 'done', says });
  expect(await ledger()).toEqual([
    { state: 'done', says },
    { state: 'done', says },
  ]);
});

test('while a worker collects, a run by hand is refused and asks the Hub nothing', async () => {
  const worker = await waitingForPage(LONG, startWorker);
  const asked = hub.requests.length;
  const runs = [collect('hub-head'), collect('hub-head', '--json')];
  const [refused, inJson] = await Promise.all(runs.map(({ ended }) => ended));
  worker.kill('SIGTERM');

  expect(refused?.code).toBe(1);
  expect(refused?.stderr).toMatch(
    /^hub-head is being collected by \S+ since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, last heard from \d+ s ago: wait for it, or end it with --take-over\.\n$/,
  );
  expect(inJson?.code).toBe(1);
  expect(JSON.parse(inJson?.stdout ?? '')).toMatchObject({ job: 'hub-head', state: 'refused' });
  expect(hub.requests.slice(asked)).toEqual([]);
  expect((await worker.ended).code).toBe(0);
  expect(await ledger()).toEqual([{ state: 'failed', says: 'stopped' }]);
});

test('while a run by hand is alive, a worker whose slot is due waits, and then has nothing left to do', async () => {
  const byHand = await waitingForPage(3000, () => collect('hub-head'));
  const worker = startWorker();
  await worker.logged('worker-started');
  const ended = await byHand.ended;
  worker.kill('SIGTERM');
  const { code, stdout } = await worker.ended;

  expect(ended.code).toBe(0);
  expect(code).toBe(0);
  expect(stdout).not.toContain('"run-');
  expect(await ledger()).toMatchObject([{ state: 'done' }]);
});

test('--take-over ends the run that is alive and goes on where it stood', async () => {
  const first = await waitingForPage(8000, () => collect('hub-head'));
  await expect
    .poll(async () => await database.db`select from snapshots where status = 'open' and pages = 1`, {
      timeout: 5000,
    })
    .toHaveLength(1);
  const second = await collect('hub-head', '--take-over').ended;
  const { code, stderr } = await first.ended;

  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toContain('"event":"run-resumed"');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^hub-head: .* (belongs to another run now|is not open to this run)\n$/);
  expect(await ledger()).toMatchObject([
    { state: 'failed', says: expect.stringMatching(/^Taken over by \S+\.$/) },
    { state: 'done' },
  ]);
});

test('a run that died two minutes ago stands in nobody’s way', async () => {
  const killed = await waitingForPage(LONG, () => collect('hub-head'));
  killed.kill('SIGKILL');
  await killed.ended;
  const tooEarly = await collect('hub-head').ended;
  await database.db`update job_run set heartbeat_at = now() - interval '121 seconds'`;
  const next = await collect('hub-head').ended;

  expect(tooEarly.code).toBe(1);
  expect(next.code).toBe(0);
  expect(next.stdout).toContain('"event":"run-released"');
});

test('Ctrl-C ends a run by hand with one sentence, and leaves its slot free', async () => {
  const run = await waitingForPage(LONG, () => collect('hub-head'));
  run.kill('SIGINT');
  const { code, stderr } = await run.ended;

  expect({ code, stderr }).toEqual({ code: 1, stderr: 'hub-head: stopped; the next run resumes.\n' });
  expect(await ledger()).toEqual([{ state: 'failed', says: 'stopped' }]);
});

test('a collector that does not exist, or two at once, end with 2', async () => {
  const [unknown, two] = await Promise.all([collect('hubb').ended, collect('hub', 'hub-head').ended]);

  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toMatch(
    /^There is no collector "hubb"\.\n\nUsage: npx census collect \[hub-head \| hub/,
  );
  expect(two.code).toBe(2);
  expect(two.stderr).toMatch(/^Too many words: "hub-head"\.\n/);
});

test('the status shows panels, jobs, what was logged and the room it all takes', async () => {
  await collect('hub-head').ended;
  const forMachines = startProgram('census.ts', { args: ['status', '--json'], variables: variables() });
  const forPeople = startProgram('census.ts', { args: ['status'], variables: variables() });
  const { code, stdout } = await forMachines.ended;
  const said = JSON.parse(stdout);
  const text = (await forPeople.ended).stdout;

  expect(code).toBe(0);
  expect(said.panels).toMatchObject([{ panel: 'hub-head-2000', kind: 'live', models: 2000, open: null }]);
  const jobOf = (job: string) => said.jobs.find((one: { job: string }) => one.job === job);
  expect(jobOf('hub-head')).toMatchObject({
    schedule: '17 4,10,16,22 * * *',
    next: expect.stringMatching(/T(04|10|16|22):17:00Z$/),
    last: { state: 'done', heardSecondsAgo: null },
  });
  expect(jobOf('hub')).toMatchObject({ next: expect.stringMatching(/T02:47:00Z$/), last: null });
  expect(said.gone).toEqual({ removed: 0, missing: 0 });
  expect(said.quality).toEqual([]);
  expect(said.disk.bytes).toBeGreaterThan(1_000_000);
  expect(said.disk.tables).toHaveLength(5);
  expect(text).toMatch(/^hub-head-2000 \(live\)\n {2}2,000 models as of .*; 1 published, 0 rejected$/m);
  expect(text).toMatch(/^ {2}hub {12}next \d{4}-\d\d-\d\d 02:47; never ran$/m);
  expect(text).toMatch(/^On disk: [\d.,]+ MB \(/m);
});

test('a figure that is not as recomputed is found in any panel, and ends with 1', async () => {
  await collect('hub-head').ended;
  await collect('hub').ended;
  const verify = () => startProgram('census.ts', { args: ['verify'], variables: variables() }).ended;
  const before = await verify();
  await database.db`
    update rollup_cell_sums set models = models + 1
    where (snapshot_id, cell_id) = (
      select c.snapshot_id, c.cell_id
      from rollup_cell_sums c join snapshots s using (snapshot_id) join panels p using (panel_id)
      where p.panel = 'hub' order by c.models desc, c.cell_id limit 1)`;
  const after = await verify();

  expect(before).toMatchObject({ code: 0, stderr: '' });
  expect(before.stdout).toContain('2 snapshots verified, 0 differ.\nWeeks, days and slices: all agree.\n');
  expect(after.code).toBe(1);
  expect(after.stdout).toMatch(
    /^hub \d{4}-\d\d-\d\d: 1 cells differ\n {2}.*: [\d,]+ models published, [\d,]+ recomputed$/m,
  );
  expect(after.stdout).toMatch(/^panel +rollup +of +models +measure +published +recomputed$/m);
  expect(after.stdout).toMatch(/^hub +rollup_kinds +\d{4}-\d\d-\d\d .* models +[\d,]+ +[\d,]+$/m);
  expect(after.stdout).toContain('2 snapshots verified, 1 differ.\nWeeks, days and slices: 1 sums differ.\n');
});
