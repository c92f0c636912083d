import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat, claimSlot, finishSlot, lastDoneSlot } from '../../collectors/schedule/ledger.ts';
import { lastSlot } from '../../collectors/schedule/slots.ts';
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

test('of four workers that ask for a slot at once, one gets it', async () => {
  const claims = await Promise.all(
    [db, ...others].map((one, n) => claimSlot(one, { job: 'race', slot, worker: `w${n}` })),
  );

  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
});

test('a job that is alive in one slot is not started in the next', async () => {
  await claimSlot(db, { job: 'long', slot, worker: 'w1' });
  const next = { job: 'long', slot: new Date('2026-11-21T02:47:00Z'), worker: 'w2' };

  expect(await claimSlot(db, next)).toBeNull();
});

test('a slot that failed can be claimed again, one that was done or rejected cannot', async () => {
  for (const state of ['failed', 'done', 'rejected'] as const) {
    const claim = { job: state, slot, worker: 'w1' };
    await claimSlot(db, claim);
    await finishSlot(db, claim, { state, says: state });
  }

  const again = (job: string) => claimSlot(db, { job, slot, worker: 'w2' });
  expect(await again('failed')).not.toBeNull();
  expect(await again('done')).toBeNull();
  expect(await again('rejected')).toBeNull();
  expect(await lastDoneSlot(db, 'rejected')).toEqual(slot);
  expect(await lastDoneSlot(db, 'failed')).toBeNull();
});

test('a run without a heartbeat for two minutes loses its slot, and hears of it', async () => {
  const dead = { job: 'dead', slot, worker: 'w1' };
  await claimSlot(db, dead);
  await db`update job_run set heartbeat_at = now() - interval '3 minutes' where job = 'dead'`;

  expect(await claimSlot(db, { ...dead, worker: 'w2' })).toEqual({ ...dead, worker: 'w2' });
  expect(await beat(db, dead)).toBe(false);
});

test('the newest slot is found in UTC, over midnight and over the end of a month', () => {
  const at = (now: string) => lastSlot('47 2 * * *', new Date(now))?.toISOString();

  expect(at('2026-11-20T02:47:30Z')).toBe('2026-11-20T02:47:00.000Z');
  expect(at('2026-11-20T02:46:59Z')).toBe('2026-11-19T02:47:00.000Z');
  expect(at('2026-12-01T00:00:00Z')).toBe('2026-11-30T02:47:00.000Z');
});
