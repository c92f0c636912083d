-- Sums of closed weeks, side by side in one number. PostgreSQL adds such numbers as fast as single ones, so that two
-- years of sums are added for the price of one: docs/decisions/0009.
-- A pack of 208 weeks (`rollup_weeks`, by kind) or of 112 days (`rollup_kind_days`, and `rollup_days` by cell) is a number whose fields of
-- `fold_width` digits are the sums, the oldest in front. Weeks and days count from 1970-01-05, a Monday.

-- Digits of a field: more than any sum over everything has.
create or replace function fold_width(measure text) returns integer
language sql immutable as $$
  select case measure
    when 'models' then 9
    when 'likes' then 10
    when 'downloads_all_time' then 14
    when 'parameters' then 20
    when 'weighted' then 27
    else 13
  end
$$;

-- A sum in its field: `place` from 0, of `places`.
create or replace function in_field(value numeric, measure text, place integer, places integer) returns numeric
language plpgsql immutable as $$
begin
  if value >= power(10::numeric, fold_width(measure)) or value < 0 then
    raise exception '% of % does not fit a field of % digits', value, measure, fold_width(measure);
  end if;
  return (value::text || repeat('0', fold_width(measure) * (places - 1 - place)))::numeric;
end $$;

-- The sum in a field of a pack.
create or replace function of_field(sums numeric, measure text, place integer, places integer) returns numeric
language sql immutable as $$
  select substr(
    lpad(sums::text, fold_width(measure) * places, '0'), fold_width(measure) * place + 1, fold_width(measure)
  )::numeric
$$;

create or replace function week_of(on_day date) returns integer
language sql immutable as $$ select (on_day - date '1970-01-05') / 7 $$;

create or replace function day_of(on_day date) returns integer
language sql immutable as $$ select on_day - date '1970-01-05' $$;

-- Folds the weeks of a panel before a Monday that are not folded yet.
create or replace function fold_weeks(of_panel smallint, before date) returns void
language plpgsql as $$
declare
  monday date;
begin
  for monday in
    select distinct date_trunc('week', s.as_of)::date
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.panel_id = of_panel and s.status = 'published' and s.as_of < before and s.as_of >= p.folded_before
    order by 1
  loop
    perform fold_week(of_panel, monday);
  end loop;
  update panels set folded_before = before where panel_id = of_panel and folded_before < before;
end $$;

-- Adds the open sums of one week to the packs, and drops them. A stock is that of the week's last snapshot, a flow the
-- sum over its snapshots.
create or replace function fold_week(of_panel smallint, monday date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists of_week;
  create temporary table of_week on commit drop as
  select s.snapshot_id, s.as_of, s.as_of = max(s.as_of) over () as is_last
  from snapshots s
  where s.panel_id = of_panel and s.status = 'published' and s.as_of >= monday and s.as_of < monday + 7;

  insert into rollup_weeks as r (panel_id, measure, span, kind_id, infrastructure, sums)
  select
    of_panel, v.measure, (week_of(monday) / 208)::smallint, k.kind_id, k.infrastructure,
    in_field(sum(v.value), v.measure, week_of(monday) % 208, 208)
  from of_week w
  join rollup_kinds k on k.snapshot_id = w.snapshot_id
  cross join lateral (
    values
      ('models', k.models::numeric, w.is_last),
      ('downloads_30d', k.downloads_30d, w.is_last),
      ('downloads_all_time', k.downloads_all_time, w.is_last),
      ('likes', k.likes, w.is_last),
      ('risen', k.risen, true),
      ('fallen', k.fallen, true),
      ('risen_first_year', k.risen_first_year, true),
      ('fallen_first_year', k.fallen_first_year, true),
      ('parameters', k.parameters, w.is_last),
      ('weighted', k.weighted, w.is_last)
  ) as v (measure, value, counts)
  where v.counts and v.value > 0
  group by v.measure, k.kind_id, k.infrastructure
  on conflict (panel_id, measure, kind_id, infrastructure, span) do update set sums = r.sums + excluded.sums;

  insert into rollup_kind_days as r (panel_id, measure, span, kind_id, infrastructure, sums)
  select
    of_panel, v.measure, (day_of(w.as_of) / 112)::smallint, k.kind_id, k.infrastructure,
    sum(in_field(v.value, v.measure, day_of(w.as_of) % 112, 112))
  from of_week w
  join rollup_kinds k on k.snapshot_id = w.snapshot_id
  cross join lateral (
    values
      ('models', k.models::numeric),
      ('downloads_30d', k.downloads_30d),
      ('downloads_all_time', k.downloads_all_time),
      ('likes', k.likes),
      ('risen', k.risen),
      ('fallen', k.fallen),
      ('risen_first_year', k.risen_first_year),
      ('fallen_first_year', k.fallen_first_year),
      ('parameters', k.parameters),
      ('weighted', k.weighted)
  ) as v (measure, value)
  where v.value > 0
  group by v.measure, k.kind_id, k.infrastructure, day_of(w.as_of) / 112
  on conflict (panel_id, measure, kind_id, infrastructure, span) do update set sums = r.sums + excluded.sums;

  insert into rollup_days as r (panel_id, measure, span, cell_id, sums)
  select
    of_panel, v.measure, (day_of(w.as_of) / 112)::smallint, k.cell_id,
    sum(in_field(v.value, v.measure, day_of(w.as_of) % 112, 112))
  from of_week w
  join rollup_cell_sums k on k.snapshot_id = w.snapshot_id
  cross join lateral (
    values
      ('models', k.models::numeric),
      ('downloads_30d', k.downloads_30d),
      ('downloads_all_time', k.downloads_all_time),
      ('likes', k.likes),
      ('risen', k.risen),
      ('fallen', k.fallen),
      ('risen_first_year', k.risen_first_year),
      ('fallen_first_year', k.fallen_first_year),
      ('parameters', k.parameters),
      ('weighted', k.weighted)
  ) as v (measure, value)
  where v.value > 0
  group by v.measure, k.cell_id, day_of(w.as_of) / 112
  on conflict (panel_id, measure, cell_id, span) do update set sums = r.sums + excluded.sums;

  delete from rollup_kinds k using of_week w where k.snapshot_id = w.snapshot_id;
  delete from rollup_cell_sums k using of_week w where k.snapshot_id = w.snapshot_id;
end $$;

-- Takes a folded week out of the packs, so that it can be folded again. What it held is lost.
create or replace function clear_week(of_panel smallint, monday date) returns void
language plpgsql as $$
begin
  update rollup_weeks r set
    sums = r.sums - in_field(
      of_field(r.sums, r.measure, week_of(monday) % 208, 208), r.measure, week_of(monday) % 208, 208)
  where r.panel_id = of_panel and r.span = week_of(monday) / 208
    and of_field(r.sums, r.measure, week_of(monday) % 208, 208) > 0;
  for day in 0..6 loop
    update rollup_days r set
      sums = r.sums - in_field(
        of_field(r.sums, r.measure, day_of(monday + day) % 112, 112), r.measure, day_of(monday + day) % 112, 112)
    where r.panel_id = of_panel and r.span = day_of(monday + day) / 112
      and of_field(r.sums, r.measure, day_of(monday + day) % 112, 112) > 0;
    update rollup_kind_days r set
      sums = r.sums - in_field(
        of_field(r.sums, r.measure, day_of(monday + day) % 112, 112), r.measure, day_of(monday + day) % 112, 112)
    where r.panel_id = of_panel and r.span = day_of(monday + day) / 112
      and of_field(r.sums, r.measure, day_of(monday + day) % 112, 112) > 0;
  end loop;
end $$;
