import type { Db } from '../../db/client.ts';
import { createChance } from './generate-population.ts';
import { FAMILIES, KINDS, LICENSES, SIZES, VARIANTS } from './generate-words.ts';

/** How a GENERATED population changes from day to day. Shares of models, a day. */
export const DAILY = {
  /** Two of five models move at all; half of those every day, the others on 40 to 100 % of days: a third on average. */
  movers: 0.4,
  /** Records edited so that something about them reads differently. */
  edited: 0.003,
  /** Two years ago there were about half as many models: definitions.md F6. */
  born: 0.00087,
};

/** Makes the table the looks are drawn from, with `models` rows, of which a part exists on the first of `days` days. */
export async function createWorld(db: Db, { models, days }: { models: number; days: number }): Promise<void> {
  await createChance(db);
  await createNames(db);
  await db`
    create unlogged table bench_world (
      n integer primary key, born integer, edition integer, parent integer, moves real,
      downloads_30d bigint, downloads_all_time bigint, likes integer
    )`;
  await db`
    insert into bench_world
    select
      i,
      greatest(0, ceil(${days}::int + ln(i / ${models}::float8) / ${DAILY.born}::float8)),
      1,
      case when i > 20 and bench_chance(i, 12) < 0.55 then ceil(bench_chance(i, 13) ^ 4 * (i - 1)) end,
      case
        when bench_chance(i, 14) >= ${DAILY.movers}::float8 then 0
        when bench_chance(i, 15) < 0.5 then 1
        else 0.4 + 0.6 * bench_chance(i, 16)
      end,
      case when bench_chance(i, 14) >= ${DAILY.movers}::float8 then 0 else least(2.5e8, bench_chance(i, 9) ^ -1.25 * 30) end,
      least(3e9, bench_chance(i, 9) ^ -1.25 * 30 * (1 + 40 * bench_chance(i, 17))),
      case when bench_chance(i, 10) < 0.3 then bench_chance(i, 11) ^ -0.6 else 0 end
    from generate_series(1, ${models}::int) i`;
  await db`analyze bench_world`;
}

/** One day passes: counters move, records are edited. */
export async function passDay(db: Db, day: number): Promise<void> {
  await db`
    update bench_world w set
      downloads_all_time = w.downloads_all_time + 1 + floor(w.downloads_30d / 30.0 * (0.5 + bench_chance(w.n, 100 + ${day}::int))),
      downloads_30d = greatest(1, floor(w.downloads_30d * (0.97 + 0.06 * bench_chance(w.n, 90000 + ${day}::int)))),
      likes = w.likes + case when bench_chance(w.n, 200000 + ${day}::int) < 0.01 then 1 else 0 end,
      edition = w.edition + case when bench_chance(w.n, 300000 + ${day}::int) < ${DAILY.edited}::float8 then 1 else 0 end
    where w.moves > 0 and bench_chance(w.n, 400000 + ${day}::int) < w.moves
      or bench_chance(w.n, 300000 + ${day}::int) < ${DAILY.edited}::float8`;
}

/** Opens a look of the only panel and stages every model that exists on the day, as a finished walk leaves them. */
export async function stageLook(db: Db, { day, asOf }: { day: number; asOf: string }) {
  const [snapshot] = await db<{ snapshotId: number; panelId: number; records: number }[]>`
    select o.snapshot_id as "snapshotId", o.panel_id::int as "panelId", o.records as "records"
    from open_snapshot(
      (select panel_id from panels where panel = 'hub'), ${asOf}::date, 'bench', 'generated'
    ) o`;
  if (!snapshot) throw new Error('no snapshot was opened');
  await db`
    insert into staged_models (
      panel_id, page, stage_key, object_id, repo_id, namespace, repo_created_at,
      downloads_30d, downloads_all_time, likes, fingerprint, license_id, license_source,
      parameters, parameters_source, safetensors_parameters, task, library, formats, quantization, gated, disabled,
      base_models, base_object_ids, relation, lineage_source, tags
    )
    select
      ${snapshot.panelId}, w.n / 1000 + 1, bench_object(w.n), bench_object(w.n), bench_repo(w.n),
      split_part(bench_repo(w.n), '/', 1), timestamptz '2022-03-02' + make_interval(hours => w.n / 100),
      w.downloads_30d, w.downloads_all_time, w.likes, md5(w.n || ' ' || w.edition)::uuid,
      nullif((${LICENSES}::text[])[ceil(bench_chance(w.n, 6 + w.edition / 5) * ${LICENSES.length}::int)::int], ''), 'hub',
      s.parameters, case when s.parameters is null then 'unknown' else 'safetensors' end, s.parameters,
      split_part(k.kind, ' ', 1), split_part(k.kind, ' ', 2), array['safetensors'],
      case when w.parent is not null and bench_chance(w.n, 18) < 0.4 then 'gguf' end, 'no', false,
      case when w.parent is not null then array[bench_repo(w.parent)] end,
      case when w.parent is not null then array[bench_object(w.parent)] end,
      case when w.parent is not null then case when bench_chance(w.n, 18) < 0.4 then 'quantized' else 'finetune' end end,
      case when w.parent is not null then 'hub' end,
      array['arxiv:2411.' || w.n % 100000, 'conversational', 'edition-' || w.edition, 'endpoints_compatible', 'en',
        split_part(k.kind, ' ', 3)]
    from bench_world w
    cross join lateral (
      select nullif((${SIZES.map(([, count]) => count)}::text[])[ceil(bench_chance(w.n, 3) * ${SIZES.length}::int)::int], '')::bigint
        as parameters
    ) s
    cross join lateral (
      select (${KINDS}::text[])[ceil(bench_chance(w.n, 7) * ${KINDS.length}::int)::int] as kind
    ) k
    where w.born <= ${day}::int
    order by w.n`;
  await db`
    update snapshots s set
      walk_ended = now(),
      records = (select count(*) from staged_models m where m.panel_id = s.panel_id),
      pages = (select max(m.page) from staged_models m where m.panel_id = s.panel_id)
    where s.snapshot_id = ${snapshot.snapshotId}`;
  await db`
    insert into snapshot_pages (snapshot_id, page, asked, fetched_at, records, stored, skipped)
    select
      ${snapshot.snapshotId}, m.page,
      'https://huggingface.co/api/models?limit=1000&sort=createdAt&direction=1&expand=author&expand=baseModels&cursor=' || max(m.object_id),
      now(), count(*), count(*), 0
    from staged_models m
    where m.panel_id = ${snapshot.panelId}
    group by m.page`;
  return { ...snapshot, asOf, token: 'bench', pages: 0, resumeFrom: null, walkEnded: true, resumed: false };
}

/** Registers the one panel of a generated world. */
export async function registerWorld(db: Db): Promise<void> {
  await db`
    select register_panel(
      'hub', 'Generated models', 'Models that were generated for a benchmark.', 'live',
      'A generator', 'https://example.org/', 'Generated, no terms.', 1, true, 1)`;
}

/** Object ids grow with the number, as the Hub's do with time. One model in eight belongs to a reviewed namespace. */
async function createNames(db: Db): Promise<void> {
  await db`
    create unlogged table bench_namespaces as
    select array_agg(distinct namespace order by namespace) as names from ref_namespaces`;
  await db.unsafe(`
    create function bench_object(n integer) returns text language sql immutable parallel safe as $$
      select lpad(to_hex(1646263744 + n * 36), 8, '0') || lpad(to_hex(n), 16, '0') $$`);
  await db.unsafe(`
    create function bench_repo(n integer) returns text language sql stable parallel safe as $$
      select
        case when bench_chance(n, 1) < 0.125
          then b.names[ceil(bench_chance(n, 2) ^ 2 * cardinality(b.names))::int]
          else 'namespace-' || ceil(bench_chance(n, 2) ^ 2 * 1000000) end
        || '/' || (array['${FAMILIES.join("','")}'])[ceil(bench_chance(n, 4) * ${FAMILIES.length})::int]
        || '-' || (array['${VARIANTS.join("','")}'])[ceil(bench_chance(n, 5) * ${VARIANTS.length})::int]
        || '-' || to_hex(n)
      from bench_namespaces b $$`);
}
