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
  drop table if exists described, affected, fresh_edges;
  create temporary table described on commit drop as
  select
    a.model_id, a.snapshot_id as described_by, a.repo_id, a.license_id, a.license_name, a.license_source,
    a.parameters, a.parameters_source, a.active_parameters, a.quantization, a.relation, a.base_models, a.task,
    a.library, a.formats, a.gated, a.tags
  from panel_models p
  join model_attributes a on a.model_id = p.model_id and a.panel_id = of_panel and a.snapshot_id = p.described_by
  where p.panel_id = of_panel and (namespaces is null or split_part(a.repo_id, '/', 1) = any (namespaces));
  perform judge_described(on_day);

  create temporary table affected on commit drop as
  with recursive descendants as (
    select j.model_id from judged j
    union
    select e.child_id
    from descendants d
    join lineage_edges e on e.parent_id = d.model_id and e.until_snapshot is null and e.panel_id = of_panel
  ),
  -- A base that was never seen is known by its name alone.
  nameless as (
    select distinct e.child_id
    from lineage_edges e
    where e.panel_id = of_panel and e.until_snapshot is null and e.parent_id is null
      and (namespaces is null or split_part(e.parent_repo_id, '/', 1) = any (namespaces))
  ),
  below as (
    select n.child_id as model_id from nameless n
    union
    select e.child_id
    from below b
    join lineage_edges e on e.parent_id = b.model_id and e.until_snapshot is null and e.panel_id = of_panel
  )
  select d.model_id from descendants d
  union
  select b.model_id from below b;
  analyze affected;
  create temporary table fresh_edges (
    child_id integer, place smallint, parent_id integer, parent_repo_id text, relation text, declared_in text
  ) on commit drop;
  perform gather_kin(null, of_panel);
  perform resolve_kin(of_panel);
  perform trace_origins(of_panel, on_day);
  perform sort_judged();
  perform sort_affected(of_panel);
  perform number_kinds();

  update panel_models p set
    own_parameters = j.own_parameters, own_parameters_source = j.own_parameters_source,
    active_parameters = j.active_parameters, packed = j.packed, license_key = j.license_key,
    relation = j.relation, country = j.country, region = j.region, license_class = j.license_class,
    released_on = j.released_on, listed = j.listed, mentions = j.mentions
  from judged j
  where p.panel_id = of_panel and p.model_id = j.model_id
    and (p.own_parameters, p.own_parameters_source, p.active_parameters, p.packed, p.license_key, p.relation,
      p.country, p.region, p.license_class, p.released_on, p.listed, p.mentions)
      is distinct from (j.own_parameters, j.own_parameters_source, j.active_parameters, j.packed, j.license_key,
      j.relation, j.country, j.region, j.license_class, j.released_on, j.listed, j.mentions);
  get diagnostics moved = row_count;
  update lineage_edges e set cut = k.cut, verdict = k.verdict, rule = k.rule
  from kin_edges k
  where e.panel_id = of_panel and e.until_snapshot is null
    and e.child_id = k.child_id and e.place = k.place
    and (e.cut, e.verdict, e.rule) is distinct from (k.cut, k.verdict, k.rule);
  return moved + relate_panel(of_panel);
end $$;

-- Judges one more thing that an older reference judged, and returns what: first the newest state of each panel with
-- its sums, then the sums of earlier days, newest first. No row: everything is judged. Each call is a transaction of
-- its own, so that publications and readers never wait for a whole history.
create or replace function rejudge_next() returns table (panel text, as_of date, models integer, snapshots_left integer)
language plpgsql as $$
declare
  in_force integer;
  n panels;
  s snapshots;
  before snapshots;
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
      select x.* into before from snapshots x
      where x.panel_id = n.panel_id and x.status = 'published' and x.as_of < s.as_of
      order by x.as_of desc limit 1;
      perform remember(before.snapshot_id, n.panel_id, before.as_of);
      perform gain_since(before.as_of,
        format('select model_id, downloads_all_time from current_kinds where panel_id = %s', n.panel_id));
      perform sum_kinds(
        s.snapshot_id, s.as_of, format('select * from current_kinds where panel_id = %s', n.panel_id));
      perform write_open_week(n.panel_id, date_trunc('week', s.as_of)::date);
      perform count_births(n.panel_id, s.as_of);
      perform remeasure_structure(s.snapshot_id, n.panel_id, s.as_of);
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
    perform sum_kinds(s.snapshot_id, s.as_of, 'select * from state');
    perform measure_concentration(s.snapshot_id, structure_states_as_of(s.as_of));
    update snapshots x set judged_by = in_force where x.snapshot_id = s.snapshot_id;
    perform refold_week(n.panel_id, date_trunc('week', s.as_of)::date, in_force);
  end if;
  select count(*) into waiting from snapshots x
  where x.status = 'published' and x.judged_by is distinct from in_force;
  return query select n.panel, s.as_of, coalesce(s.models, 0), waiting;
end $$;

-- Folds a folded week again once all its snapshots are summed anew; until then readers see it as it was.
create or replace function refold_week(of_panel smallint, monday date, in_force integer) returns void
language plpgsql as $$
begin
  if monday >= (select p.folded_before from panels p where p.panel_id = of_panel) then
    perform write_open_week(of_panel, monday);
    return;
  end if;
  if exists (
    select from snapshots s
    where s.panel_id = of_panel and s.status = 'published' and s.as_of >= monday and s.as_of < monday + 7
      and s.judged_by is distinct from in_force
  ) then
    return;
  end if;
  perform clear_week(of_panel, monday);
  perform fold_week(of_panel, monday);
end $$;
