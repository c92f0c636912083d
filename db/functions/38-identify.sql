-- Who the staged records are.

-- Gives every staged record its model, by object id first, and lists them in the temporary table `look`.
create or replace function identify_staged(of_panel smallint, on_day date) returns void
language plpgsql set client_min_messages = warning as $$
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
    p.described_by as was_described_by, p.present as was_present, p.downloads_30d as was_30d,
    p.downloads_all_time as was_all_time, p.likes as were_likes,
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

