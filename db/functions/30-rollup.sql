-- From the models of a panel to its cube.

-- Every model a panel has ever described, as described at a snapshot, into the temporary table `described`.
create or replace function describe_as_of(of_snapshot integer, of_panel smallint) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists described;
  create temporary table described on commit drop as
  select distinct on (a.model_id)
    a.model_id, a.snapshot_id as described_by, a.repo_id, a.license_id, a.license_name, a.license_source,
    a.parameters, a.parameters_source, a.active_parameters, a.quantization, a.relation
  from model_attributes a
  where a.panel_id = of_panel and a.snapshot_id <= of_snapshot
  order by a.model_id, a.snapshot_id desc;
  if exists (select from described offset 5000) then
    analyze described;
  end if;
end $$;

-- What a published snapshot says, model by model, into the temporary table `state`: read back from observations,
-- attributes and edges alone.
create or replace function state_as_of(of_snapshot integer) returns void
language plpgsql set enable_nestloop = off set work_mem = '256MB' set client_min_messages = warning as $$
declare
  of_panel smallint;
  on_day date;
begin
  select s.panel_id, s.as_of into of_panel, on_day from snapshots s where s.snapshot_id = of_snapshot;
  perform describe_as_of(of_snapshot, of_panel);
  perform judge_described(on_day);
  perform edges_as_of(of_snapshot, of_panel);
  drop table if exists kin_models, state;
  create temporary table kin_models on commit drop as
  select
    j.model_id, d.described_by, j.license_class, j.license_key, j.relation,
    j.own_parameters as parameters, j.own_parameters_source as parameters_source, j.packed
  from judged j
  join described d on d.model_id = j.model_id
  where j.model_id in (select k.child_id from kin_edges k union select k.parent_id from kin_edges k);
  perform resolve_kin(of_panel);

  create temporary table state on commit drop as
  with seen as (
    select distinct on (o.model_id) o.model_id, o.present, o.downloads_30d, o.downloads_all_time, o.likes
    from observed o
    where o.panel_id = of_panel and o.snapshot_id <= of_snapshot and o.as_of <= on_day
    order by o.model_id, o.snapshot_id desc
  )
  select
    o.model_id, o.downloads_30d, o.downloads_all_time, o.likes,
    j.namespace, j.license_id, j.country, j.region, j.license_class, j.relation,
    size_class_of(coalesce(x.parameters, j.own_parameters)) as size_class,
    k.root_repo_id, coalesce(k.inheritance, 'no-base') as inheritance
  from seen o
  join judged j on j.model_id = o.model_id
  left join kin k on k.model_id = o.model_id
  left join kin_models x on x.model_id = o.model_id
  where o.present;
end $$;

-- The same of the newest snapshot of a panel, from its current values.
create or replace function current_state(of_panel smallint) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists state;
  create temporary table state on commit drop as
  select
    p.model_id, p.downloads_30d, p.downloads_all_time, p.likes,
    m.namespace, p.license_id, p.country, p.region, p.license_class, p.relation,
    p.size_class, p.root_repo_id, p.inheritance
  from panel_models p
  join models m on m.model_id = p.model_id
  where p.panel_id = of_panel and p.present;
end $$;

-- Writes the cube and the single groupings of a snapshot from `state`. Namespaces: the 200 most downloaded.
create or replace function roll_up(of_snapshot integer) returns void
language plpgsql set client_min_messages = warning as $$
begin
  delete from rollup_cells where snapshot_id = of_snapshot;
  insert into rollup_cells
    (snapshot_id, region, size_class, license_class, models, downloads_30d, downloads_all_time, likes)
  select
    of_snapshot, r.region, r.size_class, r.license_class, count(*),
    coalesce(sum(r.downloads_30d), 0), sum(r.downloads_all_time), coalesce(sum(r.likes), 0)
  from state r
  group by r.region, r.size_class, r.license_class;

  delete from rollup_groups where snapshot_id = of_snapshot;
  insert into rollup_groups
    (snapshot_id, grouping, value, models, downloads_30d, downloads_all_time, likes)
  with tagged as (
    select
      r.downloads_30d, r.downloads_all_time, r.likes, r.country, r.namespace, r.inheritance,
      case when r.license_class = 'unrecorded' then 'unrecorded' else coalesce(r.license_id, 'none') end as license,
      coalesce(r.relation, case when r.root_repo_id is null then 'no-base' else 'unstated' end) as relation,
      coalesce(to_char(m.repo_created_at at time zone 'UTC', 'YYYY-MM'), 'unknown') as month,
      r.root_repo_id is not null as declared
    from state r
    join models m on m.model_id = r.model_id
  ),
  summed as (
    select
      case
        when grouping(t.country) = 0 then 'country'
        when grouping(t.license) = 0 then 'license'
        when grouping(t.relation) = 0 then 'relation'
        when grouping(t.inheritance) = 0 then 'inheritance'
        when grouping(t.namespace) = 0 then 'namespace'
        when grouping(t.declared) = 0 then case when t.declared then 'declared-month' end
        else 'month'
      end as grouping,
      coalesce(t.country, t.license, t.relation, t.inheritance, t.namespace, t.month) as value,
      count(*) as models,
      coalesce(sum(t.downloads_30d), 0) as downloads_30d,
      sum(t.downloads_all_time) as downloads_all_time,
      coalesce(sum(t.likes), 0) as likes
    from tagged t
    group by grouping sets (
      (t.country), (t.license), (t.relation), (t.inheritance), (t.namespace), (t.month), (t.month, t.declared)
    )
  )
  select of_snapshot, grouping, value, models, downloads_30d, downloads_all_time, likes
  from (
    select s.*, row_number() over (partition by grouping order by downloads_30d desc, value) as place from summed s
  ) ranked
  where grouping is not null and (grouping <> 'namespace' or place <= 200);
end $$;
