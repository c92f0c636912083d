import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat, claimSlot, finishSlot, readClock, releaseDeadRuns } from '../../collectors/schedule/ledger.ts';
import { connect, type Db } from '../../db/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let db: Db;
let others: Db[];

beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  others = await Promise.all([1, 2, 3].map(() => connect(database.connection)));
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.end({ timeout: 5 })));
  await database.drop();
});

const slot = new Date('2026-11-20T02:47:00Z');
const nextSlot = new Date('2026-11-21T02:47:00Z');

/** Claims a slot nobody else wants. */
async function won(job: string, worker = 'w1', of: Date | null = slot) {
  const { claimed } = await claimSlot(db, { job, slot: of, worker });
  if (!claimed) throw new Error(`${worker} did not get ${job}`);
  return claimed;
}

const silentFor = (job: string, minutes: number) =>
  db`update job_run set heartbeat_at = now() - make_interval(mins => ${minutes}) where job = ${job}`;

const rowOf = (job: string) =>
  db`select worker, state, says from job_run where job = ${job} order by slot`.then((rows) => [...rows]);

test('of four workers that ask for a slot at once, one gets it', async () => {
  const claims = await Promise.all(
    [db, ...others].map((one, n) => claimSlot(one, { job: 'race', slot, worker: `w${n}` })),
  );

  expect(claims.filter(({ claimed }) => claimed !== null)).toHaveLength(1);
});

test('a run by hand and three workers in two slots that ask at once: one gets the job, the others hear who', async () => {
  for (let round = 0; round < 25; round++) {
    const job = `mixed-${round}`;
    const slots = [null, slot, nextSlot, slot];
    const claims = await Promise.all(
      [db, ...others].map((one, n) => claimSlot(one, { job, slot: slots[n] ?? null, worker: `w${n}` })),
    );

    const winner = claims.flatMap(({ claimed }) => claimed?.worker ?? []);
    const named = claims.flatMap(({ alive }) => alive?.worker ?? []);
    expect(winner).toHaveLength(1);
    expect(named).toEqual([winner[0], winner[0], winner[0]]);
  }
});

test('a job that is alive in one slot is not started in the next, nor by hand', async () => {
  await won('long');

  const next = await claimSlot(db, { job: 'long', slot: nextSlot, worker: 'w2' });
  const byHand = await claimSlot(db, { job: 'long', slot: null, worker: 'hand' });

  expect([next.claimed, next.alive?.worker]).toEqual([null, 'w1']);
  expect([byHand.claimed, byHand.alive?.worker]).toEqual([null, 'w1']);
});

test('a worker waits while a run by hand is alive, and passes over the slots it made up for', async () => {
  const byHand = await won('by-hand', 'hand', null);
  const during = await claimSlot(db, { job: 'by-hand', slot, worker: 'w1' });
  await finishSlot(db, byHand, { state: 'done', says: 'by hand' });

  expect(during).toMatchObject({ claimed: null, alive: { worker: 'hand' } });
  expect((await readClock(db, 'by-hand')).done).toEqual(byHand.slot);
});

test('a slot that failed can be claimed again, one that was done or rejected cannot', async () => {
  for (const state of ['failed', 'done', 'rejected'] as const) {
    await finishSlot(db, await won(state), { state, says: state });
  }

  const again = async (job: string) => (await claimSlot(db, { job, slot, worker: 'w2' })).claimed;
  expect(await again('failed')).toEqual({ job: 'failed', slot, worker: 'w2' });
  expect(await again('done')).toBeNull();
  expect(await again('rejected')).toBeNull();
  expect((await readClock(db, 'rejected')).done).toEqual(slot);
  expect((await readClock(db, 'failed')).done).toBeNull();
});

test('a run without a heartbeat for two minutes loses its slot, and hears of it', async () => {
  const dead = await won('dead');
  await silentFor('dead', 3);

  const { claimed } = await claimSlot(db, { job: 'dead', slot, worker: 'w2' });
  expect(claimed).toEqual({ job: 'dead', slot, worker: 'w2' });
  expect(await beat(db, dead)).toBe(false);
  await finishSlot(db, dead, { state: 'done', says: 'too late' });
  expect(await rowOf('dead')).toEqual([{ worker: 'w2', state: 'running', says: null }]);
});

test('a run that was silent for a minute keeps its slot', async () => {
  const quiet = await won('quiet');
  await silentFor('quiet', 1);

  expect(await releaseDeadRuns(db)).not.toContainEqual(quiet);
  expect((await claimSlot(db, { job: 'quiet', slot, worker: 'w2' })).alive?.worker).toBe('w1');
  expect(await beat(db, quiet)).toBe(true);
});

test('dead runs are named once when they are released, with the time they were last heard', async () => {
  const dead = await won('stuck');
  await db`update job_run set heartbeat_at = '2026-11-20 02:50:07+00' where job = 'stuck'`;

  expect(await releaseDeadRuns(db)).toEqual([dead]);
  expect(await releaseDeadRuns(db)).toEqual([]);
  expect(await rowOf('stuck')).toEqual([
    { worker: 'w1', state: 'failed', says: 'No sign of life after 2026-11-20 02:50:07 UTC.' },
  ]);
});

test('a run that is taken over hears of it, and the one in its place has a slot of its own', async () => {
  const first = await won('taken');
  const { claimed } = await claimSlot(db, { job: 'taken', slot: null, worker: 'hand', takeOver: true });

  expect(claimed?.worker).toBe('hand');
  expect(await beat(db, first)).toBe(false);
  expect(await rowOf('taken')).toEqual([
    { worker: 'w1', state: 'failed', says: 'Taken over by hand.' },
    { worker: 'hand', state: 'running', says: null },
  ]);
});
