import { parquetWriteBuffer } from 'hyparquet-writer';
import { commonChecks } from '../../collectors/checks.ts';
import { readLook, recordChecks } from '../../collectors/judge-look.ts';
import { publishSnapshot } from '../../collectors/store.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { packClosedMonths } from '../../db/pack.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { createWorld, passDay, registerWorld, stageLook } from './generate-looks.ts';
import { withOwnServer } from './own-server.ts';

/**
 * Bytes per model and day after many daily looks through the product's own publication and packing, indexes
 * included: everything that grows with models and days. What grows with days alone (looks, pages of the walk per
 * thousand models) is spread over the 3.2 million models of the Hub, not over the few that were generated; the plain
 * quotient stands beside it.
 * Floor: the observations, value by value, as Parquet (snappy), a file a month, sorted by model.
 */
export const storage: Bench = {
  says: 'bytes per model and day in PostgreSQL, against the same observations as Parquet',
  defaults: { models: 10_000, snapshots: 120 },
  run: measureStorage,
};

const HUB_MODELS = 3_200_000;

async function measureStorage({ models, snapshots, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  return await withOwnServer(null, async (dataDir) => {
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
    const { db } = opened;
    await prepare(opened, silent);
    await registerWorld(db);
    await createWorld(db, { models, days: snapshots });
    let modelDays = 0;
    let parquet = 0;
    for (let day = 1; day <= snapshots; day++) {
      if (day > 1) await passDay(db, day);
      const asOf = new Date(Date.UTC(2024, 10, day)).toISOString().slice(0, 10);
      modelDays += await publishDay(db, { day, asOf });
      // What autovacuum does in the hours between two looks; here they follow each other within a second.
      await db`vacuum panel_models, models, lineage_edges, model_attributes`;
      if (asOf.endsWith('-02')) {
        for (const { month } of await packClosedMonths(db)) parquet += await parquetBytes(db, month);
        say(`day ${day} of ${snapshots}: ${perDay(await bytesOf(db), modelDays).perModelDay.toFixed(1)} B`);
      }
    }
    await packClosedMonths(db);
    await db`vacuum (analyze)`;
    parquet += await parquetBytes(db, null);
    const sizes = await bytesOf(db);
    const rss = process.resourceUsage().maxRSS / 1024;
    await opened.close();
    return resultOf({ models, snapshots, modelDays, parquet, sizes, rss });
  });
}

async function publishDay(db: Db, at: { day: number; asOf: string }): Promise<number> {
  const look = await stageLook(db, at);
  const read = await readLook(db, look);
  await recordChecks(db, look, read, commonChecks(read));
  return await publishSnapshot(db, look);
}

type Sizes = Record<string, number>;

const PER_DAY = new Set(['snapshots', 'quality_log']);

/** Bytes of every table that keeps what was collected, its partitions and indexes included. */
async function bytesOf(db: Db): Promise<Sizes> {
  const rows = await db<{ name: string; bytes: number }[]>`
    select
      coalesce(i.inhparent, c.oid)::regclass::text as "name",
      sum(pg_total_relation_size(c.oid))::float8 as "bytes"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_inherits i on i.inhrelid = c.oid
    where c.relkind = 'r' and c.relname !~ '^(ref|bench|staged|job|publication|reference)'
    group by 1`;
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}

function perDay(sizes: Sizes, modelDays: number) {
  const sum = (wanted: (name: string) => boolean) =>
    Object.entries(sizes).reduce((total, [name, bytes]) => total + (wanted(name) ? bytes : 0), 0);
  return {
    perModelDay: sum((name) => !PER_DAY.has(name)) / modelDays,
    days: sum((name) => PER_DAY.has(name)),
    all: sum(() => true),
  };
}

/** The observations of one packed month, or of what is not packed, as one Parquet file. */
async function parquetBytes(db: Db, month: string | null): Promise<number> {
  const rows = await db<
    { model: number; day: string; d30: number; all: number; likes: number; page: number }[]
  >`
    select o.model_id as "model", o.as_of::text as "day", o.downloads_30d::float8 as "d30",
      o.downloads_all_time::float8 as "all", o.likes as "likes", o.page as "page"
    from observed o
    join panels n on n.panel_id = o.panel_id
    where case when ${month}::date is null then o.as_of >= n.packed_before
      else o.as_of >= ${month}::date and o.as_of < ${month}::date + interval '1 month' end
    order by o.model_id, o.as_of`;
  if (rows.length === 0) return 0;
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'model_id', data: rows.map((row) => row.model), type: 'INT32' },
      { name: 'day', data: rows.map((row) => Number(row.day.slice(8))), type: 'INT32' },
      { name: 'downloads_30d', data: rows.map((row) => BigInt(row.d30)), type: 'INT64' },
      { name: 'downloads_all_time', data: rows.map((row) => BigInt(row.all)), type: 'INT64' },
      { name: 'likes', data: rows.map((row) => row.likes), type: 'INT32' },
      { name: 'page', data: rows.map((row) => row.page), type: 'INT32' },
    ],
  });
  return file.byteLength;
}

function resultOf(run: {
  models: number;
  snapshots: number;
  modelDays: number;
  parquet: number;
  sizes: Sizes;
  rss: number;
}): BenchResult {
  const { perModelDay, days, all } = perDay(run.sizes, run.modelDays);
  const figure = perModelDay + days / run.snapshots / HUB_MODELS;
  const floor = run.parquet / run.modelDays;
  return {
    name: 'storage',
    figure,
    unit: 'bytes per model and day, indexes included',
    floor,
    ratio: figure / floor,
    rss_mb: run.rss,
    models: run.models,
    days: run.snapshots,
    model_days: run.modelDays,
    plain_quotient: all / run.modelDays,
    bytes_per_day_whatever_the_models: days / run.snapshots,
    ...Object.fromEntries(
      Object.entries(run.sizes).map(([name, bytes]) => [`${name}_bytes`, bytes / run.modelDays]),
    ),
  };
}
