import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChildOrder } from '../support/crash/collect-child.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { chance } from '../support/hub/random.ts';
import { type StandInHub, startHub } from '../support/hub/start-hub.ts';
import { contentOf, seenByReaders } from './listing.ts';

const KILLS = Number(process.env['CENSUS_KILLS'] ?? 50);
const SEED = Number(process.env['CENSUS_KILL_SEED'] ?? 1);
const MODELS = 3000;
const PAGE_SIZE = 75;
/** The last one is empty: the end is verified. */
const PAGES = 41;
const CHILD = fileURLToPath(new URL('../support/crash/collect-child.ts', import.meta.url));

let killed: TestDatabase;
let whole: TestDatabase;
let living: ChildProcess | null = null;
const hubs: StandInHub[] = [];

beforeAll(async () => {
  [killed, whole] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(async () => {
  living?.kill('SIGKILL');
  await Promise.all([killed.drop(), whole.drop(), ...hubs.map((hub) => hub.close())]);
});

const dayOf = (day: number) => new Date(Date.UTC(2026, 10, 20 + day)).toISOString().slice(0, 10);

/** A Hub whose world moves on from day to day: counters, a new model, one that leaves, one renamed, one relicensed. */
async function movingHub() {
  const hub = await startHub({ models: { generated: MODELS, seed: 5 } });
  hubs.push(hub);
  const moveTo = (day: number) => {
    if (day === 0) return;
    const { world } = hub;
    world.refreshAll(day);
    world.insert({ id: `acme/new-${day}`, downloads: day, createdAt: `2026-11-20T00:00:${String(day).padStart(2, '0')}.000Z` });
    if (day === 1) {
      world.remove('acme/sparse');
      world.rename('acme/no-license', 'acme/some-license');
    }
    world.update('acme/gated-auto', { cardData: { license: day % 2 === 0 ? 'mit' : 'apache-2.0' }, downloadsAllTime: 3e9 + day });
  };
  return { url: hub.url, moveTo };
}

function orderTo({ connection }: TestDatabase, hubUrl: string, day: number): ChildOrder {
  const shared = { hubUrl, day: dayOf(day), pageSize: PAGE_SIZE, pages: PAGES };
  if ('url' in connection) return { ...shared, database: { url: connection.url.reveal() } };
  const { host, port, user, database } = connection;
  return { ...shared, database: { host, port, user, database } };
}

interface Ending {
  /** Null when it was killed. */
  code: number | null;
  stderr: string;
}

/** Runs a child until it ends, or until `delayMs` after it has said a word. */
async function runChild(order: ChildOrder, death: { after: string; delayMs: number } | null): Promise<Ending> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  living = child;
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  createInterface(child.stdout).on('line', (word) => {
    if (word === death?.after) setTimeout(() => child.kill('SIGKILL'), death.delayMs);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  living = null;
  return { code, stderr };
}

/** Half of the deaths come while pages are stored, half around the publication. */
function deathOf(n: number): { after: string; delayMs: number } {
  const early = chance(SEED, n, 1) < 0.5;
  const delay = chance(SEED, n, 2);
  return early ? { after: 'collecting', delayMs: 30 + 370 * delay } : { after: 'walked', delayMs: 160 * delay };
}

test(`${KILLS} kills at any moment lose nothing, show nothing half, and end like runs that were left alone`, async () => {
  const hub = await movingHub();
  const phases = { storing: 0, walked: 0, published: 0 };
  let kills = 0;
  let day = 0;
  for (; kills < KILLS; day++) {
    hub.moveTo(day);
    const order = orderTo(killed, hub.url, day);
    const before = await seenByReaders(killed.db);
    for (;;) {
      const { code, stderr } = await runChild(order, kills < KILLS ? deathOf(kills) : null);
      expect(stderr).toBe('');
      if (code === null) kills += 1;
      else expect(code).toBe(0);
      // A statement that was under way may still end well after the death of who asked for it.
      await quiet(killed);
      console.log(day, kills, code, Date.now() % 1000000);
      const seen = await seenByReaders(killed.db);
      const [open] = await killed.db`select walk_ended is not null as "walked" from snapshots where status = 'open'`;
      if (code === null) phases[open ? (open['walked'] ? 'walked' : 'storing') : 'published'] += 1;
      if (!open && JSON.stringify(seen['closed'] ?? '').includes(order.day)) break;
      expect(seen).toEqual(before);
    }
    expect((await seenByReaders(killed.db))['version']).toBe(before['version'] + 1);
    // A death right after the publication leaves its names to the next run.
    await killed.db`select index_names()`;
  }

  const calm = await movingHub();
  for (let d = 0; d < day; d++) {
    calm.moveTo(d);
    const { code } = await runChild(orderTo(whole, calm.url, d), null);
    expect(code).toBe(0);
  }
  console.log(`${kills} kills on ${day} days:`, phases);
  expect(phases.storing).toBeGreaterThan(KILLS / 10);
  expect(phases.walked).toBeGreaterThan(0);
  expect(await contentOf(killed.db)).toEqual(await contentOf(whole.db));
}, 590_000);

/** Waits until no other connection to the database is at work. */
async function quiet({ db }: TestDatabase): Promise<void> {
  for (;;) {
    const [row] = await db`
      select count(*)::int as "n" from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
    if (row?.['n'] === 0) return;
    await sleep(5);
  }
}
