-- When the reference data changes, what it judges changes with it.

-- Judges the newest state of a panel again; only models of the given namespaces, or all when null.
create or replace function rejudge_panel(of_panel smallint, on_day date, namespaces text[]) returns integer
language plpgsql set enable_nestloop = off set work_mem = '256MB' set client_min_messages = warning as $$
declare
  moved integer;
begin
  if namespaces = '{}' then
    return 0;
  end if;
  drop table if exists described, kin_models;
  create temporary table described on commit drop as
  select
    a.model_id, a.snapshot_id as described_by, a.repo_id, a.license_id, a.license_name, a.license_source,
    a.parameters, a.parameters_source, a.active_parameters, a.quantization, a.relation
  from panel_models p
  join model_attributes a on a.model_id = p.model_id and a.panel_id = of_panel and a.snapshot_id = p.described_by
  where p.panel_id = of_panel and (namespaces is null or split_part(a.repo_id, '/', 1) = any (namespaces));
  perform judge_described(on_day);

  update panel_models p set
    own_parameters = j.own_parameters, own_parameters_source = j.own_parameters_source,
    active_parameters = j.active_parameters, packed = j.packed, license_key = j.license_key,
    relation = j.relation, country = j.country, region = j.region, license_class = j.license_class
  from judged j
  where p.panel_id = of_panel and p.model_id = j.model_id
    and (p.own_parameters, p.own_parameters_source, p.active_parameters, p.packed, p.license_key, p.relation,
      p.country, p.region, p.license_class)
      is distinct from (j.own_parameters, j.own_parameters_source, j.active_parameters, j.packed, j.license_key,
      j.relation, j.country, j.region, j.license_class);
  get diagnostics moved = row_count;
  -- Countries alone move nothing along the lineage.
  if namespaces is not null then
    return moved;
  end if;

  drop table if exists affected;
  create temporary table affected on commit drop as
  select p.model_id from panel_models p where p.panel_id = of_panel;
  perform edges_as_of(2147483647, of_panel);
  create temporary table kin_models on commit drop as
  select
    p.model_id, p.described_by, p.license_class, p.license_key, p.relation,
    p.own_parameters as parameters, p.own_parameters_source as parameters_source, p.packed,
    false as settled, null::integer as root_id, null::text as root_repo_id
  from panel_models p
  where p.panel_id = of_panel
    and p.model_id in (select k.child_id from kin_edges k union select k.parent_id from kin_edges k);
  perform resolve_kin(of_panel);
  update lineage_edges e set cut = k.cut, verdict = k.verdict, rule = k.rule
  from kin_edges k
  where e.panel_id = of_panel and e.until_snapshot is null
    and e.child_id = k.child_id and e.place = k.place
    and (e.cut, e.verdict, e.rule) is distinct from (k.cut, k.verdict, k.rule);
  return moved + relate_panel(of_panel);
end $$;

-- Judges one more thing that an older reference judged, and returns what: first the newest state of each panel with
-- its cube, then the cubes of earlier days, newest first. No row: everything is judged. Each call is a transaction of
-- its own, so that publications and readers never wait for a whole history.
create or replace function rejudge_next() returns table (panel text, as_of date, models integer, snapshots_left integer)
language plpgsql as $$
declare
  in_force integer;
  n panels;
  s snapshots;
  waiting integer;
begin
  perform one_writer_at_a_time();
  select max(r.version) into in_force from reference_versions r;
  select x.* into n from panels x where x.judged_by is distinct from in_force order by x.rank, x.panel_id limit 1;
  if found then
    select x.* into s from snapshots x
    where x.panel_id = n.panel_id and x.status = 'published' order by x.as_of desc limit 1;
    if found then
      perform rejudge_panel(n.panel_id, s.as_of, null);
      perform roll_up(s.snapshot_id, format('select * from current_states where panel_id = %s', n.panel_id));
      update snapshots x set judged_by = in_force where x.snapshot_id = s.snapshot_id;
      update publication set version = version + 1, changed_at = now();
    end if;
    update panels x set judged_by = in_force where x.panel_id = n.panel_id;
  else
    select x.* into s from snapshots x
    where x.status = 'published' and x.judged_by is distinct from in_force
    order by x.as_of desc, x.snapshot_id desc limit 1;
    if not found then
      update reference_versions r set judged_at = now() where r.version = in_force and r.judged_at is null;
      if found then
        update publication set version = version + 1, changed_at = now();
      end if;
      return;
    end if;
    select x.* into n from panels x where x.panel_id = s.panel_id;
    perform state_as_of(s.snapshot_id);
    perform roll_up(s.snapshot_id, 'select * from state');
    update snapshots x set judged_by = in_force where x.snapshot_id = s.snapshot_id;
  end if;
  select count(*) into waiting from snapshots x
  where x.status = 'published' and x.judged_by is distinct from in_force;
  return query select n.panel, s.as_of, coalesce(s.models, 0), waiting;
end $$;
