-- What a panel said at a snapshot, read back from what was observed.

-- Every model a panel has ever described, as described at a snapshot, into the temporary table `described`.
create or replace function describe_as_of(of_snapshot integer, of_panel smallint) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists described;
  create temporary table described on commit drop as
  select distinct on (a.model_id)
    a.model_id, a.snapshot_id as described_by, a.repo_id, a.license_id, a.license_name, a.license_source,
    a.parameters, a.parameters_source, a.active_parameters, a.quantization, a.relation, a.base_models, a.task,
    a.library, a.formats, a.gated, a.tags
  from model_attributes a
  where a.panel_id = of_panel and a.snapshot_id <= of_snapshot
  order by a.model_id, a.snapshot_id desc;
  if exists (select from described offset 5000) then
    analyze described;
  end if;
end $$;

-- The newest observation of every described model at a snapshot, into the temporary table `seen`: of the rows, or else
-- of the newest packed month that holds one. Only that month is unpacked.
create or replace function see_as_of(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists seen;
  create temporary table seen on commit drop as
  select distinct on (o.model_id) o.model_id, o.present, o.downloads_30d, o.downloads_all_time, o.likes
  from observations o
  join panels n on n.panel_id = o.panel_id and o.as_of >= n.packed_before
  where o.panel_id = of_panel and o.snapshot_id <= of_snapshot and o.as_of <= on_day
  order by o.model_id, o.snapshot_id desc;
  analyze seen;

  insert into seen
  select d.model_id, u.snapshot_id <> all (k.absent), u.downloads_30d, u.downloads_all_time, u.likes
  from described d
  cross join lateral (
    select m.* from observation_months m
    where m.model_id = d.model_id and m.panel_id = of_panel and m.first_snapshot <= of_snapshot and m.month <= on_day
    order by m.month desc
    limit 1
  ) k
  cross join lateral (
    select x.* from unnest(k.snapshots, k.downloads_30d, k.downloads_all_time, k.likes)
      as x (snapshot_id, downloads_30d, downloads_all_time, likes)
    where x.snapshot_id <= of_snapshot
    order by x.snapshot_id desc
    limit 1
  ) u
  where not exists (select from seen s where s.model_id = d.model_id);
end $$;

-- What a published snapshot says, model by model, into the temporary table `state`: read back from observations,
-- attributes and edges alone.
create or replace function state_as_of(of_snapshot integer) returns void
language plpgsql set enable_nestloop = off set work_mem = '256MB' set client_min_messages = warning as $$
declare
  of_panel smallint;
  on_day date;
  before snapshots;
begin
  select s.panel_id, s.as_of into of_panel, on_day from snapshots s where s.snapshot_id = of_snapshot;
  select s.* into before from snapshots s
  where s.panel_id = of_panel and s.status = 'published' and s.as_of < on_day
  order by s.as_of desc limit 1;
  perform remember(before.snapshot_id, of_panel, before.as_of);
  perform describe_as_of(of_snapshot, of_panel);
  perform judge_described(on_day);
  perform edges_as_of(of_snapshot, of_panel);
  drop table if exists kin_models, state;
  create temporary table kin_models on commit drop as
  select
    j.model_id, d.described_by, j.license_class, j.license_key, j.relation,
    j.own_parameters as parameters, j.own_parameters_source as parameters_source, j.packed,
    false as settled, null::integer as root_id, null::text as root_repo_id
  from judged j
  join described d on d.model_id = j.model_id
  where j.model_id in (select k.child_id from kin_edges k union select k.parent_id from kin_edges k);
  perform resolve_kin(of_panel);
  perform trace_origins(of_panel, on_day);
  perform sort_judged();
  perform number_kinds();

  perform see_as_of(of_snapshot, of_panel, on_day);
  create temporary table state on commit drop as
  select
    o.model_id, o.downloads_30d, o.downloads_all_time, o.likes,
    j.namespace, j.license_id, j.country, j.region, j.license_class, j.relation,
    size_class_in(z, coalesce(x.parameters, j.own_parameters)) as size_class,
    k.root_repo_id, coalesce(k.inheritance, 'no-base') as inheritance, m.repo_created_at,
    q.kind_id, coalesce(x.parameters, j.own_parameters) as parameters, j.released_on, j.listed
  from seen o
  join judged j on j.model_id = o.model_id
  join models m on m.model_id = o.model_id
  join kind_of q on q.model_id = o.model_id
  left join kin k on k.model_id = o.model_id
  left join kin_models x on x.model_id = o.model_id
  left join ref_size_schemes z on z.scheme = 'default'
  where o.present;
  perform gain_since(before.as_of, 'select s.model_id, s.downloads_all_time from state s');
end $$;
