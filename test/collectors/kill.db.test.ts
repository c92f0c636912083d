import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import { children, type Death } from '../support/crash/children.ts';
import type { ChildOrder } from '../support/crash/collect-child.ts';
import { smallPages } from '../support/crash/small-pages.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { chance } from '../support/hub/random.ts';
import { type StandInHub, startHub } from '../support/hub/start-hub.ts';
import { contentOf, seenByReaders } from './listing.ts';

const KILLS = Number(process.env.CENSUS_KILLS ?? 50);
const SEED = Number(process.env.CENSUS_KILL_SEED ?? 1);
const MODELS = 2400;
const PAGE_SIZE = 40;

let killed: TestDatabase;
let whole: TestDatabase;
const hubs: StandInHub[] = [];
const started = children();

beforeAll(async () => {
  [killed, whole] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(async () => {
  started.end();
  await Promise.all([killed.drop(), whole.drop(), ...hubs.map((hub) => hub.close())]);
});

test(`${KILLS} kills lose nothing, show nothing half, and end like runs that were left alone`, async () => {
  const hub = await movingHub();
  const left = { open: 0, walked: 0, published: 0 };
  let kills = 0;
  let day = 0;
  for (; kills < KILLS; day++) {
    const pages = hub.moveTo(day);
    const order = orderTo(killed, { hubUrl: hub.url, day: dayOf(day), pages });
    const before = await seenByReaders(killed.db);
    for (let published = false; !published; ) {
      const death = kills < KILLS ? deathOf(kills) : null;
      const { code, stderr } = await started.run(order, death);
      expect(stderr).toBe('');
      expect([0, null]).toContain(code);
      await settle(killed, { abort: death?.after === 'walked' && kills % 2 === 0 });
      const seen = await seenByReaders(killed.db);
      const [open] =
        await killed.db`select walk_ended is not null as "walked" from snapshots where status = 'open'`;
      published = JSON.stringify(seen.closed ?? '').includes(order.day);
      if (!published) expect(seen).toEqual(before);
      else expect([seen.version, open]).toEqual([before.version + 1, undefined]);
      if (code === null) {
        kills += 1;
        left[published ? 'published' : open?.walked ? 'walked' : 'open'] += 1;
      }
    }
    // A death right after the publication leaves its names to the next run.
    await killed.db`select index_names()`;
  }
  console.log(`${kills} kills on ${day} days left the snapshot:`, left);
  expect(left.open).toBeGreaterThan(KILLS / 4);
  expect(left.walked).toBeGreaterThan(0);
  expect(left.published).toBeGreaterThan(0);

  const calm = await movingHub();
  for (let d = 0; d < day; d++) {
    calm.moveTo(d);
    await runCollector(smallPages(calm.url, PAGE_SIZE), { db: whole.db, effects: effectsOn(dayOf(d)) });
  }
  expect(await contentOf(killed.db)).toEqual(await contentOf(whole.db));
}, 590_000);

const dayOf = (day: number) => new Date(Date.UTC(2026, 10, 20 + day)).toISOString().slice(0, 10);

/** Two of three deaths come while pages are stored, the others about the publication. */
function deathOf(n: number): Death {
  const delay = chance(SEED, n, 2);
  if (chance(SEED, n, 1) < 0.67) return { after: 'collecting', delayMs: 30 + 370 * delay };
  return { after: 'walked', delayMs: 60 * delay };
}

/** A Hub whose world moves on from day to day: counters, one model more, one less, one renamed, one relicensed. */
async function movingHub() {
  const hub = await startHub({ models: { generated: MODELS, seed: 5 } });
  hubs.push(hub);
  const { world } = hub;
  /** Returns the pages of a whole walk: the last one is empty, as the end is verified. */
  const moveTo = (day: number) => {
    world.refreshAll(day);
    const createdAt = new Date(Date.UTC(2026, 10, 20, 0, 0, day)).toISOString();
    world.insert({ id: `acme/new-${day}`, downloads: day, createdAt });
    const license = day % 2 === 0 ? 'mit' : 'apache-2.0';
    world.update('acme/gated-auto', { cardData: { license }, downloadsAllTime: 3e9 + day });
    if (day === 1) {
      world.remove('acme/sparse');
      world.rename('acme/no-license', 'acme/some-license');
    }
    return Math.ceil(world.size() / PAGE_SIZE) + 1;
  };
  return { url: hub.url, moveTo };
}

function orderTo(
  { connection }: TestDatabase,
  walk: Pick<ChildOrder, 'hubUrl' | 'day' | 'pages'>,
): ChildOrder {
  const shared = { ...walk, pageSize: PAGE_SIZE };
  if ('url' in connection) return { ...shared, database: { url: connection.url.reveal() } };
  const { host, port, user, database } = connection;
  return { ...shared, database: { host, port, user, database } };
}

/**
 * Waits until no other connection is at work: a statement may end well after the death of who asked for it.
 * With `abort` it dies as well, in the middle of the publication.
 */
async function settle({ db }: TestDatabase, { abort }: { abort: boolean }): Promise<void> {
  for (;;) {
    const busy = await db`
      select case when ${abort} then pg_terminate_backend(pid) end
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
    if (busy.length === 0) return;
    await sleep(5);
  }
}
