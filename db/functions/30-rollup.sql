-- From the models of a panel to its cube.

-- What a published snapshot says, model by model, read back from observations and attributes alone.
create or replace function state_as_of(of_snapshot integer)
returns table (
  model_id integer, downloads_30d bigint, downloads_all_time bigint, likes integer,
  namespace text, license_id text, country text, region text, size_class text, license_class text
)
language sql stable as $$
  with s as (
    select panel_id, as_of from snapshots where snapshot_id = of_snapshot
  ),
  seen as (
    select distinct on (o.model_id) o.*
    from observations o
    join s on s.panel_id = o.panel_id
    where o.snapshot_id <= of_snapshot
    order by o.model_id, o.snapshot_id desc
  ),
  in_force as (
    select distinct on (a.model_id) a.model_id, a.snapshot_id
    from model_attributes a
    join s on s.panel_id = a.panel_id
    where a.snapshot_id <= of_snapshot
    order by a.model_id, a.snapshot_id desc
  )
  select
    o.model_id, o.downloads_30d, o.downloads_all_time, o.likes,
    j.namespace, j.license_id, j.country, j.region, j.size_class, j.license_class
  from s
  join seen o on o.present
  join in_force f on f.model_id = o.model_id
  join lateral judged_attributes(s.panel_id, s.as_of) j
    on j.model_id = f.model_id and j.snapshot_id = f.snapshot_id
$$;

-- The rows a rollup sums: the newest state of the panel, or the state recomputed from observations.
create or replace function rollup_source(of_snapshot integer, recomputed boolean)
returns table (
  model_id integer, downloads_30d bigint, downloads_all_time bigint, likes integer,
  namespace text, license_id text, country text, region text, size_class text, license_class text
)
language sql stable as $$
  select
    p.model_id, p.downloads_30d, p.downloads_all_time, p.likes,
    null, p.license_id, p.country, p.region, p.size_class, p.license_class
  from panel_models p
  where not recomputed and p.present
    and p.panel_id = (select s.panel_id from snapshots s where s.snapshot_id = of_snapshot)
  union all
  select * from state_as_of(of_snapshot) where recomputed
$$;

-- Writes the cube and the single groupings of a snapshot. Namespaces: the 200 most downloaded.
create or replace function roll_up(of_snapshot integer, recomputed boolean) returns void
language plpgsql as $$
begin
  delete from rollup_cells where snapshot_id = of_snapshot;
  insert into rollup_cells
    (snapshot_id, region, size_class, license_class, models, downloads_30d, downloads_all_time, likes)
  select
    of_snapshot, r.region, r.size_class, r.license_class, count(*),
    coalesce(sum(r.downloads_30d), 0), sum(r.downloads_all_time), coalesce(sum(r.likes), 0)
  from rollup_source(of_snapshot, recomputed) r
  group by r.region, r.size_class, r.license_class;

  delete from rollup_groups where snapshot_id = of_snapshot;
  insert into rollup_groups
    (snapshot_id, grouping, value, models, downloads_30d, downloads_all_time, likes)
  with tagged as (
    select
      r.downloads_30d, r.downloads_all_time, r.likes, r.country,
      coalesce(r.namespace, m.namespace) as namespace,
      case when r.license_class = 'unrecorded' then 'unrecorded' else coalesce(r.license_id, 'none') end as license,
      coalesce(to_char(m.repo_created_at at time zone 'UTC', 'YYYY-MM'), 'unknown') as month
    from rollup_source(of_snapshot, recomputed) r
    join models m on m.model_id = r.model_id
  ),
  summed as (
    select
      case
        when grouping(t.country) = 0 then 'country'
        when grouping(t.license) = 0 then 'license'
        when grouping(t.month) = 0 then 'month'
        else 'namespace'
      end as grouping,
      coalesce(t.country, t.license, t.month, t.namespace) as value,
      count(*) as models,
      coalesce(sum(t.downloads_30d), 0) as downloads_30d,
      sum(t.downloads_all_time) as downloads_all_time,
      coalesce(sum(t.likes), 0) as likes
    from tagged t
    group by grouping sets ((t.country), (t.license), (t.month), (t.namespace))
  )
  select of_snapshot, grouping, value, models, downloads_30d, downloads_all_time, likes
  from (
    select s.*, row_number() over (partition by grouping order by downloads_30d desc, value) as place from summed s
  ) ranked
  where grouping <> 'namespace' or place <= 200;
end $$;
