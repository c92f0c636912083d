-- Who the staged records are.

-- Gives every staged record its model, by object id first, and lists them in the temporary table `look`, beside what
-- was said about them before. `anew` holds those that are described differently, `gone` those that are not named.
create or replace function identify_staged(of_panel smallint, on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists found, look, anew, gone;
  create temporary table found on commit drop as
  select
    s.stage_key, s.object_id, s.repo_id, s.namespace, s.repo_created_at, s.page,
    s.downloads_30d, s.downloads_all_time, s.likes, s.fingerprint, m.model_id, m.repo_id as was_named
  from staged_models s
  left join models m on m.object_id = s.object_id
  where s.panel_id = of_panel;
  analyze found;
  if exists (select from found f where f.model_id is null) then
    perform introduce_staged(on_day);
  end if;

  with renamed as (
    update models m set repo_id = f.repo_id, namespace = f.namespace
    from found f
    where m.model_id = f.model_id and f.was_named <> f.repo_id
    returning m.model_id, m.repo_id
  )
  update model_names n set name = lower(r.repo_id) from renamed r where n.model_id = r.model_id;

  create temporary table look on commit drop as
  select
    f.known_id as model_id, f.stage_key, f.page, f.downloads_30d, f.downloads_all_time, f.likes, f.fingerprint,
    p.described_by as was_described_by, p.present as was_present, p.downloads_30d as was_30d,
    p.downloads_all_time as was_all_time, p.likes as were_likes,
    coalesce(
      not p.present or (p.downloads_30d, p.downloads_all_time, p.likes)
        is distinct from (f.downloads_30d, f.downloads_all_time, f.likes),
      true
    ) as moved,
    p.fingerprint is distinct from f.fingerprint as redescribed,
    p.model_id is null as is_new
  from (
    select x.*, x.model_id as known_id
    from found x
    where x.model_id is not null
    union all
    select x.*, m.model_id
    from found x
    join models m on m.object_id = x.object_id
    where x.model_id is null
    union all
    -- A model that came twice, once without its object id, is looked at once.
    select x.*, named.model_id
    from (
      select y.stage_key, max(m.model_id) as model_id
      from found y
      join models m on m.repo_id = y.repo_id
      where y.object_id is null
      group by y.stage_key
    ) named
    join models m on m.model_id = named.model_id
    join found x on x.stage_key = named.stage_key
    where not exists (select from found z where z.stage_key = m.object_id)
  ) f
  left join panel_models p on p.panel_id = of_panel and p.model_id = f.known_id;
  analyze look;

  create temporary table anew on commit drop as
  select l.model_id, l.stage_key, l.was_described_by, l.is_new from look l where l.redescribed;
  analyze anew;

  create temporary table gone on commit drop as
  select p.model_id
  from panel_models p
  where p.panel_id = of_panel and p.present
    and not exists (select from look l where l.model_id = p.model_id);
  drop table found;
end $$;

-- Makes models of the staged records that no object id is known of.
create or replace function introduce_staged(on_day date) returns void
language plpgsql as $$
begin
  -- A model known from a recording by name only is recognised when the Hub names its object id.
  update models m set
    object_id = named.object_id, repo_created_at = coalesce(named.repo_created_at, m.repo_created_at)
  from (
    select distinct on (k.model_id) k.model_id, f.object_id, f.repo_created_at
    from models k
    join found f on f.repo_id = k.repo_id
    where k.object_id is null and f.object_id is not null and f.model_id is null
    order by k.model_id, f.stage_key desc
  ) named
  where m.model_id = named.model_id;

  insert into models (object_id, repo_id, namespace, repo_created_at, first_seen_on)
  select f.object_id, f.repo_id, f.namespace, f.repo_created_at, on_day
  from found f
  where f.model_id is null and f.object_id is not null
    and not exists (select from models k where k.object_id = f.object_id)
  order by f.stage_key;

  insert into models (repo_id, namespace, repo_created_at, first_seen_on)
  select f.repo_id, f.namespace, f.repo_created_at, on_day
  from found f
  where f.object_id is null and not exists (select from models k where k.repo_id = f.repo_id)
  order by f.stage_key;

  update models m set repo_created_at = f.repo_created_at
  from found f
  where f.object_id is null and m.repo_id = f.repo_id
    and m.repo_created_at is null and f.repo_created_at is not null;
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
