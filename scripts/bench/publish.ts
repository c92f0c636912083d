import { commonChecks } from '../../collectors/checks.ts';
import { readLook, recordChecks } from '../../collectors/judge-look.ts';
import { publishSnapshot } from '../../collectors/store.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { ensureBuilt } from '../build-site.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { timeSameRows } from './floor-rows.ts';
import { createWorld, passDay, registerWorld, stageLook } from './generate-looks.ts';
import { withOwnServer } from './own-server.ts';
import { readWhile } from './publish-readers.ts';

/**
 * Seconds from the last stored page to a visible snapshot: checks, judging, lineage, observations, events, quality,
 * rollups. Of the first look, in which everything is new, and of those after it, in which a third of the models moved;
 * while the latter run, a site server answers pages that nobody asked for before.
 * Floor: the rows the snapshot left behind, each table through one bare `insert … select` into an empty twin with the
 * same keys and indexes. `staged_seconds`: the staged rows through one into a table without any index.
 */
export const publish: Bench = {
  says: 'last stored page → visible snapshot, against bare insert … select of the same rows',
  defaults: { models: 200_000, snapshots: 3 },
  run: measurePublish,
};

interface Run {
  seconds: number;
  floor: number;
  staged: number;
  pageMs: number[];
}

type Look = Awaited<ReturnType<typeof stageLook>>;

async function measurePublish({ models, snapshots, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  return await withOwnServer(null, async (dataDir) => {
    await ensureBuilt((event) => say(event));
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
    await prepare(opened, silent);
    await registerWorld(opened.db);
    await createWorld(opened.db, { models, days: snapshots });
    const runs: Run[] = [];
    for (let day = 1; day <= snapshots; day++) {
      say(`generating day ${day} of ${snapshots}`);
      if (day > 1) await passDay(opened.db, day);
      const asOf = new Date(Date.UTC(2026, 9, day)).toISOString().slice(0, 10);
      const look = await stageLook(opened.db, { day: snapshots, asOf });
      const staged = await timeStaged(opened.db, look);
      say('publishing');
      const reading = day > 1 ? await readWhile(dataDir) : null;
      const seconds = await timePublication(opened.db, look);
      const pageMs = (await reading?.stop()) ?? [];
      const floor = await timeSameRows(opened.db, look.snapshotId);
      runs.push({ seconds, floor, staged, pageMs });
      say(
        `published in ${seconds.toFixed(1)} s, floor ${floor.toFixed(1)} s, staged rows ${staged.toFixed(1)} s`,
      );
    }
    await opened.close();
    return resultOf(models, runs);
  });
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

async function timeStaged(db: Db, { panelId }: Look): Promise<number> {
  await db`create table floor_rows (like staged_models)`;
  const started = performance.now();
  await db`insert into floor_rows select * from staged_models where panel_id = ${panelId}`;
  const seconds = (performance.now() - started) / 1000;
  await db`drop table floor_rows`;
  return seconds;
}

function resultOf(models: number, runs: Run[]): BenchResult {
  const [first, ...daily] = runs;
  if (!first) throw new Error('nothing was published');
  const day = {
    seconds: median(daily.map((run) => run.seconds)),
    floor: median(daily.map((run) => run.floor)),
  };
  const pageMs = daily.flatMap((run) => run.pageMs).sort((a, b) => a - b);
  return {
    name: 'publish',
    figure: first.seconds,
    unit: 'seconds from the last stored page to visible, everything new',
    floor: first.floor,
    ratio: first.seconds / first.floor,
    rss_mb: process.resourceUsage().maxRSS / 1024,
    models,
    staged_seconds: first.staged,
    daily_seconds: day.seconds,
    daily_floor: day.floor,
    daily_ratio: day.seconds / day.floor,
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
