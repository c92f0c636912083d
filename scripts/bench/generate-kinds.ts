import type { Db } from '../../db/client.ts';

/** Kinds of so many models, drawn from those of the models that are there, into `bench_kinds` with their models. */
export async function drawKinds(db: Db, models: number): Promise<void> {
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
}

/** Cells of `bench_kinds`, into `bench_cells` with their models. Origins must have their mixes. */
export async function cellsOfKinds(db: Db): Promise<void> {
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
