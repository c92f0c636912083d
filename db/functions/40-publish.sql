-- Publication: current values, changed attributes, edges, observations, rollups, change events, quality entries and
-- the status become visible together. One call is one statement is one transaction; a crash at any point leaves the
-- snapshot open and unseen.

-- Bulk work on tables filled moments ago, of which the planner knows nothing: hash joins are never far off. For a look at
-- a few models they would read whole tables over and over.
create or replace function publish_snapshot(of_snapshot integer, with_token text) returns integer
language plpgsql set enable_nestloop = off set work_mem = '256MB' set client_min_messages = warning as $$
declare
  of_panel smallint;
  on_day date;
  day_before date;
  published_models integer;
  says_anew boolean;
begin
  -- Pages may be lost by a crash of the server and are read again; a publication may not.
  perform set_config('synchronous_commit', 'on', true);
  perform one_writer_at_a_time();
  select s.panel_id, s.as_of into of_panel, on_day
  from snapshots s
  where s.snapshot_id = of_snapshot and s.token = with_token and s.status = 'open' and s.walk_ended is not null
  for update;
  if not found then
    raise exception 'snapshot % is not open to this run', of_snapshot using errcode = 'OMC01';
  end if;

  select max(s.as_of) into day_before from snapshots s where s.panel_id = of_panel and s.status = 'published';
  if day_before > on_day then
    raise exception 'snapshot % is of %, but % is already published', of_snapshot, on_day, day_before
      using errcode = 'OMC02';
  end if;
  perform unpack_from(of_panel, on_day);
  if not exists (select from staged_models m where m.panel_id = of_panel offset 5000) then
    perform set_config('enable_nestloop', 'on', true);
  end if;

  perform identify_staged(of_panel, on_day);
  -- On most days of a small panel counters move, and nothing else.
  says_anew := exists (select from anew) or has_late_bases(of_panel);
  if says_anew then
    perform describe_look(of_snapshot, of_panel);
    perform log_changes(of_snapshot, of_panel, on_day);
  end if;

  insert into observations
    (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
  select l.downloads_30d, l.downloads_all_time, l.model_id, l.likes, of_snapshot, on_day, l.page, of_panel, true
  from look l
  where l.moved
  union all
  select null, null, g.model_id, null, of_snapshot, on_day, 0, of_panel, false
  from gone g;

  -- A recording may tell of days before those that were loaded first.
  if on_day < (select max(s.as_of) from snapshots s where s.status = 'published') then
    update models m set first_seen_on = on_day from look l where m.model_id = l.model_id and m.first_seen_on > on_day;
  end if;

  if says_anew then
    perform judge_described(on_day);
    perform relate_look(of_snapshot, of_panel, on_day);
  end if;
  perform gain_of_look(of_snapshot, of_panel, on_day);
  if says_anew then
    perform keep_described(of_snapshot, of_panel);
  end if;
  perform refresh_panel_models(of_panel, on_day, day_before);
  perform bury_the_missing(of_snapshot, of_panel, on_day);
  perform log_quality(of_snapshot, of_panel, on_day, day_before);
  perform fold_weeks(of_panel, date_trunc('week', on_day)::date);
  perform sum_kinds(
    of_snapshot, on_day, format('select * from current_kinds where panel_id = %s', of_panel));
  perform write_open_week(of_panel, date_trunc('week', on_day)::date);
  perform count_births(of_panel, on_day);
  perform measure_structure(of_snapshot, of_panel, on_day, day_before);

  select count(*) into published_models from look;
  update snapshots set status = 'superseded'
  where panel_id = of_panel and as_of = on_day and status = 'published';
  update snapshots set
    status = 'published', published_at = now(), models = published_models, resume_from = null,
    has_all_time = exists (select from look l where l.downloads_all_time is not null),
    judged_by = (select max(r.version) from reference_versions r)
  where snapshot_id = of_snapshot;
  perform empty_stage(of_panel);
  drop table look, anew, gone, gains;
  update publication set version = version + 1, changed_at = now();
  return published_models;
end $$;

-- Writes a version of the attributes of every model that is described anew, and leaves what the judging needs of
-- them in the temporary table `described`.
create or replace function describe_look(of_snapshot integer, of_panel smallint) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  insert into model_attributes (
    model_id, snapshot_id, panel_id, repo_id, license_id, license_name, license_link, license_source,
    parameters, parameters_source, safetensors_parameters, gguf_parameters,
    active_parameters, task, library, formats, quantization, gated, disabled,
    base_models, base_object_ids, relation, lineage_source, tags
  )
  select
    l.model_id, of_snapshot, of_panel, s.repo_id, s.license_id, s.license_name, s.license_link, s.license_source,
    s.parameters, s.parameters_source, s.safetensors_parameters, s.gguf_parameters,
    s.active_parameters, s.task, s.library, s.formats, s.quantization, s.gated, s.disabled,
    s.base_models, s.base_object_ids, s.relation, s.lineage_source, s.tags
  from anew l
  join staged_models s on s.panel_id = of_panel and s.stage_key = l.stage_key;

  drop table if exists described;
  create temporary table described on commit drop as
  select
    l.model_id, of_snapshot as described_by, s.repo_id, s.license_id, s.license_name, s.license_source,
    s.parameters, s.parameters_source, s.active_parameters, s.quantization, s.relation, s.base_models, s.task,
    s.library, s.formats, s.gated, s.tags
  from anew l
  join staged_models s on s.panel_id = of_panel and s.stage_key = l.stage_key;
end $$;

-- What follows from the declared bases of the models described anew, for them and for all that descend from them.
-- The others stand as they are. Leaves `affected`, `kin` and `kin_models`.
create or replace function relate_look(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  perform declare_edges(of_snapshot, of_panel);
  drop table if exists affected;
  create temporary table affected on commit drop as
  with recursive descendants as (
    select model_id from anew
    union
    select f.child_id from fresh_edges f
    union
    select e.child_id
    from descendants d
    join lineage_edges e on e.parent_id = d.model_id and e.until_snapshot is null and e.panel_id = of_panel
  )
  select d.model_id from descendants d
  -- Those that are new are written as they are related.
  where not exists (select from anew n where n.model_id = d.model_id and n.is_new);
  analyze affected;

  perform gather_kin(of_snapshot, of_panel);
  perform resolve_kin(of_panel);
  perform keep_edges(of_snapshot, of_panel, on_day);
  perform trace_origins(of_panel, on_day);
  perform sort_judged();
  perform sort_affected(of_panel);
  perform number_kinds();
end $$;

-- The edges of `affected` and of `fresh_edges` into `kin_edges`, and the models at both ends into `kin_models`. Models
-- that are not affected are settled.
create or replace function gather_kin(of_snapshot integer, of_panel smallint) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists kin_edges, kin_models;
  create temporary table kin_edges on commit drop as
  select
    e.child_id, e.place, e.parent_id, e.parent_repo_id, e.relation, e.declared_in, e.since_snapshot,
    false as fresh, false as cut, null::text as verdict, null::text as rule
  from affected a
  join lineage_edges e on e.panel_id = of_panel and e.child_id = a.model_id and e.until_snapshot is null
  union all
  select
    f.child_id, f.place, f.parent_id, f.parent_repo_id, f.relation, f.declared_in, of_snapshot,
    true, false, null, null
  from fresh_edges f;
  analyze kin_edges;

  create temporary table kin_models on commit drop as
  with concerned as (
    select k.child_id as model_id from kin_edges k
    union select k.parent_id from kin_edges k
    union select a.model_id from affected a where not exists (select from judged j where j.model_id = a.model_id)
  )
  select
    j.model_id, j.described_by, j.license_class, j.license_key, j.relation,
    j.own_parameters as parameters, j.own_parameters_source as parameters_source, j.packed,
    false as settled, null::integer as root_id, null::text as root_repo_id
  from concerned c
  join judged j on j.model_id = c.model_id
  union all
  select
    p.model_id, p.described_by, p.license_class, p.license_key, p.relation,
    case when a.model_id is null then p.parameters else p.own_parameters end,
    case when a.model_id is null then p.parameters_source else p.own_parameters_source end,
    p.packed and a.model_id is not null,
    a.model_id is null, p.root_id, p.root_repo_id
  from concerned c
  join panel_models p on p.panel_id = of_panel and p.model_id = c.model_id
  left join affected a on a.model_id = p.model_id
  where not exists (select from judged j where j.model_id = p.model_id);
  analyze kin_models;
end $$;

-- Writes into `panel_models` what is new, described anew or related otherwise.
create or replace function keep_described(of_snapshot integer, of_panel smallint) returns void
language plpgsql as $$
begin
  insert into panel_models (
    panel_id, model_id, downloads_30d, downloads_all_time, likes, present, fingerprint, described_by,
    parameters, parameters_source, own_parameters, own_parameters_source, active_parameters, packed,
    license_id, license_key, relation, root_id, root_repo_id, inheritance,
    country, region, size_class, license_class, kind_id, released_on, listed, mentions
  )
  select
    of_panel, l.model_id, l.downloads_30d, l.downloads_all_time, l.likes, true, l.fingerprint, of_snapshot,
    coalesce(x.parameters, j.own_parameters), coalesce(x.parameters_source, j.own_parameters_source),
    j.own_parameters, j.own_parameters_source, j.active_parameters, j.packed,
    j.license_id, j.license_key, j.relation, k.root_id, k.root_repo_id, coalesce(k.inheritance, 'no-base'),
    j.country, j.region, size_class_in(z, coalesce(x.parameters, j.own_parameters)), j.license_class,
    q.kind_id, j.released_on, j.listed, j.mentions
  from look l
  join judged j on j.model_id = l.model_id
  join kind_of q on q.model_id = l.model_id
  left join kin k on k.model_id = l.model_id
  left join kin_models x on x.model_id = l.model_id
  left join ref_size_schemes z on z.scheme = 'default'
  where l.is_new
  order by l.model_id;

  update panel_models p set
    downloads_30d = l.downloads_30d, downloads_all_time = l.downloads_all_time, likes = l.likes, present = true,
    fingerprint = l.fingerprint, described_by = of_snapshot,
    own_parameters = j.own_parameters, own_parameters_source = j.own_parameters_source,
    active_parameters = j.active_parameters, packed = j.packed, license_id = j.license_id,
    license_key = j.license_key, relation = j.relation, country = j.country, region = j.region,
    license_class = j.license_class, kind_id = q.kind_id, released_on = j.released_on, listed = j.listed,
    mentions = j.mentions
  from look l
  join judged j on j.model_id = l.model_id
  join kind_of q on q.model_id = l.model_id
  where p.panel_id = of_panel and p.model_id = l.model_id and l.redescribed and not l.is_new;

  perform relate_panel(of_panel);
end $$;

-- Brings `panel_models` to the state of the look where only counters moved, and where a model is gone.
create or replace function refresh_panel_models(of_panel smallint, on_day date, day_before date) returns void
language plpgsql as $$
begin
  update panel_models p set
    downloads_30d = l.downloads_30d, downloads_all_time = l.downloads_all_time, likes = l.likes, present = true
  from look l
  where p.panel_id = of_panel and p.model_id = l.model_id and l.moved and not l.redescribed;

  update panel_models p set present = false from gone g where p.panel_id = of_panel and p.model_id = g.model_id;

  -- Facts about publishers have dates: judge again whose facts changed since the last published day.
  perform rejudge_panel(of_panel, on_day, array(
    select n.namespace from ref_namespaces n
    left join ref_publishers p on p.publisher_id = n.publisher_id
    where n.valid_from > day_before and n.valid_from <= on_day
      or n.valid_to > day_before and n.valid_to <= on_day
      or p.valid_from > day_before and p.valid_from <= on_day
      or p.valid_to > day_before and p.valid_to <= on_day
  ));
end $$;

-- Writes what `kin`, `kin_models` and `kind_of` found out about the `affected` models, where it differs.
create or replace function relate_panel(of_panel smallint) returns integer
language plpgsql set enable_nestloop = on as $$
declare
  moved integer;
begin
  update panel_models p set
    parameters = n.parameters, parameters_source = n.parameters_source, size_class = n.size_class,
    root_id = n.root_id, root_repo_id = n.root_repo_id, inheritance = n.inheritance, kind_id = n.kind_id
  from (
    select
      p.model_id, q.kind_id, s.parameters, s.parameters_source, size_class_in(z, s.parameters) as size_class,
      k.root_id, k.root_repo_id, coalesce(k.inheritance, 'no-base') as inheritance
    from affected a
    join panel_models p on p.panel_id = of_panel and p.model_id = a.model_id
    left join kin k on k.model_id = p.model_id
    left join kin_models x on x.model_id = p.model_id
    left join kind_of q on q.model_id = p.model_id
    left join ref_size_schemes z on z.scheme = 'default'
    cross join lateral (
      select
        case when x.model_id is null then p.own_parameters else x.parameters end as parameters,
        coalesce(x.parameters_source, p.own_parameters_source) as parameters_source
    ) s
  ) n
  where p.panel_id = of_panel and p.model_id = n.model_id
    and (p.parameters, p.parameters_source, p.size_class, p.root_id, p.root_repo_id, p.inheritance, p.kind_id)
      is distinct from (
        n.parameters, n.parameters_source, n.size_class, n.root_id, n.root_repo_id, n.inheritance, n.kind_id
      );
  get diagnostics moved = row_count;
  return moved;
end $$;
