-- When models reached round numbers of downloads, and how many they had at the ages at which they are compared.
-- Of models released on or after the panel's first published day: of older ones the record does not know the start.
-- Between two looks the counter is taken to rise in a straight line; before the first, from nothing on the day of
-- release. A counter that falls takes back nothing.

create or replace function milestones() returns bigint[]
language sql immutable as $$ select '{1000,10000,100000,1000000}'::bigint[] $$;

create or replace function ram_ages() returns integer[]
language sql immutable as $$ select '{7,14,30,60,90,180,365}'::integer[] $$;

-- The panel's first published day, or the day of its first publication.
create or replace function record_began(of_panel smallint, on_day date) returns date
language sql stable as $$
  select least(min(s.as_of), on_day) from snapshots s where s.panel_id = of_panel and s.status = 'published'
$$;

-- What this look adds. Straight from the look before where that tells enough; else from all observations of the model.
create or replace function measure_ages(of_panel smallint, on_day date, day_before date) returns void
language plpgsql set client_min_messages = warning as $$
declare
  began constant date := record_began(of_panel, on_day);
  again constant boolean := coalesce(day_before = on_day, false);
  last_day date;
begin
  select max(s.as_of) into last_day
  from snapshots s
  where s.panel_id = of_panel and s.status = 'published' and s.as_of < on_day;
  if again then
    delete from model_milestones m where m.panel_id = of_panel and m.reached_on > coalesce(last_day, '-infinity');
    delete from model_ages a where a.panel_id = of_panel and a.reached_on > coalesce(last_day, '-infinity');
  end if;

  drop table if exists risen, histories;
  create temporary table risen on commit drop as
  with reached as (
    select m.model_id, count(*)::integer as milestones from model_milestones m where m.panel_id = of_panel group by m.model_id
  ),
  due as (
    select d.day - a.age as released_on
    from unnest(ram_ages()) as a (age)
    cross join generate_series(last_day + 1, on_day, interval '1 day') as g (day)
    cross join lateral (select g.day::date as day) d
  )
  select
    p.model_id, p.released_on, p.downloads_all_time, coalesce(r.milestones, 0) as milestones, l.is_new,
    case when l.was_present then l.was_all_time end as was_all_time
  from panel_models p
  join look l on l.model_id = p.model_id
  left join reached r on r.model_id = p.model_id
  where p.panel_id = of_panel and p.present and p.released_on >= began and p.downloads_all_time is not null
    and (
      p.downloads_all_time >= (milestones())[1]
      or p.kind_id in (select k.kind_id from kinds k where k.first_party)
    )
    and (
      width_bucket(p.downloads_all_time, milestones()) > coalesce(r.milestones, 0)
      or p.released_on in (select d.released_on from due d)
      or not coalesce(l.was_present, false)
      -- New on this day, to the look that is replaced.
      or again and not exists (
        select from model_attributes a
        join snapshots s on s.snapshot_id = a.snapshot_id and s.as_of < on_day
        where a.panel_id = of_panel and a.model_id = p.model_id
      )
    );

  create temporary table histories on commit drop as
  select r.model_id, r.released_on
  from risen r
  where again
    or not r.is_new and (r.was_all_time is null or width_bucket(r.was_all_time, milestones()) > r.milestones);

  drop table if exists segments;
  create temporary table segments on commit drop as
  select
    r.model_id, r.released_on, case when r.is_new then least(r.released_on, on_day) else last_day end as from_day,
    coalesce(r.was_all_time, 0) as from_downloads, on_day as to_day, r.downloads_all_time as to_downloads
  from risen r
  where not exists (select from histories h where h.model_id = r.model_id);
  perform trace_histories(of_panel, on_day);
  perform keep_ages(of_panel);
  drop table risen, histories, segments;
end $$;

-- Adds what all observations of the models in `histories` say to `segments`. A value stands until the look before the
-- next one that says otherwise.
create or replace function trace_histories(of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  insert into segments (model_id, released_on, from_day, from_downloads, to_day, to_downloads)
  with said as (
    select distinct on (h.model_id, o.as_of)
      h.model_id, h.released_on, o.as_of, o.present, o.downloads_all_time
    from histories h
    -- A query of its own per model: joined, the view would be read from end to end.
    cross join lateral (
      select x.as_of, x.snapshot_id, x.present, x.downloads_all_time
      from observed x
      where x.panel_id = of_panel and x.model_id = h.model_id and x.as_of <= on_day
      offset 0
    ) o
    order by h.model_id, o.as_of, o.snapshot_id desc
  ),
  lasting as (
    select s.*, lead(s.as_of) over (partition by s.model_id order by s.as_of) as next_day from said s
  ),
  points as (
    select t.model_id, t.released_on, t.as_of as day, t.downloads_all_time
    from lasting t
    where t.present and t.downloads_all_time is not null
    union
    select t.model_id, t.released_on, coalesce(day_published_before(of_panel, t.next_day), on_day), t.downloads_all_time
    from lasting t
    where t.present and t.downloads_all_time is not null
  )
  select
    p.model_id, p.released_on,
    coalesce(lag(p.day) over by_day, least(p.released_on, p.day)), coalesce(lag(p.downloads_all_time) over by_day, 0),
    p.day, p.downloads_all_time
  from points p
  window by_day as (partition by p.model_id order by p.day);
end $$;

-- Null for null.
create or replace function day_published_before(of_panel smallint, a_day date) returns date
language sql stable as $$
  select max(s.as_of) from snapshots s where s.panel_id = of_panel and s.status = 'published' and s.as_of < a_day
$$;

-- Writes the milestones and ages that the segments pass. Ages: of first-party models of a family, and of whatever has as
-- many downloads as the first milestone. `reached_on` is the first day by which it was so.
create or replace function keep_ages(of_panel smallint) returns void
language plpgsql as $$
begin
  insert into model_milestones (panel_id, model_id, threshold, reached_on, age_days)
  select distinct on (t.model_id, t.threshold)
    of_panel, t.model_id, t.threshold, t.released_on + ceil(t.age)::integer, t.age
  from (
    select
      s.model_id, s.released_on, m.threshold,
      greatest(0, (s.from_day - s.released_on) + (s.to_day - s.from_day)
        * ((m.threshold - s.from_downloads)::double precision / (s.to_downloads - s.from_downloads))) as age
    from segments s
    join unnest(milestones()) as m (threshold) on s.from_downloads < m.threshold and m.threshold <= s.to_downloads
  ) t
  order by t.model_id, t.threshold, t.age
  on conflict do nothing;

  insert into model_ages (panel_id, model_id, age, downloads, reached_on)
  select of_panel, t.model_id, t.age, t.downloads, t.reached_on
  from (
    select
      s.model_id, a.age, s.released_on + a.age as reached_on,
      s.from_downloads + (s.to_downloads - s.from_downloads)
        * ((s.released_on + a.age - s.from_day)::double precision / (s.to_day - s.from_day)) as downloads
    from segments s
    join unnest(ram_ages()) as a (age) on s.released_on + a.age > s.from_day and s.released_on + a.age <= s.to_day
  ) t
  join panel_models p on p.panel_id = of_panel and p.model_id = t.model_id
  left join kinds k on k.kind_id = p.kind_id
  where k.first_party or t.downloads >= (milestones())[1]
  on conflict do nothing;
end $$;

-- After the reference changed: reads milestones and ages anew where the release date they were made with does not
-- hold any more, or where a model became first-party. Returns how many models.
create or replace function correct_ages(of_panel smallint) returns integer
language plpgsql set client_min_messages = warning as $$
declare
  on_day constant date := (
    select max(s.as_of) from snapshots s where s.panel_id = of_panel and s.status = 'published'
  );
  began constant date := record_began(of_panel, on_day);
  corrected integer;
begin
  drop table if exists wrong, histories, segments;
  create temporary table wrong on commit drop as
  select m.model_id
  from model_milestones m
  join panel_models p on p.panel_id = of_panel and p.model_id = m.model_id
  where m.panel_id = of_panel and m.reached_on - ceil(m.age_days)::integer is distinct from p.released_on
  union
  select a.model_id
  from model_ages a
  join panel_models p on p.panel_id = of_panel and p.model_id = a.model_id
  where a.panel_id = of_panel and a.reached_on - a.age is distinct from p.released_on
  union
  select p.model_id
  from panel_models p
  join kinds k on k.kind_id = p.kind_id and k.first_party
  where p.panel_id = of_panel and p.released_on >= began and p.released_on <= on_day - (ram_ages())[1]
    and not exists (select from model_ages a where a.panel_id = of_panel and a.model_id = p.model_id);

  delete from model_milestones m using wrong w where m.panel_id = of_panel and m.model_id = w.model_id;
  delete from model_ages a using wrong w where a.panel_id = of_panel and a.model_id = w.model_id;
  create temporary table histories on commit drop as
  select p.model_id, p.released_on
  from wrong w
  join panel_models p on p.panel_id = of_panel and p.model_id = w.model_id
  where p.released_on >= began;
  create temporary table segments (
    model_id integer, released_on date, from_day date, from_downloads bigint, to_day date, to_downloads bigint
  ) on commit drop;
  perform trace_histories(of_panel, on_day);
  perform keep_ages(of_panel);
  select count(*) into corrected from wrong;
  drop table wrong, histories, segments;
  return corrected;
end $$;
