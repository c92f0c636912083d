import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { catchUp } from '../../collectors/schedule/catch-up.ts';
import type { Job, JobContext } from '../../collectors/schedule/job.ts';
import { connect, type Db } from '../../db/client.ts';
import type { Connection } from '../../db/connection.ts';
import { readEnv } from '../../db/env.ts';
import { DatabaseError } from '../../db/errors.ts';
import { type OwnServer, ownServer } from '../support/crash/own-server.ts';
import { tcpProxy } from '../support/crash/tcp-proxy.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { contentOf, forgetAll, look, model } from './listing.ts';
import { newestSnapshot } from './stored.ts';

let server: OwnServer;
let calm: TestDatabase;
let undisturbed: unknown;
/** Of the server that is treated badly. */
let db: Db;

beforeAll(async () => {
  [server, calm] = await Promise.all([ownServer(), testDatabase()]);
  await take(calm.db);
  undisturbed = await contentOf(calm.db);
});
beforeEach(async () => {
  db = await open();
});
afterEach(async () => {
  await forgetAll(db);
  await db.end({ timeout: 0 });
});
afterAll(async () => {
  await Promise.all([server.remove(), calm.drop()]);
});

const DAY = '2026-11-20';
const ENTRIES = Array.from({ length: 60 }, (_, n) => model(n, { downloads: 10 * n }));
const placeOf = (): Connection => ({ ...server.place(), password: null });
const open = () => connect(placeOf(), { max: 2, applicationName: 'run' });

/** One look in six pages, with something that happens before the fourth is read. */
function take(on: Db, happens: () => Promise<unknown> = async () => undefined) {
  const beforePage = async (page: number) => {
    if (page === 4) await happens();
  };
  return look(on, DAY, ENTRIES, { pageSize: 10, beforePage });
}

/** Whoever looks after the server, on a connection that is there before anything happens. */
async function operator() {
  const on = await connect(placeOf(), { max: 1, applicationName: 'operator' });
  const end = () => on.end({ timeout: 0 });
  return { on, end };
}

async function expectResumed(on: Db): Promise<void> {
  expect(await newestSnapshot(on)).toMatchObject({ status: 'open' });
  await take(on);
  expect(await contentOf(on)).toEqual(undisturbed);
}

describe('a database that goes away in the middle of a walk', () => {
  test('and comes back fails the run, and the next on the same pool goes on', async () => {
    await expect(take(db, () => server.down())).rejects.toThrow();
    await server.up();
    await expectResumed(db);
  });

  test('and comes back between two pages is not even noticed', async () => {
    const idle = async () => {
      await sleep(100); // The page before is stored.
      await server.crash();
    };
    await take(db, idle);
    expect(await contentOf(db)).toEqual(undisturbed);
  });

  test('takes the slot with it for two minutes; then the bell finishes it without a new start', async () => {
    const job: Job = {
      job: 'hub',
      says: 'one look',
      schedule: () => '0 0 * * *',
      asksHub: true,
      catchUpHours: 1e9,
      quietMinutes: 30,
      longestHours: 1,
      run: async (context) => {
        const { models } = await take(context.db, happens);
        return `${models} models`;
      },
    };
    let happens = () => server.down();
    const effects = effectsOn(DAY);
    const context: JobContext = { db, env: readEnv({ LOG: 'json' }), effects, onProgress: () => {} };
    const ring = () => catchUp(job, 'w1', { context, pace: { beatMs: 10_000, graceMs: 50 } });

    await expect(ring()).rejects.toThrow();
    await expect(ring()).rejects.toThrow();
    await server.up();
    happens = async () => undefined;
    expect(await ring()).toBeNull();
    await db`update job_run set heartbeat_at = now() - interval '2 minutes'`;
    expect(await ring()).toMatchObject({ state: 'done', says: '60 models' });
    expect(await contentOf(db)).toEqual(undisturbed);
    expect([...(await db`select state, says from job_run`)]).toEqual([{ state: 'done', says: '60 models' }]);
    await db`truncate job_run`;
  });
});

test('a database that stands still for a second delays a run and fails nothing', async () => {
  const { on, end } = await operator();
  const standStill = async () => {
    const pids = await on<{ pid: number }[]>`select pid from pg_stat_activity where application_name = 'run'`;
    for (const { pid } of pids) process.kill(pid, 'SIGSTOP');
    setTimeout(() => {
      for (const { pid } of pids) process.kill(pid, 'SIGCONT');
    }, 1000);
  };
  const begun = performance.now();
  await take(db, standStill);
  await end();

  expect(performance.now() - begun).toBeGreaterThan(900);
  expect(await contentOf(db)).toEqual(undisturbed);
});

test('a wire that swallows everything holds a run until the connection is cut; the next goes on', async () => {
  const proxy = await tcpProxy(placeOf());
  const far = await connect(proxy.connection, { max: 2 });
  let settled = false;
  const run = take(far, async () => proxy.be('silent'))
    .catch((error: unknown) => error)
    .finally(() => {
      settled = true;
    });
  await sleep(1500);
  // Nothing of ours ends the wait earlier: the schedule gives the run up after its quiet minutes.
  expect(settled).toBe(false);
  proxy.be('open');
  proxy.cut();

  expect(await run).toBeInstanceOf(Error);
  await expectResumed(far);
  await far.end({ timeout: 0 });
  proxy.close();
});

test('a database that turns read-only fails the run with its reason, and takes it up again afterwards', async () => {
  const { on, end } = await operator();
  const turn = (to: 'on' | 'off') => on.unsafe(`alter system set default_transaction_read_only = ${to}`);
  const reload = () => on`select pg_reload_conf(), pg_sleep(0.2)`;
  const readOnly = async () => {
    await turn('on');
    await reload();
  };
  const failed = take(db, readOnly);

  await expect(failed).rejects.toThrow(expect.objectContaining({ code: '25006' }));
  await expect(take(db)).rejects.toThrow('read-only transaction');
  await turn('off');
  await reload();
  await end();
  await expectResumed(db);
});

describe('a server without a free connection', () => {
  const crowd: Db[] = [];
  const fill = async () => {
    for (;;) {
      try {
        crowd.push(await connect(placeOf(), { max: 1, applicationName: 'crowd' }));
      } catch {
        return;
      }
    }
  };
  const leave = () => Promise.all(crowd.splice(0).map((one) => one.end({ timeout: 1 })));

  test('is named at the start, and used once there is one', async () => {
    await fill();
    const refused = connect(placeOf(), { max: 1 });

    await expect(refused).rejects.toThrow(DatabaseError);
    await expect(refused).rejects.toThrow('too many clients');
    await leave();
    await take(db);
    expect(await contentOf(db)).toEqual(undisturbed);
  });

  test('does not end a run that has its own', async () => {
    const one = await connect(placeOf(), { max: 1, applicationName: 'run' });
    await take(one, fill);
    await leave();
    await one.end();

    expect(await contentOf(db)).toEqual(undisturbed);
  });
});

test('a reader that has every table in hand is not waited for, and does not see the look until it looks again', async () => {
  await look(db, '2026-11-19', ENTRIES);
  const { on, end } = await operator();
  await on`begin isolation level repeatable read`;
  const seen = () => on`
    select count(*)::int as "n" from observations, publication, snapshots, panel_models, models, rollup_kinds,
      rollup_cell_sums, rollup_births, lineage_edges, change_events, quality_log, model_attributes, model_names`;
  const before = await on`select version from publication`;
  await seen();
  await db`set lock_timeout = '2s'`;

  await take(db);
  expect(await on`select version from publication`).toEqual(before);
  await on`commit`;
  expect(await on`select version from publication`).not.toEqual(before);
  await end();
});
