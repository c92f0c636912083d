-- How long models take to reach a number of downloads, with those that have not reached it: a life table, from which the
-- curve of Kaplan and Meier follows. And what downloads at an age are compared with.

-- Whole days from release. A model leaves the table when it reaches the number, else on the day it was last seen; in the
-- same day, those that reach it come first. Negative ages count who is not in the table: -1 released before the record
-- began, -2 without a known release date, -3 without a counter of all time; `reached`: of these, past the number today.
create or replace function measure_survival(of_panel smallint, on_day date) returns void
language plpgsql set client_min_messages = warning as $$
declare
  began constant date := record_began(of_panel, on_day);
begin
  perform see_lives(of_panel, on_day, began);
  delete from rollup_survival where panel_id = of_panel;
  insert into rollup_survival (panel_id, dimension, value, threshold, age, at_risk, reached, censored)
  with exits as (
    select g.dimension, g.value, t.threshold, g.age, sum(g.models) as models
    from lives g
    cross join unnest(milestones()) as t (threshold)
    group by g.dimension, g.value, t.threshold, g.age
  ),
  happened as (
    select d.dimension, d.value, m.threshold, least(floor(m.age_days)::integer, e.age) as reached_at, e.age as seen_to
    from model_milestones m
    join exit_ages e on e.model_id = m.model_id
    cross join lateral life_groups(e.region, e.size_class, e.license_class, e.relation) as d (dimension, value)
    where m.panel_id = of_panel
  ),
  moves as (
    select x.dimension, x.value, x.threshold, x.age, 0 as reached, x.models as censored from exits x
    union all
    select h.dimension, h.value, h.threshold, h.reached_at, count(*), 0
    from happened h
    group by h.dimension, h.value, h.threshold, h.reached_at
    union all
    select h.dimension, h.value, h.threshold, h.seen_to, 0, -count(*)
    from happened h
    group by h.dimension, h.value, h.threshold, h.seen_to
  ),
  netted as (
    select v.dimension, v.value, v.threshold, v.age, sum(v.reached) as reached, sum(v.censored) as censored
    from moves v
    group by v.dimension, v.value, v.threshold, v.age
    having sum(v.reached) <> 0 or sum(v.censored) <> 0
  )
  select
    of_panel, n.dimension, n.value, n.threshold, n.age,
    sum(n.reached + n.censored) over (partition by n.dimension, n.value, n.threshold order by n.age desc),
    n.reached, n.censored
  from netted n
  order by n.dimension, n.value, n.threshold, n.age;

  insert into rollup_survival (panel_id, dimension, value, threshold, age, at_risk, reached, censored)
  select of_panel, '', '', t.threshold, o.age, sum(o.models), coalesce(sum(o.models) filter (where o.reached >= t.place), 0), 0
  from (
    select
      case when p.downloads_all_time is null then -3 when p.released_on is null then -2 else -1 end as age,
      width_bucket(p.downloads_all_time, milestones()) as reached, count(*) as models
    from panel_models p
    where p.panel_id = of_panel
      and (p.downloads_all_time is null or p.released_on is null or p.released_on < began)
    group by 1, 2
  ) o
  cross join unnest(milestones()) with ordinality as t (threshold, place)
  group by t.threshold, o.age;
  update panels set structure_as_of = on_day where panel_id = of_panel;
  drop table lives, exit_ages;
end $$;

-- The groups a model is in: that of all, and one of each dimension.
create or replace function life_groups(region text, size_class text, license_class text, relation text)
returns table (dimension text, value text)
language sql immutable as $$
  values ('', ''), ('region', region), ('size', size_class), ('license', license_class), ('relation', relation)
$$;

-- To what age each model whose start is recorded was seen, into the temporary table `exit_ages`; and how many of each
-- group to which age, into `lives`.
create or replace function see_lives(of_panel smallint, on_day date, began date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists exit_ages, lives, absent_since;
  -- A whole live panel marks on the model since when it is missing; of others the observations tell.
  create temporary table absent_since on commit drop as
  select p.model_id, coalesce(case when n.whole and n.kind = 'live' then m.missing_since end, last.as_of) as since
  from panel_models p
  join panels n on n.panel_id = p.panel_id
  join models m on m.model_id = p.model_id
  left join lateral (
    select coalesce(
      (
        select max(o.as_of)
        from observations o
        where o.panel_id = of_panel and o.model_id = p.model_id and not o.present and o.as_of >= n.packed_before
      ),
      (
        select max(s.as_of)
        from (
          select k.absent
          from observation_months k
          where k.panel_id = of_panel and k.model_id = p.model_id and k.absent <> '{}'
          order by k.month desc
          limit 1
        ) k
        join snapshots s on s.snapshot_id = any (k.absent)
      )
    ) as as_of
  ) last on not (n.whole and n.kind = 'live' and m.missing_since is not null)
  where p.panel_id = of_panel and not p.present and p.released_on >= began;

  create temporary table exit_ages on commit drop as
  select
    p.model_id, p.region, p.size_class, p.license_class, coalesce(k.relation, p.relation, 'undeclared') as relation,
    greatest(0, case when p.present then on_day else coalesce(b.day, on_day) end - p.released_on) as age
  from panel_models p
  left join kinds k on k.kind_id = p.kind_id
  left join absent_since a on a.model_id = p.model_id
  left join (
    select s.since, day_published_before(of_panel, s.since) as day from (select distinct x.since from absent_since x) s
  ) b on b.since = a.since
  where p.panel_id = of_panel and p.released_on >= began and p.downloads_all_time is not null;

  create temporary table lives on commit drop as
  select
    d.dimension, d.value, g.age, g.models
  from (
    select
      e.region, e.size_class, e.license_class, e.relation, e.age, count(*) as models,
      grouping(e.region, e.size_class, e.license_class, e.relation) as sets
    from exit_ages e
    group by grouping sets ((e.age), (e.region, e.age), (e.size_class, e.age), (e.license_class, e.age), (e.relation, e.age))
  ) g
  cross join lateral (values
    (15, '', ''), (7, 'region', g.region), (11, 'size', g.size_class), (13, 'license', g.license_class),
    (14, 'relation', g.relation)
  ) as d (sets, dimension, value)
  where d.sets = g.sets;
  drop table absent_since;
end $$;

-- Freezes the baseline of a quarter: of every size class and age, the ten first-party language models with the most
-- downloads at that age. A class with fewer has none. What is frozen stays.
create or replace function freeze_baselines(of_panel smallint, on_day date) returns void
language sql as $$
  insert into ram_baselines (panel_id, baseline, size_class, age, models, downloads, frozen_on)
  select
    of_panel, to_char(on_day, 'YYYY"-Q"Q'), r.size_class, r.age,
    array_agg(r.model_id order by r.place), array_agg(r.downloads order by r.place), on_day
  from (
    select
      p.size_class, a.age, a.model_id, a.downloads,
      row_number() over (partition by p.size_class, a.age order by a.downloads desc, a.model_id) as place
    from model_ages a
    join panel_models p on p.panel_id = of_panel and p.model_id = a.model_id
    join kinds k on k.kind_id = p.kind_id and k.first_party
    join ref_tasks t on t.task = k.task and t.language
    where a.panel_id = of_panel and p.size_class <> 'unknown'
  ) r
  where r.place <= 10
  group by r.size_class, r.age
  having count(*) = 10
  on conflict do nothing
$$;
