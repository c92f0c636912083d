-- The declared edges of a panel, from look to look. An edge is closed and opened anew when anything about it
-- changes, also when its base becomes known later: what was in force at a snapshot can always be read back.

-- Reads the bases that the models described anew declare, closes edges that are no longer declared, and leaves the
-- new ones in the temporary table `fresh_edges`.
create or replace function declare_edges(of_snapshot integer, of_panel smallint) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists declared, fresh_edges;
  create temporary table declared on commit drop as
  select
    l.model_id as child_id, u.place::smallint as place, null::integer as parent_id, u.repo_id as parent_repo_id,
    nullif(u.object_id, '') as parent_object_id, s.relation, coalesce(s.lineage_source, 'hub') as declared_in
  from anew l
  join staged_models s on s.panel_id = of_panel and s.stage_key = l.stage_key
  cross join lateral unnest(s.base_models, s.base_object_ids) with ordinality as u (repo_id, object_id, place)
  where u.repo_id is not null;
  analyze declared;
  perform resolve_declared();

  update lineage_edges e set until_snapshot = of_snapshot
  from anew l
  where e.panel_id = of_panel and e.until_snapshot is null and e.child_id = l.model_id
    and not exists (
      select from declared d
      where d.child_id = e.child_id and d.place = e.place and d.parent_repo_id = e.parent_repo_id
        and d.relation is not distinct from e.relation and d.declared_in = e.declared_in
        and (d.parent_id is null or d.parent_id = e.parent_id)
    );

  create temporary table fresh_edges on commit drop as
  select d.child_id, d.place, d.parent_id, d.parent_repo_id, d.relation, d.declared_in
  from declared d
  where not exists (
    select from lineage_edges e
    where e.panel_id = of_panel and e.until_snapshot is null and e.child_id = d.child_id and e.place = d.place
  );
  perform resolve_late(of_snapshot, of_panel);
  analyze fresh_edges;
end $$;

-- Who the declared bases are: by object id, by the name they have, by a name they had.
create or replace function resolve_declared() returns void
language plpgsql set enable_nestloop = on as $$
begin
  update declared d set parent_id = m.model_id from models m where m.object_id = d.parent_object_id;
  update declared d set parent_id = named.model_id
  from (
    select distinct on (m.repo_id) m.repo_id, m.model_id
    from models m
    where m.repo_id in (select x.parent_repo_id from declared x where x.parent_id is null)
    order by m.repo_id, m.removed_on nulls first, m.model_id desc
  ) named
  where d.parent_id is null and named.repo_id = d.parent_repo_id;
  update declared d set parent_id = renamed.model_id
  from (
    select distinct on (v.before) v.before, v.model_id
    from change_events v
    where v.kind = 'renamed' and v.before in (select x.parent_repo_id from declared x where x.parent_id is null)
    order by v.before, v.event_id desc
  ) renamed
  where d.parent_id is null and renamed.before = d.parent_repo_id;
end $$;

create or replace function has_late_bases(of_panel smallint) returns boolean
language sql stable as $$
  select exists (
    select from lineage_edges e
    join models m on m.repo_id = e.parent_repo_id
    where e.panel_id = of_panel and e.until_snapshot is null and e.parent_id is null
  )
$$;

-- Bases that were named before they were first seen: their edges are closed and drawn afresh.
create or replace function resolve_late(of_snapshot integer, of_panel smallint) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  with late as (
    select distinct on (e.child_id, e.place) e.child_id, e.place, m.model_id as parent_id
    from lineage_edges e
    join models m on m.repo_id = e.parent_repo_id
    where e.panel_id = of_panel and e.until_snapshot is null and e.parent_id is null
    order by e.child_id, e.place, m.removed_on nulls first, m.model_id desc
  ),
  closed as (
    update lineage_edges e set until_snapshot = of_snapshot
    from late t
    where e.panel_id = of_panel and e.until_snapshot is null and e.child_id = t.child_id and e.place = t.place
    returning e.child_id, e.place, t.parent_id, e.parent_repo_id, e.relation, e.declared_in
  )
  insert into fresh_edges select * from closed;
end $$;

-- The edges in force at a snapshot, read back.
create or replace function edges_as_of(of_snapshot integer, of_panel smallint) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists kin_edges;
  create temporary table kin_edges on commit drop as
  select
    e.child_id, e.place, e.parent_id, e.parent_repo_id, e.relation, e.declared_in, e.since_snapshot,
    false as fresh, false as cut, null::text as verdict, null::text as rule
  from lineage_edges e
  where e.panel_id = of_panel and e.since_snapshot <= of_snapshot
    and (e.until_snapshot is null or e.until_snapshot > of_snapshot);
  if exists (select from kin_edges offset 5000) then
    analyze kin_edges;
  end if;
end $$;

-- Writes the fresh edges, and what was found out about the others. Cycles found for the first time are logged.
create or replace function keep_edges(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on as $$
begin
  insert into quality_log (panel_id, snapshot_id, as_of, kind, model_id, says, facts)
  select
    of_panel, of_snapshot, on_day, 'lineage-cycle', k.child_id,
    format('%s declares %s as a base and leads back to itself; this edge takes no part in roots.',
      m.repo_id, k.parent_repo_id),
    jsonb_build_object('base', k.parent_repo_id)
  from kin_edges k
  join models m on m.model_id = k.child_id
  left join lineage_edges e
    on e.panel_id = of_panel and e.child_id = k.child_id and e.place = k.place and e.since_snapshot = k.since_snapshot
  where k.cut and e.cut is distinct from true
  order by k.child_id
  limit 100;

  insert into lineage_edges (
    panel_id, child_id, place, parent_id, parent_repo_id, relation, declared_in, since_snapshot, cut, verdict, rule
  )
  select
    of_panel, k.child_id, k.place, k.parent_id, k.parent_repo_id, k.relation, k.declared_in, of_snapshot,
    k.cut, k.verdict, k.rule
  from kin_edges k
  where k.fresh
  order by k.child_id, k.place;

  update lineage_edges e set cut = k.cut, verdict = k.verdict, rule = k.rule
  from kin_edges k
  where e.panel_id = of_panel and e.until_snapshot is null and not k.fresh
    and e.child_id = k.child_id and e.place = k.place and e.since_snapshot = k.since_snapshot
    and (e.cut, e.verdict, e.rule) is distinct from (k.cut, k.verdict, k.rule);
end $$;
