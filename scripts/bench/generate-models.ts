import type { Db } from '../../db/client.ts';
import { FAMILIES, KINDS, LICENSES, SIZES, VARIANTS } from './generate-words.ts';

/** Writes the generated models of the only panel as its first snapshot described and its last one counted them. */
export async function generateModels(db: Db, models: number): Promise<void> {
  await draw(db, models);
  await db`
    insert into models (model_id, object_id, repo_id, namespace, repo_created_at, first_seen_on)
    overriding system value
    select
      g.model_id, lpad(to_hex(extract(epoch from g.created)::bigint), 8, '0') || lpad(to_hex(g.model_id), 16, '0'),
      g.repo_id, g.namespace, g.created, (select min(as_of) from snapshots)
    from bench_models g
    order by g.model_id`;
  await db`select setval(pg_get_serial_sequence('models', 'model_id'), ${models}::bigint)`;
  await db`insert into model_names (model_id, name) select model_id, lower(repo_id) from models order by model_id`;
  await describe(db);
  await judge(db);
}

/**
 * Most accounts are small and unreviewed; one model in eight belongs to a reviewed namespace and is asked for more. What goes
 * together in a model goes together in many: a namespace makes a few sorts of models, all others some thousand, the first of
 * them most often. Three million models then are of about as many kinds as when kinds are drawn from the recordings.
 */
async function draw(db: Db, models: number): Promise<void> {
  await db`
    create unlogged table bench_models (
      model_id integer, sort integer, namespace text, repo_id text, created timestamptz, license text, parameters bigint,
      kind text, downloads bigint, likes integer
    )`;
  await db`
    with named as (select array_agg(distinct namespace order by namespace) as names from ref_namespaces),
    chosen as (
      select
        i as model_id,
        bench_chance(i, 1) < 0.125 as reviewed,
        case when bench_chance(i, 1) < 0.125
          then names[ceil(bench_chance(i, 2) ^ 2 * cardinality(names))::int]
          else 'namespace-' || ceil(bench_chance(i, 2) ^ 2 * ${models}::int * 0.4) end as namespace
      from named, generate_series(1, ${models}::int) i
    ),
    drawn as (
      select
        c.*, s.sort,
        ceil(bench_chance(s.sort, 3) * ${SIZES.length}::int)::int as size
      from chosen c
      cross join lateral (
        select case when c.reviewed
          then hashtext(c.namespace || ceil(bench_chance(c.model_id, 13) ^ 2 * 16))
          else ceil(bench_chance(c.model_id, 13) ^ 3 * 12000)::int end as sort
      ) s
    )
    insert into bench_models
    select
      d.model_id, d.sort, d.namespace,
      d.namespace || '/' || (${FAMILIES}::text[])[ceil(bench_chance(d.sort, 4) * ${FAMILIES.length}::int)::int]
        || '-' || (${SIZES.map(([label]) => label)}::text[])[d.size]
        || '-' || (${VARIANTS}::text[])[ceil(bench_chance(d.model_id, 5) * ${VARIANTS.length}::int)::int]
        || '-' || to_hex(d.model_id),
      timestamptz '2022-03-02' + interval '1700 days' * sqrt(d.model_id::float8 / ${models}::int),
      nullif((${LICENSES}::text[])[ceil(bench_chance(d.sort, 6) * ${LICENSES.length}::int)::int], ''),
      nullif((${SIZES.map(([, count]) => count)}::text[])[d.size], '')::bigint,
      (${KINDS}::text[])[ceil(bench_chance(d.sort, 7) * ${KINDS.length}::int)::int],
      case when bench_chance(d.model_id, 8) < 0.35 or d.reviewed
        then least(2.5e8, bench_chance(d.model_id, 9) ^ -1.25 * case when d.reviewed then 20 else 1 end) else 0 end,
      case when bench_chance(d.model_id, 10) < 0.3 then bench_chance(d.model_id, 11) ^ -0.6 else 0 end
    from drawn d`;
  await db`analyze bench_models`;
}

async function describe(db: Db): Promise<void> {
  await db`
    insert into model_attributes (
      model_id, snapshot_id, panel_id, repo_id, license_id, license_source, parameters, parameters_source,
      safetensors_parameters, task, library, gated, disabled, base_models, relation, tags
    )
    select
      g.model_id, s.snapshot_id, s.panel_id, m.repo_id, g.license, 'cardData', g.parameters,
      case when g.parameters is null then 'unknown' else 'safetensors' end, g.parameters,
      split_part(g.kind, ' ', 1), split_part(g.kind, ' ', 2), 'false', false,
      case when bench_chance(g.sort, 12) < 0.5 then array['namespace-1/base-7B-' || abs(g.sort % 1000)] end,
      case when bench_chance(g.sort, 12) < 0.5 then 'finetune' end,
      array['arxiv:2411.' || g.model_id % 100000, 'conversational', 'endpoints_compatible', 'en', 'region:us',
        split_part(g.kind, ' ', 3)]
    from bench_models g
    join models m on m.model_id = g.model_id
    cross join (select snapshot_id, panel_id from snapshots order by as_of limit 1) s
    order by g.model_id`;
  await db`analyze model_attributes, models`;
}

/** Edges and current values as the product derives them: first as described, then judged by its own function. */
async function judge(db: Db): Promise<void> {
  await db`
    insert into lineage_edges (
      panel_id, child_id, place, parent_id, parent_repo_id, relation, declared_in, since_snapshot
    )
    select a.panel_id, a.model_id, 1, m.model_id, a.base_models[1], a.relation, 'card', a.snapshot_id
    from model_attributes a
    left join models m on m.repo_id = a.base_models[1]
    where a.base_models is not null
    order by a.model_id`;
  await db`
    insert into panel_models (
      panel_id, model_id, downloads_30d, downloads_all_time, likes, present, fingerprint, described_by,
      parameters_source, license_id, country, region, size_class, license_class
    )
    select
      a.panel_id, g.model_id, g.downloads, g.downloads * (3 + g.model_id % 17), g.likes, true,
      md5(g.repo_id)::uuid, a.snapshot_id, 'unknown', g.license, 'UNREVIEWED', 'unreviewed', 'unknown', 'none'
    from bench_models g
    join model_attributes a on a.model_id = g.model_id
    order by g.model_id`;
  await db`drop table bench_models`;
  await db`analyze panel_models, lineage_edges`;
  await db`select rejudge_panel(panel_id, as_of, null) from snapshots order by as_of desc limit 1`;
  await db`vacuum full panel_models`;
}
