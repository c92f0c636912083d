-- What a reader should know about a look before trusting it: definitions.md C1 and C4, hub-api.md §4.3.
-- Flags are entries in `quality_log`. They never change a figure.

-- Reads `look`; called once per publication.
create or replace function log_quality(of_snapshot integer, of_panel smallint, on_day date, day_before date)
returns void
language plpgsql as $$
begin
  perform log_skipped(of_snapshot, of_panel, on_day);
  if day_before is null or day_before = on_day then
    return;
  end if;
  perform log_gap(of_snapshot, of_panel, on_day, day_before);
  perform log_stall(of_snapshot, of_panel, on_day, day_before);
  perform log_rhythm(of_snapshot, of_panel, on_day, day_before);
  perform log_spikes(of_snapshot, of_panel, on_day, day_before);
end $$;

create or replace function log_skipped(of_snapshot integer, of_panel smallint, on_day date) returns void
language sql as $$
  insert into quality_log (panel_id, snapshot_id, as_of, kind, says, facts)
  select
    of_panel, of_snapshot, on_day, 'records-skipped',
    format('%s of %s records could not be read (%s).', s.skipped, s.records, coalesce(why.says, 'reasons not kept')),
    jsonb_build_object('skipped', s.skipped, 'records', s.records)
  from snapshots s
  left join lateral (
    select string_agg(format('%s: %s', r.reason, r.times), ', ' order by r.times desc, r.reason) as says
    from (
      select k.reason, count(*) as times from skipped_records k where k.snapshot_id = of_snapshot
      group by k.reason order by 2 desc, 1 limit 5
    ) r
  ) why on true
  where s.snapshot_id = of_snapshot and s.skipped > 0
$$;

-- Days on which a look was due and none was published.
create or replace function log_gap(of_snapshot integer, of_panel smallint, on_day date, day_before date)
returns void
language sql as $$
  insert into quality_log (panel_id, snapshot_id, as_of, kind, says, facts)
  select
    of_panel, of_snapshot, on_day, 'gap',
    format('Nothing was published between %s and %s: what happened in these %s days cannot be told apart.',
      day_before, on_day, on_day - day_before),
    jsonb_build_object('from', day_before, 'to', on_day, 'days', on_day - day_before)
  from panels n
  where n.panel_id = of_panel and n.every_days is not null and on_day - day_before > n.every_days
$$;

-- Of the models with at least 60,000 downloads in 30 days: a quarter that does not move is a stall of the source
-- (20 of 21 known ones fell on a Wednesday), one in twenty that falls all-time a rollback.
create or replace function log_stall(of_snapshot integer, of_panel smallint, on_day date, day_before date)
returns void
language plpgsql as $$
begin
  with large as (
    select
      count(*) as models,
      count(*) filter (where coalesce(l.downloads_all_time = l.was_all_time, l.downloads_30d = l.was_30d)) as still,
      count(*) filter (where l.downloads_all_time < l.was_all_time) as fell,
      coalesce(sum(l.was_all_time - l.downloads_all_time) filter (where l.downloads_all_time < l.was_all_time), 0) as lost
    from look l
    where l.was_present and l.was_30d >= 60000
  )
  insert into quality_log (panel_id, snapshot_id, as_of, kind, says, facts)
  select
    of_panel, of_snapshot, on_day, 'stall',
    format('The counters of %s %% of the %s models with at least 60,000 downloads stood still since %s%s.',
      round(100.0 * g.still / g.models), g.models, day_before,
      case when extract(isodow from on_day) = 3 then ', a freeze of the source as it happens on Wednesdays' else '' end),
    jsonb_build_object('models', g.models, 'still', g.still, 'since', day_before)
  from large g
  where g.models >= 20 and g.still >= 0.25 * g.models
  union all
  select
    of_panel, of_snapshot, on_day, 'rollback',
    format('The all-time counter of %s %% of the %s models with at least 60,000 downloads fell since %s, by %s in all.',
      round(100.0 * g.fell / g.models), g.models, day_before, g.lost),
    jsonb_build_object('models', g.models, 'fell', g.fell, 'lost', g.lost, 'since', day_before)
  from large g
  where g.models >= 20 and g.fell > 0.05 * g.models;
end $$;

-- A day on which most large models gained about twice what they usually do was booked twice; it is balanced by a
-- thin day before or after. Usual: the median of the daily gains of the 28 days before, at least 7 of them.
create or replace function log_rhythm(of_snapshot integer, of_panel smallint, on_day date, day_before date)
returns void
language plpgsql set enable_nestloop = on as $$
begin
  with large as (
    select l.model_id, (l.downloads_all_time - l.was_all_time)::float8 / (on_day - day_before) as gained
    from look l
    where l.was_present and l.was_30d >= 60000 and l.downloads_all_time is not null and l.was_all_time is not null
    order by l.was_30d desc
    limit 2000
  ),
  compared as (
    select g.gained, usual.gained as usual
    from large g
    cross join lateral (
      select percentile_cont(0.5) within group (order by d.gained) as gained, count(*) as days
      from (
        select
          (o.downloads_all_time - lag(o.downloads_all_time) over w)::float8 / nullif(o.as_of - lag(o.as_of) over w, 0) as gained
        from observed o
        where o.model_id = g.model_id and o.panel_id = of_panel and o.present
          and o.as_of >= on_day - 29 and o.as_of < on_day
        window w as (order by o.as_of)
      ) d
      where d.gained is not null
    ) usual
    where usual.days >= 7 and usual.gained > 0
  ),
  counted as (
    select count(*) as models, count(*) filter (where c.gained between 1.6 * c.usual and 2.6 * c.usual) as twice
    from compared c
  )
  insert into quality_log (panel_id, snapshot_id, as_of, kind, says, facts)
  select
    of_panel, of_snapshot, on_day, 'double-booked',
    format('%s %% of %s large models gained about twice their usual day: two days were most likely booked on one.',
      round(100.0 * c.twice / c.models), c.models),
    jsonb_build_object('models', c.models, 'twice', c.twice)
  from counted c
  where c.models >= 20 and c.twice >= 0.6 * c.models;
end $$;

-- A jump of one model that its likes do not follow: more than 20 times its median of the eight weeks before, and a
-- robust z-score (0.6745 times the distance to the median, in median absolute deviations) above 10. On the daily gain
-- where the all-time counter is recorded, else on the 30-day count. definitions.md C4
create or replace function log_spikes(of_snapshot integer, of_panel smallint, on_day date, day_before date)
returns void
language plpgsql set enable_nestloop = on as $$
begin
  with jumped as (
    select
      l.model_id, l.was_all_time is not null and l.downloads_all_time is not null as by_gain,
      case
        when l.was_all_time is not null and l.downloads_all_time is not null
          then (l.downloads_all_time - l.was_all_time)::float8 / (on_day - day_before)
        else l.downloads_30d::float8
      end as value,
      case when l.was_all_time is not null then l.was_30d / 30.0 else l.was_30d end as before,
      l.likes - l.were_likes as liked
    from look l
    where l.was_present and l.downloads_30d >= 1000
  ),
  candidates as (
    select j.*
    from jumped j
    where j.value >= 1000 and j.value > 5 * j.before and coalesce(j.liked, 0) <= 2
    order by j.value desc
    limit 500
  ),
  judged as (
    select c.*, h.median, h.deviation, h.days
    from candidates c
    cross join lateral (
      with points as (
        select
          case
            when c.by_gain then
              (o.downloads_all_time - lag(o.downloads_all_time) over w)::float8 / nullif(o.as_of - lag(o.as_of) over w, 0)
            else o.downloads_30d
          end as value
        from observed o
        where o.model_id = c.model_id and o.panel_id = of_panel and o.present
          and o.as_of >= on_day - 56 and o.as_of < on_day
        window w as (order by o.as_of)
      ),
      middle as (
        select percentile_cont(0.5) within group (order by p.value) as median, count(*) as days
        from points p where p.value is not null
      )
      select
        m.median, m.days,
        (select percentile_cont(0.5) within group (order by abs(p.value - m.median)) from points p
          where p.value is not null) as deviation
      from middle m
    ) h
  )
  insert into quality_log (panel_id, snapshot_id, as_of, kind, model_id, says, facts)
  select
    of_panel, of_snapshot, on_day, 'spike', j.model_id,
    format('%s jumped to %s downloads %s, %s times its median of the eight weeks before, while its likes stood still.',
      m.repo_id, round(j.value), case when j.by_gain then 'a day' else 'in 30 days' end,
      round(j.value / greatest(j.median, 1))),
    jsonb_build_object('value', round(j.value), 'median', round(j.median), 'deviation', round(j.deviation),
      'liked', j.liked)
  from judged j
  join models m on m.model_id = j.model_id
  where j.days >= 7 and j.value > 20 * greatest(j.median, 1)
    and 0.6745 * (j.value - j.median) / greatest(j.deviation, 1) > 10
  order by j.value desc
  limit 200;
end $$;
