-- Holds what is published of a snapshot against what observations, attributes and edges say. Changes nothing.

-- Figures that differ, from either side, one row each; null where the cell is missing on a side. No rows: all is right.
-- `rollup` is `cube`, the cells of shares, or `sums`, those of definitions. Everything that was worked out is taken
-- back: the inner block ends in an exception, which leaves the differences alone.
create or replace function differing_figures(of_snapshot integer)
returns table (
  rollup text, region text, creators text, size text, license_class text, relation text, infrastructure boolean,
  measure text, published numeric, recomputed numeric
)
language plpgsql as $$
declare
  found_cube jsonb;
  found_sums jsonb;
begin
  begin
    perform state_as_of(of_snapshot);
    select jsonb_agg(to_jsonb(d)) into found_cube from differing_cube(of_snapshot) d;
    select jsonb_agg(to_jsonb(d)) into found_sums from differing_sums(of_snapshot) d;
    raise exception 'only looking' using errcode = 'OMC03';
  exception
    when sqlstate 'OMC03' then null;
  end;
  return query
    select
      'cube', c.region, null::text, c.size_class, c.license_class, null::text, null::boolean, c.measure, c.published,
      c.recomputed
    from jsonb_to_recordset(found_cube)
      as c (region text, size_class text, license_class text, measure text, published numeric, recomputed numeric)
    union all
    select
      'sums', s.region, s.creators, s.size_cell::text, s.license_class, s.relation, s.infrastructure, s.measure,
      s.published, s.recomputed
    from jsonb_to_recordset(found_sums)
      as s (region text, creators text, size_cell smallint, license_class text, relation text, infrastructure boolean,
        measure text, published numeric, recomputed numeric);
end $$;

-- Differing cells of the cube, by measure, from `state`.
create or replace function differing_cube(of_snapshot integer)
returns table (
  region text, size_class text, license_class text, measure text, published numeric, recomputed numeric
)
language plpgsql as $$
begin
  return query
  with recomputed_cells as (
    select
      s.region, s.size_class, s.license_class, count(*) as models, coalesce(sum(s.downloads_30d), 0) as downloads_30d,
      sum(s.downloads_all_time) as downloads_all_time, coalesce(sum(s.likes), 0) as likes
    from state s
    group by s.region, s.size_class, s.license_class
  )
  select
    coalesce(p.region, r.region), coalesce(p.size_class, r.size_class), coalesce(p.license_class, r.license_class),
    v.measure, v.published, v.recomputed
  from (select c.* from rollup_cells c where c.snapshot_id = of_snapshot) p
  full join recomputed_cells r
    on r.region = p.region and r.size_class = p.size_class and r.license_class = p.license_class
  cross join lateral (
    values
      ('models', p.models::numeric, r.models::numeric),
      ('downloads_30d', p.downloads_30d, r.downloads_30d),
      ('downloads_all_time', p.downloads_all_time, r.downloads_all_time),
      ('likes', p.likes, r.likes)
  ) as v (measure, published, recomputed)
  where v.published is distinct from v.recomputed
  order by 1, 2, 3;
end $$;

-- Differing sums by cell, by measure, from `state` and `gains`. They are summed anew under a number that no snapshot
-- has; what is published is read from the packs once the week is folded.
create or replace function differing_sums(of_snapshot integer)
returns table (
  region text, creators text, size_cell smallint, license_class text, relation text, infrastructure boolean,
  measure text, published numeric, recomputed numeric
)
language plpgsql set enable_nestloop = off as $$
declare
  s snapshots;
  place integer;
begin
  select x.* into s from snapshots x where x.snapshot_id = of_snapshot;
  place := day_of(s.as_of) % 112;
  perform sum_kinds(-of_snapshot, s.as_of, 'select * from state');
  return query
  with panel as (
    select p.folded_before > s.as_of as folded from panels p where p.panel_id = s.panel_id
  ),
  published_sums as (
    select c.cell_id, v.measure, v.value::numeric as value
    from rollup_cell_sums c
    cross join lateral jsonb_each_text(to_jsonb(c) - 'snapshot_id' - 'cell_id') as v (measure, value)
    where c.snapshot_id = of_snapshot and not (select folded from panel)
    union all
    select r.cell_id, r.measure, of_field(r.sums, r.measure, place, 112)
    from rollup_days r
    where r.panel_id = s.panel_id and r.span = day_of(s.as_of) / 112 and (select folded from panel)
  ),
  recomputed_sums as (
    select c.cell_id, v.measure, v.value::numeric as value
    from rollup_cell_sums c
    cross join lateral jsonb_each_text(to_jsonb(c) - 'snapshot_id' - 'cell_id') as v (measure, value)
    where c.snapshot_id = -of_snapshot
  ),
  creators_of as (
    select
      m.mix_id,
      string_agg(
        m.region || case when m.weight < 1 then ' ' || round(m.weight::numeric, 3) else '' end, ', ' order by m.region
      ) as creators
    from mix_parts m
    group by m.mix_id
  )
  select
    coalesce(k.region, 'cell ' || d.cell_id), o.creators, k.size_cell, k.license_class, k.relation, k.infrastructure,
    d.measure, d.published, d.recomputed
  from (
    select
      coalesce(p.cell_id, r.cell_id) as cell_id, coalesce(p.measure, r.measure) as measure, p.value as published,
      r.value as recomputed
    from (select x.* from published_sums x where x.value <> 0) p
    full join (select x.* from recomputed_sums x where x.value <> 0) r
      on r.cell_id = p.cell_id and r.measure = p.measure
    where p.value is distinct from r.value
  ) d
  left join cells k on k.cell_id = d.cell_id
  left join creators_of o on o.mix_id = k.mix_id
  order by k.region, o.creators, k.size_cell, k.license_class, k.relation, k.infrastructure, d.measure;
end $$;
