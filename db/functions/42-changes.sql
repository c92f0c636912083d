-- What changed about a model since the look before. Written as facts; which way a license went is judged on reading.

-- Compares the versions of the models that are described anew.
create or replace function log_changes(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on as $$
begin
  insert into change_events (panel_id, snapshot_id, as_of, model_id, kind, before, after)
  select of_panel, of_snapshot, on_day, l.model_id, v.kind, v.before, v.after
  from anew l
  join staged_models s on s.panel_id = of_panel and s.stage_key = l.stage_key
  join model_attributes a
    on a.model_id = l.model_id and a.panel_id = of_panel and a.snapshot_id = l.was_described_by
  cross join lateral (values
    ('renamed', a.repo_id, s.repo_id),
    ('license',
      case when a.license_source is not null then license_label(a.license_id, a.license_name) end,
      case when s.license_source is not null then license_label(s.license_id, s.license_name) end),
    ('gating', a.gated, s.gated),
    ('parameters', a.parameters::text, s.parameters::text),
    ('disabled', a.disabled::text, s.disabled::text),
    ('bases', array_to_string(a.base_models, ' '), array_to_string(s.base_models, ' ')),
    ('task', a.task, s.task)
  ) as v (kind, before, after)
  where not l.is_new and v.before is distinct from v.after
    -- A source that does not record a license says nothing about a change.
    and (v.kind <> 'license' or v.before is not null and v.after is not null)
  order by l.model_id, v.kind;

  insert into change_events (panel_id, snapshot_id, as_of, model_id, kind, before, after)
  select distinct on (l.model_id) of_panel, of_snapshot, on_day, l.model_id, 'recreated', other.object_id, m.object_id
  from anew l
  join models m on m.model_id = l.model_id
  join models other on other.repo_id = m.repo_id and other.model_id <> m.model_id and other.object_id is not null
  where l.is_new and m.object_id is not null and m.first_seen_on = on_day and other.first_seen_on < on_day
  order by l.model_id, other.model_id desc;
end $$;

-- `none` where the repo declares nothing; `other: name` where the id alone says nothing.
create or replace function license_label(license_id text, license_name text) returns text
language sql immutable as $$
  select case
    when license_id is null then 'none'
    when license_id = 'other' and license_name is not null then 'other: ' || license_name
    else license_id
  end
$$;

-- A model that a complete live look does not name is missing; when the next one does not name it either, it is a
-- tombstone. Its last counts stay. Whatever names it again takes the mark away.
create or replace function bury_the_missing(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql as $$
declare
  judges boolean;
begin
  select n.whole and n.kind = 'live' into judges from panels n where n.panel_id = of_panel;
  if not exists (select from panels n where n.panel_id = of_panel and n.kind = 'live') then
    return;
  end if;

  with back as (
    select m.model_id, m.removed_on
    from models m
    join look l on l.model_id = m.model_id
    where m.missing_since is not null
  ),
  unmarked as (
    update models m set missing_since = null, removed_on = null from back b where m.model_id = b.model_id
  )
  insert into change_events (panel_id, snapshot_id, as_of, model_id, kind, before, after)
  select of_panel, of_snapshot, on_day, b.model_id, 'reappeared', b.removed_on::text, null
  from back b
  where b.removed_on is not null
  order by b.model_id;
  if not judges then
    return;
  end if;

  with away as (
    select p.model_id, p.downloads_30d
    from panel_models p
    where p.panel_id = of_panel and not p.present
  ),
  confirmed as (
    update models m set removed_on = on_day
    from away g
    where m.model_id = g.model_id and m.missing_since < on_day and m.removed_on is null
    returning m.model_id, m.missing_since, g.downloads_30d
  )
  insert into change_events (panel_id, snapshot_id, as_of, model_id, kind, before, after)
  select of_panel, of_snapshot, on_day, c.model_id, 'removed', c.downloads_30d::text, null
  from confirmed c
  order by c.model_id;

  update models m set missing_since = on_day
  from panel_models p
  where p.panel_id = of_panel and not p.present and m.model_id = p.model_id and m.missing_since is null;
end $$;

-- Change events as readers want them: by name of panel and model, with the way a license went. A class that nobody
-- has ordered (unreviewed, custom, declared unknown) makes the way undecidable.
create or replace view changes as
select
  v.event_id, n.panel, v.panel_id, v.snapshot_id, v.as_of, v.model_id, m.repo_id,
  case
    when v.kind <> 'license' then v.kind
    when v.before = 'none' then 'license-declared'
    when v.after = 'none' then 'license-dropped'
    when bc.tightness < ac.tightness then 'license-tighter'
    when bc.tightness > ac.tightness then 'license-looser'
    when bc.tightness = ac.tightness then 'license-lateral'
    else 'license-changed'
  end as kind,
  v.before, v.after
from change_events v
join panels n on n.panel_id = v.panel_id
join models m on m.model_id = v.model_id
left join ref_licenses b on v.kind = 'license' and b.license = lower(regexp_replace(v.before, '^other: ', ''))
left join ref_license_classes bc on bc.class = b.class
left join ref_licenses a on v.kind = 'license' and a.license = lower(regexp_replace(v.after, '^other: ', ''))
left join ref_license_classes ac on ac.class = a.class;
