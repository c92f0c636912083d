-- Holds the sums of a panel that figures are read from against each other; `differing_figures` holds the sums by cell
-- against the observations. Changes nothing. Whole packs are added up and compared; only those that differ are unpacked.

-- Measures that are added over the days of a week; of the others, a week has what its last day has.
create or replace function is_flow(measure text) returns boolean
language sql immutable as $$ select measure in ('risen', 'fallen', 'risen_first_year', 'fallen_first_year') $$;

-- `7, permissive, merge, infrastructure`: what kinds and cells have in common, the size as its place.
create or replace function part_of_models(size_cell smallint, license_class text, relation text, infrastructure boolean)
returns text
language sql immutable as $$
  select concat_ws(', ', size_cell::text, license_class, relation, case when infrastructure then 'infrastructure' end)
$$;

-- `region × license, declared`.
create or replace function part_of_slices(set_no integer, infrastructure boolean, declared boolean) returns text
language sql immutable as $$
  select concat_ws(
    ', ',
    concat_ws(' × ', (slice_columns())[set_no / 32], (slice_columns())[nullif(set_no % 32, 0)]),
    case when declared then 'declared' end,
    case when infrastructure then 'infrastructure' end
  )
$$;

-- Packs that differ, as sums over kinds, cells or slices. Days by kind against days by cell, weeks against days, slices
-- against weeks.
create or replace function differing_packs(of_panel smallint)
returns table (
  rollup text, places integer, span integer, part text, measure text, published numeric, recomputed numeric
)
language sql stable set enable_nestloop = off set work_mem = '256MB' as $$
  with kind_days as materialized (
    select r.measure, r.span, n.size_cell, n.license_class, n.relation, r.infrastructure, sum(r.sums) as sums
    from rollup_kind_days r
    join kinds n on n.kind_id = r.kind_id
    where r.panel_id = of_panel
    group by 1, 2, 3, 4, 5, 6
  ),
  cell_days as (
    select r.measure, r.span, n.size_cell, n.license_class, n.relation, n.infrastructure, sum(r.sums) as sums
    from rollup_days r
    join cells n on n.cell_id = r.cell_id
    where r.panel_id = of_panel
    group by 1, 2, 3, 4, 5, 6
  ),
  kind_weeks as materialized (
    select
      r.measure, r.span, r.infrastructure, n.relation not in ('original', 'undeclared') as declared,
      n.size_cell >= 0 as sized, sum(r.sums) as sums
    from rollup_weeks r
    join kinds n on n.kind_id = r.kind_id
    where r.panel_id = of_panel
    group by 1, 2, 3, 4, 5
  ),
  days as (
    select
      day_of(s.as_of) as day, week_of(s.as_of) as week,
      s.as_of = max(s.as_of) over (partition by week_of(s.as_of)) as is_last
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.panel_id = of_panel and s.status = 'published' and s.as_of < p.folded_before
  ),
  weeks_of_days as (
    select
      k.measure, (d.week / 624)::smallint as span, k.infrastructure,
      sum(of_field(k.sums, k.measure, d.day % 112, 112) * field_factor(k.measure, d.week % 624, 624)) as sums
    from (select k.measure, k.span, k.infrastructure, sum(k.sums) as sums from kind_days k group by 1, 2, 3) k
    join days d on d.day / 112 = k.span and (d.is_last or is_flow(k.measure))
    group by 1, 2, 3
  ),
  slice_weeks as (
    select r.measure, r.span, k.set_no, k.infrastructure, k.declared, sum(r.sums) as sums
    from rollup_slices r
    join slices k on k.slice_id = r.slice_id
    where r.panel_id = of_panel and (select p.sliced from panels p where p.panel_id = of_panel)
    group by 1, 2, 3, 4, 5
  ),
  cut_weeks as (
    select w.*, c.set_no
    from (
      select v.measure, w.span, w.infrastructure, w.declared, sum(w.sums) as sums
      from kind_weeks w
      cross join lateral (values (w.measure), (case when w.sized then sized_measure(w.measure) end)) v (measure)
      where v.measure is not null
      group by 1, 2, 3, 4
    ) w
    cross join slice_sets() c
    where (select p.sliced from panels p where p.panel_id = of_panel)
  ),
  held as (
    select
      'rollup_kind_days' as rollup, 112 as places, span,
      part_of_models(size_cell, license_class, relation, infrastructure) as part,
      measure, k.sums as published, c.sums as recomputed
    from kind_days k
    full join cell_days c using (measure, span, size_cell, license_class, relation, infrastructure)
    union all
    select
      'rollup_weeks', 624, span, case when infrastructure then 'infrastructure' else 'others' end,
      measure, w.sums, d.sums
    from (select w.measure, w.span, w.infrastructure, sum(w.sums) as sums from kind_weeks w group by 1, 2, 3) w
    full join weeks_of_days d using (measure, span, infrastructure)
    union all
    select
      'rollup_slices', 624, span, part_of_slices(set_no, infrastructure, declared), measure, s.sums, w.sums
    from slice_weeks s
    full join cut_weeks w using (measure, span, set_no, infrastructure, declared)
  )
  select h.rollup, h.places, h.span, h.part, h.measure, coalesce(h.published, 0), coalesce(h.recomputed, 0)
  from held h
  where coalesce(h.published, 0) <> coalesce(h.recomputed, 0)
$$;

-- The same of what is not folded: snapshots by kind against by cell, the open week by kind against its snapshots, and
-- its slices against its kinds.
create or replace function differing_open_sums(of_panel smallint)
returns table (rollup text, as_of date, part text, measure text, published numeric, recomputed numeric)
language sql stable set enable_nestloop = off set work_mem = '256MB' as $$
  with open_days as (
    select s.snapshot_id, s.as_of, s.as_of = max(s.as_of) over () as is_last
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.panel_id = of_panel and s.status = 'published' and s.as_of >= p.folded_before
  ),
  week as (
    select date_trunc('week', max(d.as_of))::date as monday from open_days d
  ),
  -- Snapshots of folded weeks are here while they are judged again.
  day_kinds as materialized (
    select s.as_of, k.kind_id, k.infrastructure, v.measure, v.value
    from snapshots s
    join rollup_kinds k on k.snapshot_id = s.snapshot_id
    cross join lateral sums_of(
      k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
      k.fallen_first_year, k.parameters, k.weighted
    ) v
    where s.panel_id = of_panel and s.status = 'published'
  ),
  kind_days as (
    select
      k.as_of, part_of_models(n.size_cell, n.license_class, n.relation, k.infrastructure) as part, k.measure,
      sum(k.value) as value
    from day_kinds k
    join kinds n on n.kind_id = k.kind_id
    group by 1, 2, 3
  ),
  cell_days as (
    select
      s.as_of, part_of_models(n.size_cell, n.license_class, n.relation, n.infrastructure) as part, v.measure,
      sum(v.value) as value
    from snapshots s
    join rollup_cell_sums k on k.snapshot_id = s.snapshot_id
    join cells n on n.cell_id = k.cell_id
    cross join lateral sums_of(
      k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
      k.fallen_first_year, k.parameters, k.weighted
    ) v
    where s.panel_id = of_panel and s.status = 'published'
    group by 1, 2, 3
  ),
  week_of_days as (
    select k.kind_id, k.infrastructure, k.measure, sum(k.value) as value
    from day_kinds k
    join open_days d on d.as_of = k.as_of
    where d.is_last or is_flow(k.measure)
    group by 1, 2, 3
  ),
  open_kinds as materialized (
    select k.kind_id, k.infrastructure, v.measure, v.value
    from rollup_open_kinds k
    cross join lateral sums_of(
      k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
      k.fallen_first_year, k.parameters, k.weighted
    ) v
    where k.panel_id = of_panel
  ),
  open_slices as (
    select n.set_no, n.infrastructure, n.declared, v.measure, sum(v.value) as value
    from rollup_open_slices k
    join slices n on n.slice_id = k.slice_id
    cross join lateral sums_of(
      k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
      k.fallen_first_year, k.parameters, k.weighted, k.models_sized, k.downloads_sized
    ) v
    where k.panel_id = of_panel
    group by 1, 2, 3, 4
  ),
  cut_kinds as (
    select c.set_no, k.infrastructure, k.declared, k.measure, k.value
    from (
      select
        k.infrastructure, n.relation not in ('original', 'undeclared') as declared, v.measure, sum(k.value) as value
      from open_kinds k
      join kinds n on n.kind_id = k.kind_id
      cross join lateral
        (values (k.measure), (case when n.size_cell >= 0 then sized_measure(k.measure) end)) v (measure)
      where v.measure is not null
      group by 1, 2, 3
    ) k
    cross join slice_sets() c
    where (select p.sliced from panels p where p.panel_id = of_panel)
  ),
  held as (
    select 'rollup_kinds' as rollup, as_of, part, measure, k.value as published, c.value as recomputed
    from kind_days k
    full join cell_days c using (as_of, part, measure)
    union all
    select
      'rollup_open_kinds', (select w.monday from week w),
      'kind ' || kind_id || case when infrastructure then ', infrastructure' else '' end, measure, k.value, d.value
    from open_kinds k
    full join week_of_days d using (kind_id, infrastructure, measure)
    union all
    select
      'rollup_open_slices', (select w.monday from week w), part_of_slices(set_no, infrastructure, declared), measure,
      s.value, c.value
    from open_slices s
    full join cut_kinds c using (set_no, infrastructure, declared, measure)
  )
  select h.rollup, h.as_of, h.part, h.measure, coalesce(h.published, 0), coalesce(h.recomputed, 0)
  from held h
  where coalesce(h.published, 0) <> coalesce(h.recomputed, 0)
$$;

-- Sums that differ, one row each: on which day, of which week (its Monday) they are, of which part of the models, what
-- the rollup holds and what follows from the others. No rows: all is right.
create or replace function differing_rollups(of_panel smallint)
returns table (rollup text, as_of date, part text, measure text, published numeric, recomputed numeric)
language sql stable as $$
  -- Of every field of a pack, digits are cut sooner than numbers are divided, and bytes sooner than letters.
  with digits as materialized (
    select
      p.*, w.width,
      convert_to(lpad(abs(p.published)::text, w.width * (p.places + 1), '0'), 'UTF8') as published_digits,
      convert_to(lpad(abs(p.recomputed)::text, w.width * (p.places + 1), '0'), 'UTF8') as recomputed_digits
    from differing_packs(of_panel) p
    cross join lateral (select fold_width(p.measure) as width) w
  ),
  fields as (
    select
      d.rollup,
      date '1970-01-05' + (d.span * d.places + g.place) * case d.rollup when 'rollup_kind_days' then 1 else 7 end as as_of,
      d.part, d.measure,
      sign(d.published) as published_sign, substr(d.published_digits, (g.place + 1) * d.width + 1, d.width) as published,
      sign(d.recomputed) as recomputed_sign,
      substr(d.recomputed_digits, (g.place + 1) * d.width + 1, d.width) as recomputed
    from digits d
    -- In front of the first field lies what no field has room for.
    cross join lateral generate_series(-1, d.places - 1) as g (place)
  )
  select
    f.rollup, f.as_of, f.part, f.measure, f.published_sign * convert_from(f.published, 'UTF8')::numeric,
    f.recomputed_sign * convert_from(f.recomputed, 'UTF8')::numeric
  from fields f
  where f.published <> f.recomputed
  union all
  select o.rollup, o.as_of, o.part, o.measure, o.published, o.recomputed
  from differing_open_sums(of_panel) o
  order by 1, 2, 3, 4
$$;
