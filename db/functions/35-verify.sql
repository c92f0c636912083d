-- Holds what is published of a snapshot against what observations, attributes and edges say. Changes nothing.

-- Figures that differ, from either side, one row each; null where the cell is missing on a side. No rows: all is right.
-- Everything that was worked out is taken back: the inner block ends in an exception, which leaves the differences alone.
create or replace function differing_figures(of_snapshot integer)
returns table (
  region text, creators text, size text, license_class text, relation text, infrastructure boolean,
  measure text, published numeric, recomputed numeric
)
language plpgsql as $$
declare
  found_sums jsonb;
begin
  begin
    perform state_as_of(of_snapshot);
    select jsonb_agg(to_jsonb(d)) into found_sums from differing_sums(of_snapshot) d;
    raise exception 'only looking' using errcode = 'OMC03';
  exception
    when sqlstate 'OMC03' then null;
  end;
  return query
    select
      s.region, s.creators, s.size_cell::text, s.license_class, s.relation, s.infrastructure, s.measure,
      s.published, s.recomputed
    from jsonb_to_recordset(found_sums)
      as s (region text, creators text, size_cell smallint, license_class text, relation text, infrastructure boolean,
        measure text, published numeric, recomputed numeric);
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
