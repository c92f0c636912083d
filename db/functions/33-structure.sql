-- How a snapshot is built up: how unequal it is, who leads, how fast models rise, who derives from whom.

create or replace function top_counts() returns bigint[]
language sql immutable as $$ select '{1,4,10,25,50,100,200,300,1000}'::bigint[] $$;

create or replace function top_parts() returns numeric[]
language sql immutable as $$ select '{0.0001,0.001,0.01,0.015,0.1}'::numeric[] $$;

-- Inside a publication, once `panel_models` holds the newest state. `day_before` is the newest published day, which is
-- `on_day` itself where a look of the same day is replaced. The life table, the derivatives and the pairs of licenses are made at the first
-- publication of an ISO week, baselines at the first of a quarter.
create or replace function measure_structure(
  of_snapshot integer, of_panel smallint, on_day date, day_before date
) returns void
language plpgsql as $$
declare
  last_day date;
begin
  perform measure_concentration(of_snapshot, structure_states(of_panel, on_day));
  perform measure_ages(of_panel, on_day, day_before);

  select max(s.as_of) into last_day
  from snapshots s
  where s.panel_id = of_panel and s.status = 'published' and s.as_of < on_day;
  if last_day is null or last_day < date_trunc('week', on_day) then
    perform measure_survival(of_panel, on_day);
    perform measure_derivatives(of_panel, on_day);
    perform measure_license_pairs(of_panel);
  end if;
  if last_day is null or last_day < date_trunc('quarter', on_day) then
    perform freeze_baselines(of_panel, on_day);
  end if;
end $$;

-- After the reference changed: the newest snapshot anew, from the newest state. Of earlier ones, concentration alone
-- depends on the reference: `measure_concentration(…, structure_states_as_of(…))` once `state` is there.
create or replace function remeasure_structure(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql as $$
begin
  perform measure_concentration(of_snapshot, structure_states(of_panel, on_day));
  perform correct_ages(of_panel);
  perform measure_survival(of_panel, on_day);
  perform measure_derivatives(of_panel, on_day);
  perform measure_license_pairs(of_panel);
end $$;

-- Adds to a query of models whether each is infrastructure on a day.
create or replace function infrastructure_of(from_states text, on_day date) returns text
language sql stable as $$
  select format($query$
    select
      q.model_id, q.namespace, q.downloads_30d, q.downloads_all_time, q.likes,
      is_infrastructure(
        q.listed, q.released_on, q.parameters, q.downloads_30d, q.likes, %L::date, %L::double precision[]
      ) as infrastructure
    from (%s) q
  $query$, on_day, infrastructure_limits(), from_states)
$$;

-- The query of the models present in the newest state of a panel, as `measure_concentration` wants them. A left join: it
-- is not made where nobody asks for the namespace.
create or replace function structure_states(of_panel smallint, on_day date) returns text
language sql stable as $$
  select infrastructure_of(format($query$
    select
      p.model_id, m.namespace, p.downloads_30d, p.downloads_all_time, p.likes, p.listed, p.released_on, p.parameters
    from panel_models p
    left join models m on m.model_id = p.model_id
    where p.panel_id = %s and p.present
  $query$, of_panel), on_day)
$$;

-- The same of a snapshot that `state_as_of` has read back.
create or replace function structure_states_as_of(on_day date) returns text
language sql stable as $$
  select infrastructure_of('select * from state', on_day)
$$;

-- Writes concentration and leaders of a snapshot, in place of those of other looks at its day, from a query with the columns of `structure_states`. Units are counted
-- by their value first: a hundred thousand different values stand for millions of models.
create or replace function measure_concentration(of_snapshot integer, from_states text) returns void
language plpgsql set client_min_messages = warning as $$
begin
  perform count_by_value(from_states);

  delete from rollup_concentration c using snapshots s, snapshots t
  where t.snapshot_id = of_snapshot and s.panel_id = t.panel_id and s.as_of = t.as_of and c.snapshot_id = s.snapshot_id;
  insert into rollup_concentration (
    snapshot_id, level, measure, without, units, active, total, hhi, gini_all, gini_active, tops, parts
  )
  with wholes as (
    select
      b.level, b.measure, b.without, sum(b.units) as units, coalesce(sum(b.units) filter (where b.value > 0), 0) as active,
      sum(b.value * b.units) as total, sum(b.value::numeric * b.value * b.units) as squares
    from bars b
    group by b.level, b.measure, b.without
  ),
  unequal as (
    select
      w.level, w.measure, w.without,
      sum(b.value * (b.units * (w.units - b.upto) + b.units * (b.units + 1) / 2)) as ranks,
      sum(b.value * (b.units * (w.active - b.upto) + b.units * (b.units + 1) / 2)) as active_ranks
    from bars b
    join wholes w on w.level = b.level and w.measure = b.measure and w.without = b.without
    group by w.level, w.measure, w.without
  ),
  cuts as (
    select w.level, w.measure, w.without, w.total, 'tops' as kind, k.place, k.counted
    from wholes w
    cross join unnest(top_counts()) with ordinality as k (counted, place)
    union all
    select w.level, w.measure, w.without, w.total, 'parts', k.place, greatest(1, ceil(k.part * w.units))::bigint
    from wholes w
    cross join unnest(top_parts()) with ordinality as k (part, place)
  ),
  sums as (
    select
      c.level, c.measure, c.without, c.kind,
      array_agg(coalesce(b.sum_upto - (b.upto - c.counted) * b.value, c.total)::bigint order by c.place) as sums
    from cuts c
    left join bars b
      on b.level = c.level and b.measure = c.measure and b.without = c.without
      and b.upto >= c.counted and b.upto - b.units < c.counted
    group by c.level, c.measure, c.without, c.kind
  )
  select
    of_snapshot, w.level, w.measure, w.without, w.units, w.active, w.total,
    w.squares / nullif(w.total * w.total, 0),
    2 * u.ranks / nullif(w.units * w.total, 0) - (w.units + 1) / w.units,
    2 * u.active_ranks / nullif(w.active * w.total, 0) - (w.active + 1) / nullif(w.active, 0),
    t.sums, p.sums
  from wholes w
  join unequal u on u.level = w.level and u.measure = w.measure and u.without = w.without
  join sums t on t.level = w.level and t.measure = w.measure and t.without = w.without and t.kind = 'tops'
  join sums p on p.level = w.level and p.measure = w.measure and p.without = w.without and p.kind = 'parts'
  order by w.level, w.measure, w.without;

  perform measure_leaders(of_snapshot, from_states);
  drop table bars;
end $$;

-- How many units have which value, into the temporary table `bars`, with the units and the sum down to each value. A
-- counter that nobody has is left out; one that some have counts nothing for the others.
create or replace function count_by_value(from_states text) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists heights, owned, bars;
  execute format($query$
    create temporary table heights on commit drop as
    select
      grouping(t.downloads_30d, t.downloads_all_time, t.likes) as sets,
      t.infrastructure, t.downloads_30d, t.downloads_all_time, t.likes, count(*) as units
    from (%s) t
    group by grouping sets (
      (t.downloads_30d, t.infrastructure), (t.downloads_all_time, t.infrastructure), (t.likes, t.infrastructure)
    )
  $query$, from_states);
  execute format($query$
    create temporary table owned on commit drop as
    select
      bool_or(not t.infrastructure) as stays,
      sum(t.downloads_30d)::bigint as a, sum(t.downloads_all_time)::bigint as b, sum(t.likes)::bigint as c,
      (sum(t.downloads_30d) filter (where not t.infrastructure))::bigint as a_without,
      (sum(t.downloads_all_time) filter (where not t.infrastructure))::bigint as b_without,
      (sum(t.likes) filter (where not t.infrastructure))::bigint as c_without
    from (%s) t
    group by t.namespace
  $query$, from_states);

  create temporary table bars on commit drop as
  with counted as (
    select 'model' as level, v.measure, h.infrastructure, v.value, h.units
    from heights h
    join lateral (values
      (3, 'downloads30d', h.downloads_30d), (5, 'downloadsAllTime', h.downloads_all_time), (6, 'likes', h.likes)
    ) as v (sets, measure, value) on v.sets = h.sets
  ),
  holdings as (
    select
      grouping(o.a, o.b, o.c, o.a_without, o.b_without, o.c_without) as sets, o.stays,
      o.a, o.b, o.c, o.a_without, o.b_without, o.c_without, count(*) as units
    from owned o
    group by grouping sets (
      (o.a, o.stays), (o.b, o.stays), (o.c, o.stays), (o.a_without, o.stays), (o.b_without, o.stays), (o.c_without, o.stays)
    )
  ),
  units as (
    select c.level, c.measure, false as without, c.value, c.units from counted c
    union all
    select c.level, c.measure, true, c.value, c.units from counted c where not c.infrastructure
    union all
    select 'namespace', v.measure, v.without, v.value, h.units
    from holdings h
    join lateral (values
      (31, 'downloads30d', false, h.a), (47, 'downloadsAllTime', false, h.b), (55, 'likes', false, h.c),
      (59, 'downloads30d', true, h.a_without), (61, 'downloadsAllTime', true, h.b_without),
      (62, 'likes', true, h.c_without)
    ) as v (sets, measure, without, value) on v.sets = h.sets and (h.stays or not v.without)
  ),
  valued as (
    select
      u.level, u.measure, u.without, coalesce(u.value, 0) as value, sum(u.units)::bigint as units,
      bool_or(u.value is not null) as known
    from units u
    group by u.level, u.measure, u.without, coalesce(u.value, 0)
  ),
  summed as (
    select
      v.level, v.measure, v.without, v.value, v.units,
      bool_or(v.known) over (partition by v.level, v.measure, v.without) as recorded,
      add_up(v.units) over downward as upto,
      add_up(v.value * v.units) over downward as sum_upto
    from valued v
    window downward as (partition by v.level, v.measure, v.without order by v.value desc)
  )
  select s.level, s.measure, s.without, s.value, s.units, s.upto, s.sum_upto from summed s where s.recorded;
  drop table heights, owned;
end $$;

-- The hundred largest models by each counter, of equal ones those first seen; without those that have nothing.
create or replace function measure_leaders(of_snapshot integer, from_states text) returns void
language plpgsql as $$
declare
  least_30d bigint;
  least_all_time bigint;
  least_likes bigint;
begin
  select
    greatest(1, max(b.value) filter (where b.measure = 'downloads30d' and b.upto >= 100)),
    greatest(1, max(b.value) filter (where b.measure = 'downloadsAllTime' and b.upto >= 100)),
    greatest(1, max(b.value) filter (where b.measure = 'likes' and b.upto >= 100))
  into least_30d, least_all_time, least_likes
  from bars b
  where b.level = 'model' and not b.without;

  delete from rollup_leaders r using snapshots s, snapshots t
  where t.snapshot_id = of_snapshot and s.panel_id = t.panel_id and s.as_of = t.as_of and r.snapshot_id = s.snapshot_id;
  execute format($query$
    insert into rollup_leaders (snapshot_id, measure, place, model_id, value)
    select %s, r.measure, r.place, r.model_id, r.value
    from (
      select
        v.measure, v.value, t.model_id,
        row_number() over (partition by v.measure order by v.value desc, t.model_id) as place
      from (%s) t
      cross join lateral (values
        ('downloads30d', t.downloads_30d, $1), ('downloadsAllTime', t.downloads_all_time, $2), ('likes', t.likes, $3)
      ) as v (measure, value, least)
      where (t.downloads_30d >= $1 or t.downloads_all_time >= $2 or t.likes >= $3) and v.value >= v.least
    ) r
    where r.place <= 100
    order by r.measure, r.place
  $query$, of_snapshot, from_states) using least_30d, least_all_time, least_likes;
end $$;
