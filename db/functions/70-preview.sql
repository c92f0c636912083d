-- What another reference would move, without moving it.

-- Downloads and models of every group of the newest state of each panel.
create or replace function group_totals()
returns table (panel text, grouped_by text, value text, models bigint, downloads numeric, total numeric)
language sql stable as $$
  with state as (
    select
      n.panel, p.region, p.size_class, p.license_class, coalesce(p.downloads_30d, 0) as downloads
    from panel_models p
    join panels n on n.panel_id = p.panel_id
    where p.present
  )
  select
    s.panel,
    case when grouping(s.region) = 0 then 'region' when grouping(s.size_class) = 0 then 'size' else 'license' end,
    coalesce(s.region, s.size_class, s.license_class),
    count(*), sum(s.downloads),
    sum(sum(s.downloads)) over (
      partition by s.panel, grouping(s.region), grouping(s.size_class), grouping(s.license_class)
    )
  from state s
  group by grouping sets ((s.panel, s.region), (s.panel, s.size_class), (s.panel, s.license_class))
$$;

-- Loads a reference, judges the newest state of every panel by it, notes the groups that moved, and takes
-- everything back: the inner block ends in an exception, which undoes what it did and leaves the notes.
create or replace function preview_reference(hash text, content jsonb)
returns table (
  panel text, grouped_by text, value text,
  models_before bigint, models_after bigint, share_before float8, share_after float8
)
language plpgsql as $$
declare
  before jsonb;
  after jsonb;
  s record;
begin
  select coalesce(jsonb_agg(to_jsonb(t)), '[]') into before from group_totals() t;
  begin
    perform load_reference(hash, content);
    for s in
      select distinct on (n.panel_id) n.panel_id, n.as_of from snapshots n where n.status = 'published'
      order by n.panel_id, n.as_of desc
    loop
      perform rejudge_panel(s.panel_id, s.as_of, null);
    end loop;
    select coalesce(jsonb_agg(to_jsonb(t)), '[]') into after from group_totals() t;
    raise exception 'only looking' using errcode = 'OMC03';
  exception
    when sqlstate 'OMC03' then null;
  end;
  return query
    select
      coalesce(b.panel, a.panel), coalesce(b.grouped_by, a.grouped_by), coalesce(b.value, a.value),
      coalesce(b.models, 0), coalesce(a.models, 0),
      coalesce(b.downloads / nullif(b.total, 0), 0)::float8, coalesce(a.downloads / nullif(a.total, 0), 0)::float8
    from jsonb_to_recordset(before)
      as b (panel text, grouped_by text, value text, models bigint, downloads numeric, total numeric)
    full join jsonb_to_recordset(after)
      as a (panel text, grouped_by text, value text, models bigint, downloads numeric, total numeric)
      on a.panel = b.panel and a.grouped_by = b.grouped_by and a.value = b.value
    where (a.models, a.downloads) is distinct from (b.models, b.downloads)
    order by 1, 2, 3;
end $$;
