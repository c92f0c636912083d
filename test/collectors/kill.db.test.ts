import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import type { Db } from '../../db/client.ts';
import { publishedSnapshots, verifySnapshot } from '../../db/verify.ts';
import { blowOf, KINDS } from '../support/crash/blows.ts';
import { CHILD_NAME } from '../support/crash/child-order.ts';
import { children } from '../support/crash/children.ts';
import { type OwnServer, ownServer } from '../support/crash/own-server.ts';
import { smallPages } from '../support/crash/small-pages.ts';
import { type Testimony, witness } from '../support/crash/witness.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { type StandInHub, startHub } from '../support/hub/start-hub.ts';
import { contentOf, seenByReaders } from './listing.ts';

const KILLS = Number(process.env.CENSUS_KILLS ?? 16);
const SEED = Number(process.env.CENSUS_KILL_SEED ?? 1);
const MODELS = 2400;
const PAGE_SIZE = 40;

let server: OwnServer;
let whole: TestDatabase;
const hubs: StandInHub[] = [];
const started = children();

beforeAll(async () => {
  [server, whole] = await Promise.all([ownServer(), testDatabase()]);
});
afterAll(async () => {
  started.end();
  await Promise.all([server.remove(), whole.drop(), ...hubs.map((hub) => hub.close())]);
});

const begun = performance.now();

test(`${KILLS} kills of collector, connections and server lose, double and show nothing half`, async () => {
  const hub = await movingHub();
  const testify = witness(server);
  const kills = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  const left = { open: 0, walked: 0, published: 0 };
  const complaints: string[] = [];
  const said = new Set<string>();
  let day = 0;
  let struck = 0;
  let blows = 0;
  for (; struck < KILLS; day++) {
    const pages = hub.moveTo(day);
    const walk = { hubUrl: hub.url, day: dayOf(day), pages, pageSize: PAGE_SIZE };
    const before = await looking(seenByReaders);
    for (let published = false; !published; ) {
      const blow = struck < KILLS ? blowOf(server, { seed: SEED, n: blows++ }) : null;
      const ending = await started.run({ ...walk, database: server.place() }, blow);
      expect(ending).toMatchObject({ stderr: '', hung: false });
      expect([0, 3, null]).toContain(ending.code);
      await server.answers();
      complaints.push(...(await server.complaints()));
      const { seen, open } = await settled();
      published = JSON.stringify(seen.closed ?? '').includes(walk.day);
      if (!published) expect(seen).toEqual(before);
      else expect([seen.version, open]).toEqual([before.version + 1, undefined]);
      if (!blow || !ending.struck || ending.code === 0) continue;
      if (ending.code === 3) said.add(ending.says.replaceAll(/\S*\/\S*/g, '…'));
      struck += 1;
      kills[blow.kind] = (kills[blow.kind] ?? 0) + 1;
      left[published ? 'published' : open?.walked ? 'walked' : 'open'] += 1;
    }
    // A death right after the publication leaves its names to the next run.
    await looking((db) => db`select index_names()`);
  }
  const seen = await testify();
  report({ kills, left, day, said: [...said], seen });
  expect(complaints).toEqual([]);
  expect(seen).toMatchObject({ wrong: [], versions: day + 1 });
  expect(left.open).toBeGreaterThan(KILLS / 4);
  expect(left.walked + left.published).toBeGreaterThan(KILLS / 10);
  for (const kind of KINDS) expect(kills[kind]).toBeGreaterThanOrEqual(Math.floor(KILLS / 8));

  const calm = await movingHub();
  for (let d = 0; d < day; d++) {
    calm.moveTo(d);
    await runCollector(smallPages(calm.url, PAGE_SIZE), { db: whole.db, effects: effectsOn(dayOf(d)) });
  }
  expect(await looking(allOf)).toEqual(await allOf(whole.db));
  expect(await looking(differences)).toEqual([]);
}, 6_000_000);

const dayOf = (day: number) => new Date(Date.UTC(2026, 10, 20 + day)).toISOString().slice(0, 10);

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

/** Content and quality log, in words that do not depend on which run stored them. */
async function allOf(db: Db) {
  const quality = await db`
    select p.panel, q.as_of, q.kind, q.says from quality_log q left join panels p using (panel_id)
    order by q.as_of, q.kind, q.says`;
  return { ...(await contentOf(db)), quality };
}

async function differences(db: Db): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { snapshotId } of await publishedSnapshots(db, null)) {
    found.push(...(await verifySnapshot(db, snapshotId)));
  }
  return found;
}

/** What there is once no statement of a child is at work any more: one may end well after the death of who asked. */
async function settled() {
  return await looking(async (db) => {
    for (;;) {
      const busy = await db`
        select from pg_stat_activity where application_name = ${CHILD_NAME} and state <> 'idle'`;
      if (busy.length === 0) break;
      await sleep(5);
    }
    const seen = await seenByReaders(db);
    const [open] = await db`select walk_ended is not null as "walked" from snapshots where status = 'open'`;
    return { seen, open };
  });
}

/** Asks the server, again where it is still recovering: a process of it may have died a moment ago. */
async function looking<T>(work: (db: Db) => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const db = await server.connect();
      try {
        return await work(db);
      } finally {
        await db.end({ timeout: 1 });
      }
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(50);
    }
  }
}

/** What docs/reliability.md records of a whole campaign. */
function report(facts: { kills: object; left: object; day: number; said: string[]; seen: Testimony }): void {
  const { looks, versions, refusals } = facts.seen;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log('kills:', { ...facts, seen: { looks, versions, refusals }, seconds });
}
