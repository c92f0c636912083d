-- What another reference would move, without moving it.

-- Models and downloads of every group of the newest state of each panel, by everything that headlines are split by.
-- Models count in parts where a lineage has several roots. `infrastructure` has one group: the models left without
-- those that machines download.
create or replace function headline_totals()
returns table (panel text, grouped_by text, value text, models numeric, downloads numeric, total numeric)
language sql stable set enable_nestloop = off set work_mem = '256MB' as $$
  with newest as (
    select distinct on (s.panel_id) s.panel_id, s.as_of
    from snapshots s
    where s.status = 'published'
    order by s.panel_id, s.as_of desc
  ),
  -- The one pass over the models: what follows reads some ten thousand kinds.
  sums as materialized (
    select
      p.panel_id, p.kind_id, p.region, p.size_class, p.license_class,
      is_infrastructure(p.listed, p.released_on, p.parameters, p.downloads_30d, p.likes, n.as_of, l.limits)
        as infrastructure,
      count(*)::numeric as models, coalesce(sum(p.downloads_30d), 0) as downloads
    from panel_models p
    join newest n on n.panel_id = p.panel_id
    cross join (select infrastructure_limits() as limits) l
    where p.present
    group by 1, 2, 3, 4, 5, 6
  ),
  publishers as (
    select h.holder, h.region, h.type from ref_holder_places h where h.counting = 'primary' and h.facts = 'then'
  ),
  by_origin as (
    select s.panel_id, k.origin_id, sum(s.models) as models, sum(s.downloads) as downloads
    from sums s
    join kinds k on k.kind_id = s.kind_id
    group by s.panel_id, k.origin_id
  ),
  groups as (
    select
      s.panel_id,
      case when grouping(s.region) = 0 then 'region' when grouping(s.size_class) = 0 then 'size' else 'license' end
        as grouped_by,
      coalesce(s.region, s.size_class, s.license_class) as value, sum(s.models) as models, sum(s.downloads) as downloads
    from sums s
    group by grouping sets ((s.panel_id, s.region), (s.panel_id, s.size_class), (s.panel_id, s.license_class))
    union all
    select s.panel_id, 'publisher-type', coalesce(p.type, 'unreviewed'), sum(s.models), sum(s.downloads)
    from sums s
    join kinds k on k.kind_id = s.kind_id
    left join publishers p on p.holder = k.holder
    group by s.panel_id, p.type
    union all
    select
      b.panel_id, case when grouping(o.family) = 0 then 'family' else 'creator-region' end,
      case when grouping(o.family) = 0 then o.family else coalesce(p.region, 'unreviewed') end,
      sum(b.models * o.weight::numeric), sum(b.downloads * o.weight::numeric)
    from by_origin b
    join origin_parts o on o.origin_id = b.origin_id
    left join publishers p on p.holder = o.holder
    group by grouping sets ((b.panel_id, o.family), (b.panel_id, p.region))
    union all
    select s.panel_id, 'infrastructure', 'without', sum(s.models), sum(s.downloads)
    from sums s
    where not s.infrastructure
    group by s.panel_id
  ),
  -- Several reasons to be in one group are one group.
  added as (
    select g.panel_id, g.grouped_by, g.value, sum(g.models) as models, sum(g.downloads) as downloads
    from groups g
    group by g.panel_id, g.grouped_by, g.value
  )
  select n.panel, a.grouped_by, a.value, a.models, a.downloads, t.total
  from added a
  join panels n on n.panel_id = a.panel_id
  join (select s.panel_id, sum(s.downloads) as total from sums s group by s.panel_id) t on t.panel_id = a.panel_id
$$;

-- Loads a reference, judges the newest state of every panel by it, notes the groups that moved, and takes
-- everything back: the inner block ends in an exception, which undoes what it did and leaves the notes.
create or replace function preview_headlines(hash text, content jsonb)
returns table (
  panel text, grouped_by text, value text,
  models_before float8, models_after float8, share_before float8, share_after float8
)
language plpgsql as $$
declare
  before jsonb;
  after jsonb;
  s record;
begin
  select coalesce(jsonb_agg(to_jsonb(t)), '[]') into before from headline_totals() t;
  begin
    perform load_reference(hash, content);
    for s in
      select distinct on (n.panel_id) n.panel_id, n.as_of from snapshots n where n.status = 'published'
      order by n.panel_id, n.as_of desc
    loop
      perform rejudge_panel(s.panel_id, s.as_of, null);
    end loop;
    select coalesce(jsonb_agg(to_jsonb(t)), '[]') into after from headline_totals() t;
    raise exception 'only looking' using errcode = 'OMC03';
  exception
    when sqlstate 'OMC03' then null;
  end;
  return query
    select
      coalesce(b.panel, a.panel), coalesce(b.grouped_by, a.grouped_by), coalesce(b.value, a.value),
      round(coalesce(b.models, 0), 3)::float8, round(coalesce(a.models, 0), 3)::float8,
      coalesce(b.downloads / nullif(b.total, 0), 0)::float8, coalesce(a.downloads / nullif(a.total, 0), 0)::float8
    from jsonb_to_recordset(before)
      as b (panel text, grouped_by text, value text, models numeric, downloads numeric, total numeric)
    full join jsonb_to_recordset(after)
      as a (panel text, grouped_by text, value text, models numeric, downloads numeric, total numeric)
      on a.panel = b.panel and a.grouped_by = b.grouped_by and a.value = b.value
    -- Weights of origins have 12 digits: thirds that come together again are not quite one.
    where abs(coalesce(a.models, 0) - coalesce(b.models, 0)) > 0.0005
      or abs(coalesce(a.downloads, 0) - coalesce(b.downloads, 0)) > 0.5
    order by 1, 2, 3;
end $$;
