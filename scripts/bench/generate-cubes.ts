import type { Db } from '../../db/client.ts';

/** Everything here is generated and belongs to benchmarks. */
export interface CubesOptions {
  models: number;
  /** Daily snapshots, ending on a Sunday: every week is folded but the last. */
  days: number;
}

/** The name of the generated panel. */
export const CUBES_PANEL = 'bench-cubes';

/**
 * Cubes of a panel of so many models over so many days, written as the folding writes them. Kinds are drawn from those
 * of the recordings by their weight, and changed in some places, so that what goes together there goes together here;
 * the number of different kinds follows from the number of models. Sums are random and drift.
 */
export async function generateCubes(
  db: Db,
  { models, days }: CubesOptions,
  say: (line: string) => void,
): Promise<void> {
  await db`select setseed(0.42)`.simple();
  await db`drop table if exists bench_kinds, bench_cells`;
  await drawKinds(db, models);
  const [{ kinds }] = await db<[{ kinds: number }]>`select count(*)::int as "kinds" from bench_kinds`;
  say(`${models.toLocaleString('en')} models are of ${kinds.toLocaleString('en')} kinds`);
  await db`
    insert into panels (panel, title, population, kind, source_title, source_url, terms, rank, whole, every_days, folded_before)
    values (${CUBES_PANEL}, 'Generated cubes', 'Generated for a benchmark.', 'live', 'generated', 'https://example.org',
      'none', 1, true, 1, ${lastMonday})`;
  await db`
    insert into snapshots (panel_id, as_of, status, token, published_at, models, judged_by)
    select p.panel_id, ${lastSunday}::date - (${days - 1} - d), 'published', 'bench', now(), ${models},
      (select max(version) from reference_versions)
    from panels p, generate_series(0, ${days - 1}) d
    where p.panel = ${CUBES_PANEL}`;
  // A page asks whether the panel records the all-time counter.
  await db`
    insert into rollup_cells (snapshot_id, region, size_class, license_class, models, downloads_30d, downloads_all_time, likes)
    select max(s.snapshot_id), 'us', 'unknown', 'none', 1, 1, 1, 1
    from snapshots s join panels p on p.panel_id = s.panel_id where p.panel = ${CUBES_PANEL}`;
  await createFactors(db);
  for (const measure of MEASURES) {
    await packWeeks(db, measure, days);
    await packDays(db, measure, days);
    say(`packed ${measure}`);
  }
  await packSlices(db, days);
  say('packed slices');
  await openWeek(db);
  await db`vacuum (analyze) kinds, cells, origins, origin_parts, mixes, mix_parts, rollup_weeks, rollup_days, rollup_kinds, rollup_slices, slices,
    rollup_open_slices, rollup_open_kinds, rollup_cell_sums, snapshots, panels`;
}

/** Whether the cubes are there already, from an earlier run. */
export async function isGenerated(db: Db): Promise<boolean> {
  const [{ found }] = await db<[{ found: boolean }]>`
    select exists (select from panels p where p.panel = ${CUBES_PANEL}) as "found"`;
  return found;
}

/** The window ends here. */
const lastSunday = '2026-11-15';
const lastMonday = '2026-11-09';

const MEASURES = [
  'models',
  'downloads_30d',
  'downloads_all_time',
  'likes',
  'risen',
  'fallen',
  'risen_first_year',
  'fallen_first_year',
  'parameters',
  'weighted',
] as const;

type Measure = (typeof MEASURES)[number];

async function drawKinds(db: Db, models: number): Promise<void> {
  await db`
    create unlogged table bench_drawn as
    with real as (
      select k.*, sum(count(*)) over (order by k.kind_id) as up_to, count(*) as models
      from kinds k
      join panel_models p on p.kind_id = k.kind_id
      group by k.kind_id
    ),
    whole as (select max(r.up_to) as models, array_agg(r.up_to order by r.kind_id) as bounds, array_agg(r.kind_id order by r.kind_id) as ids from real r)
    select
      w.ids[width_bucket((random() * (w.models - 1))::bigint, w.bounds) + 1] as kind_id,
      random() as a, random() as b, random() as c, random() as d, random() as e, random() as f
    from generate_series(1, ${models}), whole w`;
  await db`
    create unlogged table bench_kinds as
    with mutated as (
      select
        -- The tail is uploaded by accounts that nobody reviewed.
        case when x.a < 0.9 then '' else k.holder end as holder,
        k.origin_id,
        case when x.b < 0.03 then floor(x.c * 14)::smallint - 1 else k.size_cell end as size_cell,
        case when x.d < 0.02 then (array['mit', 'cc-by-4.0', 'cc-by-nc-4.0', 'openrail', 'gpl-3.0', 'llama3.1', 'gemma', 'bsd-3-clause'])[1 + floor(x.e * 8)::int] else k.license end as license,
        k.license_class, k.task, k.library, k.format, k.relation, k.inheritance, k.gated,
        case when x.f < 0.5 then (2022 + floor(x.f * 10)::int)::text else k.year end as year,
        k.tracked and x.a >= 0.9 as tracked, k.first_party and x.a >= 0.9 as first_party
      from bench_drawn x
      join kinds k on k.kind_id = x.kind_id
    ),
    classed as (
      select m.*, coalesce(l.class, m.license_class) as class from mutated m left join ref_licenses l on l.license = m.license
    )
    select
      holder, origin_id, size_cell, license, class as license_class, task, library, format, relation, inheritance, gated, year,
      tracked, first_party, count(*)::int as models
    from classed
    group by holder, origin_id, size_cell, license, class, task, library, format, relation, inheritance, gated, year, tracked,
      first_party`;
  await db`
    insert into kinds (holder, origin_id, size_cell, license, license_class, task, library, format, relation, inheritance,
      gated, year, tracked, first_party)
    select holder, origin_id, size_cell, license, license_class, task, library, format, relation, inheritance, gated, year,
      tracked, first_party
    from bench_kinds
    on conflict do nothing`;
  await db`alter table bench_kinds add kind_id integer`;
  await db`
    update bench_kinds b set kind_id = k.kind_id
    from kinds k
    where (k.holder, k.origin_id, k.size_cell, k.license, k.license_class, k.task, k.library, k.format, k.relation,
        k.inheritance, k.gated, k.year, k.tracked, k.first_party)
      = (b.holder, b.origin_id, b.size_cell, b.license, b.license_class, b.task, b.library, b.format, b.relation,
        b.inheritance, b.gated, b.year, b.tracked, b.first_party)`;
  await db`
    create unlogged table bench_cells as
    with placed as (
      select coalesce(h.region, 'unreviewed') as region, x.mix_id, b.size_cell, b.license_class, b.relation, b.models
      from bench_kinds b
      left join ref_holder_places h on h.counting = 'primary' and h.facts = 'then' and h.holder = b.holder
      join (
        select o.origin_id, min(m.mix_id) as mix_id
        from origin_parts o
        left join ref_holder_places h on h.counting = 'primary' and h.facts = 'then' and h.holder = o.holder
        join mix_parts m on m.region = coalesce(h.region, 'unreviewed')
        group by o.origin_id
      ) x on x.origin_id = b.origin_id
    )
    select region, mix_id, size_cell, license_class, relation, sum(models)::int as models
    from placed
    group by region, mix_id, size_cell, license_class, relation`;
  await db`
    insert into cells (region, mix_id, size_cell, license_class, relation, infrastructure)
    select c.region, c.mix_id, c.size_cell, c.license_class, c.relation, f.infrastructure
    from bench_cells c, (values (false), (true)) f (infrastructure)
    where not f.infrastructure or c.models > 50
    on conflict do nothing`;
}

/** What one kind of so many models sums to, in the first field; later ones drift by `at`. */
function sumOf(db: Db, measure: Measure, models: ReturnType<Db>) {
  const per: Readonly<Record<Measure, number>> = {
    models: 1,
    downloads_30d: 700,
    downloads_all_time: 9000,
    likes: 4,
    risen: 160,
    fallen: 2,
    risen_first_year: 60,
    fallen_first_year: 1,
    parameters: 4e9,
    weighted: 3e12,
  };
  return measure === 'models' ? models : db`(${models} * ${per[measure]}::float8 * h.luck)`;
}

/** Multiplied by a number, a pack of drifting factors is a pack of drifting sums. */
async function createFactors(db: Db): Promise<void> {
  await db`
    create or replace function bench_week_factors(measure text, weeks integer) returns table (span smallint, factors numeric)
    language sql as $$
      select
        s.span::smallint,
        string_agg(lpad(
          (case when s.span * 624 + at between w.last - weeks + 1 and w.last - 1 then 100 + at % 52 else 0 end)::text,
          fold_width(measure), '0'), '' order by at)::numeric
      from (select week_of('2026-11-15') as last) w
      cross join generate_series((w.last - weeks) / 624, w.last / 624) as s (span)
      cross join generate_series(0, 623) as at
      group by s.span
    $$`;
  await db`
    create or replace function bench_day_factors(measure text, days integer) returns table (span smallint, factors numeric)
    language sql as $$
      select
        s.span::smallint,
        string_agg(lpad(
          (case when s.span * 112 + at between w.last - days + 1 and w.last - 7 then 100 + at % 56 else 0 end)::text,
          fold_width(measure), '0'), '' order by at)::numeric
      from (select day_of('2026-11-15') as last) w
      cross join generate_series((w.last - days) / 112, w.last / 112) as s (span)
      cross join generate_series(0, 111) as at
      group by s.span
    $$`;
}

async function packWeeks(db: Db, measure: Measure, days: number): Promise<void> {
  await db`
    insert into rollup_weeks (panel_id, measure, span, kind_id, infrastructure, sums)
    select
      p.panel_id, ${measure}, f.span, b.kind_id, i.infrastructure,
      f.factors * greatest(1, floor(${sumOf(db, measure, db`b.models`)} / 100))::numeric
    from panels p
    cross join bench_week_factors(${measure}, ${Math.ceil(days / 7)}) f
    cross join bench_kinds b
    cross join lateral (select exp(2 * random() - 1 + b.kind_id * 0)::float8 as luck) h
    cross join (values (false), (true)) i (infrastructure)
    where p.panel = ${CUBES_PANEL} and f.factors > 0 and (not i.infrastructure or b.kind_id % 40 = 0)
    order by b.kind_id`;
}

async function packDays(db: Db, measure: Measure, days: number): Promise<void> {
  await db`
    insert into rollup_days (panel_id, measure, span, cell_id, sums)
    select
      p.panel_id, ${measure}, f.span, k.cell_id,
      f.factors * greatest(1, floor(${sumOf(db, measure, db`c.models`)} / 100))::numeric
    from panels p
    cross join bench_day_factors(${measure}, ${days}) f
    cross join bench_cells c
    join cells k on (k.region, k.mix_id, k.size_cell, k.license_class, k.relation)
      = (c.region, c.mix_id, c.size_cell, c.license_class, c.relation)
    cross join lateral (select exp(2 * random() - 1 + k.cell_id * 0)::float8 as luck) h
    where p.panel = ${CUBES_PANEL} and f.factors > 0
    order by k.cell_id`;
}

/** Slices of the same kinds: once cut, then packed like the kinds. */
export async function packSlices(db: Db, days: number): Promise<void> {
  await db.begin(async (tx) => {
    await tx`
      create temporary table week_sums on commit drop as
      select
        b.kind_id, i.infrastructure, b.models, b.models * 700::bigint as downloads_30d,
        b.models * 9000::bigint as downloads_all_time, b.models * 4::bigint as likes, b.models * 160::bigint as risen,
        b.models::bigint as fallen, b.models * 60::bigint as risen_first_year, b.models::bigint as fallen_first_year,
        b.models * 4e9::numeric as parameters, b.models * 3e12::numeric as weighted
      from bench_kinds b
      cross join (values (false), (true)) i (infrastructure)
      where not i.infrastructure or b.kind_id % 40 = 0`;
    await tx`select slice_week(p.panel_id) from panels p where p.panel = ${CUBES_PANEL}`;
    for (const measure of MEASURES) {
      await tx`
        insert into rollup_slices (panel_id, measure, span, slice_id, sums)
        select p.panel_id, ${measure}, f.span, b.slice_id, f.factors * b.models
        from panels p
        cross join bench_week_factors(${measure}, ${Math.ceil(days / 7)}) f
        cross join slice_sums b
        where p.panel = ${CUBES_PANEL}`;
    }
    await tx`
      insert into rollup_open_slices
      select p.panel_id, w.slice_id, w.models, w.downloads_30d, w.downloads_all_time, w.likes, w.risen, w.fallen,
        w.risen_first_year, w.fallen_first_year, w.parameters, w.weighted
      from slice_sums w, panels p
      where p.panel = ${CUBES_PANEL}`;
    await tx`
      insert into rollup_open_kinds
      select p.panel_id, w.kind_id, w.infrastructure, w.models, w.downloads_30d, w.downloads_all_time, w.likes, w.risen,
        w.fallen, w.risen_first_year, w.fallen_first_year, w.parameters, w.weighted
      from week_sums w, panels p
      where p.panel = ${CUBES_PANEL}`;
  });
}

/** The seven days that are not folded yet. */
async function openWeek(db: Db): Promise<void> {
  await db`
    insert into rollup_kinds
    select s.snapshot_id, b.kind_id, false, b.models, b.models * 700::bigint, b.models * 9000::bigint, b.models * 4, b.models * 20, 0,
      b.models * 8, 0, b.models * 4e9::numeric, b.models * 3e12::numeric
    from snapshots s join panels p on p.panel_id = s.panel_id, bench_kinds b
    where p.panel = ${CUBES_PANEL} and s.as_of >= ${lastMonday}`;
  await db`
    insert into rollup_cell_sums
    select s.snapshot_id, k.cell_id, c.models, c.models * 700::bigint, c.models * 9000::bigint, c.models * 4, c.models * 20, 0,
      c.models * 8, 0, c.models * 4e9::numeric, c.models * 3e12::numeric
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    cross join bench_cells c
    join cells k on (k.region, k.mix_id, k.size_cell, k.license_class, k.relation)
      = (c.region, c.mix_id, c.size_cell, c.license_class, c.relation)
    where p.panel = ${CUBES_PANEL} and s.as_of >= ${lastMonday} and not k.infrastructure`;
}
