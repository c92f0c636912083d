import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commonChecks } from '../../collectors/checks.ts';
import { readLook, recordChecks } from '../../collectors/judge-look.ts';
import { publishSnapshot } from '../../collectors/store.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { ensureBuilt } from '../build-site.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { createWorld, passDay, registerWorld, stageLook } from './generate-looks.ts';
import { readWhile } from './publish-readers.ts';

/**
 * Seconds from the last stored page to a visible snapshot: checks, judging, lineage, observations, events, quality,
 * rollups. Of the second look, as on every day but the first: a third of the models moved. While it runs, a site
 * server answers pages that nobody asked for before.
 * Floor: the same staged rows through one bare `insert … select` into an empty table without indexes.
 */
export const publish: Bench = {
  says: 'last stored page → visible snapshot, against one bare insert … select of the same rows',
  defaults: { models: 200_000, snapshots: 3 },
  run: measurePublish,
};

type Look = Awaited<ReturnType<typeof stageLook>>;

async function measurePublish({ models, snapshots, say }: BenchOptions): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'census-bench-'));
  const silent = () => undefined;
  const server = await startEmbedded({ dataDir, log: silent });
  try {
    await ensureBuilt((event) => say(event));
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
    await prepare(opened, silent);
    await registerWorld(opened.db);
    await createWorld(opened.db, { models, days: snapshots });
    const runs: { seconds: number; floor: number; pageMs: number[] }[] = [];
    for (let day = 1; day <= snapshots; day++) {
      say(`generating day ${day} of ${snapshots}`);
      if (day > 1) await passDay(opened.db, day);
      const asOf = new Date(Date.UTC(2026, 9, day)).toISOString().slice(0, 10);
      const look = await stageLook(opened.db, { day: snapshots, asOf });
      const floor = await timeFloor(opened.db, look);
      say('publishing');
      const reading = day > 1 ? await readWhile(dataDir) : null;
      const seconds = await timePublication(opened.db, look);
      runs.push({ seconds, floor, pageMs: (await reading?.stop()) ?? [] });
      say(`published in ${seconds.toFixed(1)} s, floor ${floor.toFixed(1)} s`);
    }
    await opened.close();
    return resultOf(models, runs);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function timePublication(db: Db, look: Look): Promise<number> {
  const started = performance.now();
  const read = await readLook(db, look);
  const checks = commonChecks(read);
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length > 0) throw new Error(`the generated look is not credible: ${JSON.stringify(failed)}`);
  await recordChecks(db, look, read, checks);
  await publishSnapshot(db, look);
  return (performance.now() - started) / 1000;
}

async function timeFloor(db: Db, { panelId }: Look): Promise<number> {
  await db`create table floor_rows (like staged_models)`;
  const started = performance.now();
  await db`insert into floor_rows select * from staged_models where panel_id = ${panelId}`;
  const seconds = (performance.now() - started) / 1000;
  await db`drop table floor_rows`;
  return seconds;
}

function resultOf(models: number, runs: { seconds: number; floor: number; pageMs: number[] }[]): BenchResult {
  const [first, ...daily] = runs;
  const figure = median(daily.map(({ seconds }) => seconds));
  const floor = median(daily.map((run) => run.floor));
  const pageMs = daily.flatMap((run) => run.pageMs).sort((a, b) => a - b);
  return {
    name: 'publish',
    figure,
    unit: 'seconds from the last stored page to visible, a daily look',
    floor,
    ratio: figure / floor,
    rss_mb: process.resourceUsage().maxRSS / 1024,
    models,
    first_look_seconds: first?.seconds ?? 0,
    first_look_ratio: (first?.seconds ?? 0) / (first?.floor ?? 1),
    pages_meanwhile: pageMs.length,
    page_ms_p50: pageMs[Math.floor(pageMs.length / 2)] ?? 0,
    page_ms_p95: pageMs[Math.floor(pageMs.length * 0.95)] ?? 0,
    page_ms_max: pageMs.at(-1) ?? 0,
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
