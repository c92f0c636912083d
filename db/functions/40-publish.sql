-- Publication: current values, changed attributes, observations, rollups and the status become visible together.
-- One call is one statement is one transaction; a crash at any point leaves the snapshot open and unseen.

-- Bulk work on tables filled moments ago, of which the planner knows nothing: hash joins are never far off.
create or replace function publish_snapshot(of_snapshot integer, with_token text) returns integer
language plpgsql set enable_nestloop = off set work_mem = '256MB' as $$
declare
  of_panel smallint;
  on_day date;
  day_before date;
  published_models integer;
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

  perform identify_staged(of_panel, on_day);

  if exists (select from look offset 5000) then
    analyze look;
  end if;

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
  from look l
  join staged_models s on s.panel_id = of_panel and s.stage_key = l.stage_key
  where l.redescribed;

  insert into observations
    (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
  select l.downloads_30d, l.downloads_all_time, l.model_id, l.likes, of_snapshot, on_day, l.page, of_panel, true
  from look l
  where l.moved
  union all
  select null, null, p.model_id, null, of_snapshot, on_day, 0, of_panel, false
  from panel_models p
  where p.panel_id = of_panel and p.present
    and not exists (select from look l where l.model_id = p.model_id);

  -- A recording may tell of days before those that were loaded first.
  if on_day < (select max(s.as_of) from snapshots s where s.status = 'published') then
    update models m set first_seen_on = on_day from look l where m.model_id = l.model_id and m.first_seen_on > on_day;
  end if;

  perform refresh_panel_models(of_snapshot, of_panel, on_day, day_before);
  perform roll_up(of_snapshot, false);

  select count(*) into published_models from look;
  update snapshots set status = 'superseded'
  where panel_id = of_panel and as_of = on_day and status = 'published';
  update snapshots set
    status = 'published', published_at = now(), models = published_models, resume_from = null
  where snapshot_id = of_snapshot;
  perform empty_stage(of_panel);
  drop table look;
  update publication set version = version + 1, changed_at = now();
  return published_models;
end $$;

-- Gives every staged record its model, by object id first, and lists them in the temporary table `look`.
create or replace function identify_staged(of_panel smallint, on_day date) returns void
language plpgsql as $$
begin
  -- A model known from a recording by name only is recognised when the Hub names its object id.
  update models m set
    object_id = named.object_id, repo_created_at = coalesce(named.repo_created_at, m.repo_created_at)
  from (
    select distinct on (k.model_id) k.model_id, s.object_id, s.repo_created_at
    from models k
    join staged_models s on s.panel_id = of_panel and s.repo_id = k.repo_id
    where k.object_id is null and s.object_id is not null
      and not exists (select from models x where x.object_id = s.object_id)
    order by k.model_id, s.stage_key desc
  ) named
  where m.model_id = named.model_id;

  insert into models (object_id, repo_id, namespace, repo_created_at, first_seen_on)
  select s.object_id, s.repo_id, s.namespace, s.repo_created_at, on_day
  from staged_models s
  where s.panel_id = of_panel and s.object_id is not null
    and not exists (select from models k where k.object_id = s.object_id)
  order by s.stage_key;

  insert into models (repo_id, namespace, repo_created_at, first_seen_on)
  select s.repo_id, s.namespace, s.repo_created_at, on_day
  from staged_models s
  where s.panel_id = of_panel and s.object_id is null
    and not exists (select from models k where k.repo_id = s.repo_id)
  order by s.stage_key;

  with renamed as (
    update models m set repo_id = s.repo_id, namespace = s.namespace
    from staged_models s
    where s.panel_id = of_panel and m.object_id = s.object_id and m.repo_id <> s.repo_id
    returning m.model_id, m.repo_id
  )
  update model_names n set name = lower(r.repo_id) from renamed r where n.model_id = r.model_id;

  update models m set repo_created_at = s.repo_created_at
  from staged_models s
  where s.panel_id = of_panel and s.object_id is null and m.repo_id = s.repo_id
    and m.repo_created_at is null and s.repo_created_at is not null;

  create temporary table look on commit drop as
  select
    known.model_id, s.stage_key, s.page, s.downloads_30d, s.downloads_all_time, s.likes, s.fingerprint,
    coalesce(
      not p.present or (p.downloads_30d, p.downloads_all_time, p.likes)
        is distinct from (s.downloads_30d, s.downloads_all_time, s.likes),
      true
    ) as moved,
    p.fingerprint is distinct from s.fingerprint as redescribed,
    p.model_id is null as is_new
  from (
    select t.stage_key, m.model_id
    from staged_models t
    join models m on m.object_id = t.object_id
    where t.panel_id = of_panel
    union all
    -- A model that came twice, once without its object id, is looked at once.
    select named.stage_key, named.model_id
    from (
      select t.stage_key, max(m.model_id) as model_id
      from staged_models t
      join models m on m.repo_id = t.repo_id
      where t.panel_id = of_panel and t.object_id is null
      group by t.stage_key
    ) named
    join models m on m.model_id = named.model_id
    where not exists (select from staged_models x where x.panel_id = of_panel and x.stage_key = m.object_id)
  ) known
  join staged_models s on s.panel_id = of_panel and s.stage_key = known.stage_key
  left join panel_models p on p.panel_id = of_panel and p.model_id = known.model_id;
end $$;

-- Brings `panel_models` to the state of the look: described anew, moved, or gone.
create or replace function refresh_panel_models(
  of_snapshot integer, of_panel smallint, on_day date, day_before date
) returns void
language plpgsql as $$
begin
  update panel_models p set
    downloads_30d = l.downloads_30d, downloads_all_time = l.downloads_all_time, likes = l.likes, present = true,
    fingerprint = l.fingerprint, described_by = of_snapshot, parameters = j.parameters,
    parameters_source = j.parameters_source, license_id = j.license_id, country = j.country,
    region = j.region, size_class = j.size_class, license_class = j.license_class
  from look l
  join judged_attributes(of_panel, on_day) j on j.model_id = l.model_id and j.snapshot_id = of_snapshot
  where p.panel_id = of_panel and p.model_id = l.model_id and l.redescribed and not l.is_new;

  insert into panel_models (
    panel_id, model_id, downloads_30d, downloads_all_time, likes, present, fingerprint, described_by,
    parameters, parameters_source, license_id, country, region, size_class, license_class
  )
  select
    of_panel, l.model_id, l.downloads_30d, l.downloads_all_time, l.likes, true, l.fingerprint, of_snapshot,
    j.parameters, j.parameters_source, j.license_id, j.country, j.region, j.size_class, j.license_class
  from look l
  join judged_attributes(of_panel, on_day) j on j.model_id = l.model_id and j.snapshot_id = of_snapshot
  where l.is_new
  order by l.model_id;

  update panel_models p set
    downloads_30d = l.downloads_30d, downloads_all_time = l.downloads_all_time, likes = l.likes, present = true
  from look l
  where p.panel_id = of_panel and p.model_id = l.model_id and l.moved and not l.redescribed;

  update panel_models p set present = false
  where p.panel_id = of_panel and p.present
    and not exists (select from look l where l.model_id = p.model_id);

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

-- Adds the names of new models to the search. Returns how many.
create or replace function index_names() returns integer
language plpgsql as $$
declare
  added integer;
begin
  insert into model_names (model_id, name)
  select m.model_id, lower(m.repo_id)
  from models m
  where m.model_id > coalesce((select max(n.model_id) from model_names n), 0)
  on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end $$;
