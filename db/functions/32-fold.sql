-- Sums of closed weeks, side by side in one number. PostgreSQL adds such numbers as fast as single ones, so that years of
-- sums are added for the price of one: docs/decisions/0009.
-- A pack of 624 weeks (`rollup_weeks` by kind, `rollup_slices` by slice) or of 112 days (`rollup_kind_days` by kind,
-- `rollup_days` by cell) is a decimal number whose fields of `fold_width` digits are the sums, the oldest in front. Weeks
-- and days count from 1970-01-05, a Monday.

-- Digits of a field: more than any sum over everything has.
create or replace function fold_width(measure text) returns integer
language sql immutable as $$
  select case measure
    when 'models' then 9
    when 'models_sized' then 9
    when 'likes' then 10
    when 'downloads_all_time' then 14
    when 'parameters' then 20
    when 'weighted' then 27
    else 13
  end
$$;

-- What a sum is multiplied by to stand in a field: `place` from 0, of `places`.
create or replace function field_factor(measure text, place integer, places integer) returns numeric
language sql immutable as $$
  select ('1e' || fold_width(measure) * (places - 1 - place))::numeric
$$;

-- What a pack is divided by to lose its last fields.
create or replace function field_cut(measure text, fields integer) returns numeric
language sql immutable as $$
  select ('1e' || fold_width(measure) * fields)::numeric
$$;

-- The sum in a field of a pack.
create or replace function of_field(sums numeric, measure text, place integer, places integer) returns numeric
language sql immutable as $$
  select div(sums, field_factor(measure, place, places)) % ('1e' || fold_width(measure))::numeric
$$;

-- What a measure is called where only models of known size count; null of those that slices do not keep so.
create or replace function sized_measure(measure text) returns text
language sql immutable as $$
  select case measure when 'models' then 'models_sized' when 'downloads_30d' then 'downloads_sized' end
$$;

-- Ten sums as rows (measure, value), those above zero; of slices two more.
create or replace function sums_of(
  models bigint, downloads_30d bigint, downloads_all_time bigint, likes bigint, risen bigint, fallen bigint,
  risen_first_year bigint, fallen_first_year bigint, parameters numeric, weighted numeric,
  models_sized bigint default 0, downloads_sized bigint default 0
) returns table (measure text, value numeric)
language sql immutable as $$
  select v.measure, v.value
  from (
    values
      ('models', models::numeric),
      ('downloads_30d', downloads_30d),
      ('downloads_all_time', downloads_all_time),
      ('likes', likes),
      ('risen', risen),
      ('fallen', fallen),
      ('risen_first_year', risen_first_year),
      ('fallen_first_year', fallen_first_year),
      ('parameters', parameters),
      ('weighted', weighted),
      ('models_sized', models_sized),
      ('downloads_sized', downloads_sized)
  ) as v (measure, value)
  where v.value > 0
$$;

-- All measures that are packed.
create or replace function packed_measures() returns table (measure text)
language sql immutable as $$
  select m.measure from sums_of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) m
$$;

-- The factors of all measures for one field, into the temporary table `factors` (place, measure, factor).
create or replace function list_factors(of_places integer[], places integer) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists factors;
  create temporary table factors on commit drop as
  select p.place, m.measure, field_factor(m.measure, p.place, places) as factor,
    ('1e' || fold_width(m.measure))::numeric as bound
  from (select distinct x as place from unnest(of_places) x) p
  cross join packed_measures() m;
  analyze factors;
end $$;

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

-- What a week comes to, by kind, into the temporary table `week_sums`: a stock is that of its last snapshot, a flow the
-- sum over its snapshots. Leaves `of_week` too.
create or replace function sum_week(of_panel smallint, monday date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists of_week, week_sums;
  create temporary table of_week on commit drop as
  select s.snapshot_id, s.as_of, s.as_of = max(s.as_of) over () as is_last
  from snapshots s
  where s.panel_id = of_panel and s.as_of >= monday and s.as_of < monday + 7
    and exists (select from rollup_kinds k where k.snapshot_id = s.snapshot_id);
  create temporary table week_sums on commit drop as
  select
    k.kind_id, k.infrastructure,
    coalesce(sum(k.models) filter (where w.is_last), 0)::int as models,
    coalesce(sum(k.downloads_30d) filter (where w.is_last), 0)::bigint as downloads_30d,
    coalesce(sum(k.downloads_all_time) filter (where w.is_last), 0)::bigint as downloads_all_time,
    coalesce(sum(k.likes) filter (where w.is_last), 0)::bigint as likes,
    sum(k.risen)::bigint as risen, sum(k.fallen)::bigint as fallen,
    sum(k.risen_first_year)::bigint as risen_first_year, sum(k.fallen_first_year)::bigint as fallen_first_year,
    coalesce(sum(k.parameters) filter (where w.is_last), 0) as parameters,
    coalesce(sum(k.weighted) filter (where w.is_last), 0) as weighted
  from of_week w
  join rollup_kinds k on k.snapshot_id = w.snapshot_id
  group by k.kind_id, k.infrastructure;
  analyze week_sums;
end $$;

-- Writes what the week of the newest snapshot comes to so far.
create or replace function write_open_week(of_panel smallint, monday date) returns void
language plpgsql as $$
begin
  perform sum_week(of_panel, monday);
  delete from rollup_open_kinds o where o.panel_id = of_panel;
  insert into rollup_open_kinds
  select
    of_panel, w.kind_id, w.infrastructure, w.models, w.downloads_30d, w.downloads_all_time, w.likes, w.risen, w.fallen,
    w.risen_first_year, w.fallen_first_year, w.parameters, w.weighted
  from week_sums w
  order by w.kind_id, w.infrastructure;
  perform slice_open_week(of_panel);
end $$;

-- Adds the sums of one week to the packs, and drops those of its snapshots.
create or replace function fold_week(of_panel smallint, monday date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  perform sum_week(of_panel, monday);
  perform list_factors(array[week_of(monday) % 624], 624);
  -- No group is larger than everything.
  if exists (
    select from (
      select
        sum(k.models)::bigint as models, sum(k.downloads_30d)::bigint as downloads_30d,
        sum(k.downloads_all_time)::bigint as downloads_all_time, sum(k.likes)::bigint as likes,
        sum(k.risen)::bigint as risen, sum(k.fallen)::bigint as fallen,
        sum(k.risen_first_year)::bigint as risen_first_year, sum(k.fallen_first_year)::bigint as fallen_first_year,
        sum(k.parameters) as parameters, sum(k.weighted) as weighted
      from week_sums k
    ) k
    cross join lateral sums_of(
      k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
      k.fallen_first_year, k.parameters, k.weighted
    ) v
    join factors f on f.measure = v.measure
    where v.value >= f.bound / 100
  ) then
    raise exception 'sums of the week of % are about to outgrow their fields', monday;
  end if;
  insert into rollup_weeks as r (panel_id, measure, span, kind_id, infrastructure, sums)
  select
    of_panel, v.measure, (week_of(monday) / 624)::smallint, k.kind_id, k.infrastructure,
    v.value * f.factor
  from week_sums k
  cross join lateral sums_of(
    k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
    k.fallen_first_year, k.parameters, k.weighted
  ) v
  join factors f on f.measure = v.measure
  order by v.measure, k.kind_id
  on conflict (panel_id, measure, kind_id, infrastructure, span) do update set sums = r.sums + excluded.sums;

  if (select p.sliced from panels p where p.panel_id = of_panel) then
    perform slice_week(of_panel);
    perform fold_slices(of_panel, monday);
  end if;

  perform list_factors(array(select day_of(w.as_of) % 112 from of_week w), 112);
  perform fold_days(of_panel, 'rollup_kind_days', 'rollup_kinds', 'kind_id, infrastructure');
  perform fold_days(of_panel, 'rollup_days', 'rollup_cell_sums', 'cell_id');

  delete from rollup_kinds k using of_week w where k.snapshot_id = w.snapshot_id;
  delete from rollup_cell_sums k using of_week w where k.snapshot_id = w.snapshot_id;
end $$;

-- Adds the days of `of_week` to the packs of `target`, from the sums of its snapshots. Both are told apart by `keys`.
create or replace function fold_days(of_panel smallint, target text, from_sums text, keys text) returns void
language plpgsql as $$
begin
  execute format($query$
    insert into %1$I as r (panel_id, measure, span, %3$s, sums)
    select %4$s, v.measure, (day_of(w.as_of) / 112)::smallint, %3$s, sum(v.value * f.factor)
    from of_week w
    join %2$I k on k.snapshot_id = w.snapshot_id
    cross join lateral sums_of(
      k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
      k.fallen_first_year, k.parameters, k.weighted
    ) v
    join factors f on f.measure = v.measure and f.place = day_of(w.as_of) %% 112
    group by v.measure, %3$s, day_of(w.as_of) / 112
    order by v.measure, %3$s
    on conflict (panel_id, measure, %3$s, span) do update set sums = r.sums + excluded.sums
  $query$, target, from_sums, keys, of_panel);
end $$;

-- Takes a folded week out of the packs, so that it can be folded again. What it held is lost. The days of a week never lie
-- in two packs.
create or replace function clear_week(of_panel smallint, monday date) returns void
language plpgsql as $$
begin
  perform clear_fields('rollup_weeks', of_panel, week_of(monday), 624, 1);
  perform clear_fields('rollup_slices', of_panel, week_of(monday), 624, 1);
  perform clear_fields('rollup_days', of_panel, day_of(monday) + 6, 112, 7);
  perform clear_fields('rollup_kind_days', of_panel, day_of(monday) + 6, 112, 7);
end $$;

-- Empties neighbouring fields of packs, `count` up to the field of a week or a day. Rows are found again by where they
-- lie: nothing is guessed about how many there are. What to divide by is made once for each measure, not for each row.
create or replace function clear_fields(target text, of_panel smallint, field integer, places integer, count integer)
returns void
language plpgsql as $$
begin
  execute format($query$
    with m as materialized (
      select
        v.measure, field_factor(v.measure, %3$s %% %4$s, %4$s) as factor,
        ('1e' || fold_width(v.measure) * %5$s)::numeric as bound
      from packed_measures() v
    )
    update %1$I r set sums = r.sums - h.part
    from (
      select k.ctid as place, div(k.sums, m.factor) %% m.bound * m.factor as part
      from %1$I k
      join m on m.measure = k.measure
      where k.panel_id = %2$s and k.span = %3$s / %4$s
      offset 0
    ) h
    where h.part > 0 and r.ctid = h.place
  $query$, target, of_panel, field, places, count);
end $$;
