-- Where models come from: publishers and families of the roots of what they declare, with weights. A model with n bases
-- comes to 1/n from each of them (definitions.md C3).

-- The curated family that a repo belongs to by the rules of its publisher; null for none. Such a repo is first-party.
create or replace function family_of_repo(repo_id text) returns text
language sql stable as $$
  select r.family
  from family_rules f
  cross join lateral family_by_rules(f.families, f.patterns, split_part(repo_id, '/', 2)) r
  where f.namespace = split_part(repo_id, '/', 1)
$$;

-- Publisher and family of each name in the temporary table `named` (repo_id) on a day, into `owners` (repo_id, holder,
-- family).
create or replace function find_owners(on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists texts, owners;
  create temporary table texts on commit drop as
  select distinct lower(split_part(n.repo_id, '/', 2)) as text from named n;
  perform find_words();
  create temporary table owners on commit drop as
  select
    d.repo_id, coalesce(holder_of(p), n.publisher_id || '@-', '') as holder, coalesce(own.family, w.family, '') as family
  from (select distinct x.repo_id from named x) d
  left join ref_namespaces n
    on n.namespace = split_part(d.repo_id, '/', 1) and n.valid_from <= on_day and on_day < n.valid_to
  left join ref_publishers p on p.publisher_id = n.publisher_id and p.valid_from <= on_day and on_day < p.valid_to
  left join family_rules f on f.namespace = split_part(d.repo_id, '/', 1)
  left join lateral family_by_rules(f.families, f.patterns, split_part(d.repo_id, '/', 2)) own on true
  left join found_words w on w.text = lower(split_part(d.repo_id, '/', 2));
  analyze owners;
end $$;

-- Of what is left when no model has all its bases known, every rest stands on a cycle or below one. Takes out of `links`
-- those of a cycle that lead to a younger model, which cannot be a base. False: nothing is left.
create or replace function cut_links() returns boolean
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
declare
  trimmed integer;
begin
  drop table if exists stuck;
  create temporary table stuck on commit drop as
  select l.child_id, l.parent_id
  from links l
  where l.parent_id is not null
    and not exists (select from parts p where p.model_id = l.child_id)
    and not exists (select from parts p where p.model_id = l.parent_id);
  if not exists (select from stuck) then
    return false;
  end if;
  loop
    delete from stuck s where not exists (select from stuck t where t.parent_id = s.child_id);
    get diagnostics trimmed = row_count;
    exit when trimmed = 0;
  end loop;
  delete from links l
  using (
    with recursive above as (
      select s.child_id as model_id, s.parent_id as reaches from stuck s
      union
      select a.model_id, s.parent_id from above a join stuck s on s.child_id = a.reaches
    )
    select s.child_id, s.parent_id
    from stuck s
    join above a on a.model_id = s.parent_id and a.reaches = s.child_id
    join models child on child.model_id = s.child_id
    join models parent on parent.model_id = s.parent_id
    where (coalesce(parent.repo_created_at, '-infinity'), parent.model_id)
      >= (coalesce(child.repo_created_at, '-infinity'), child.model_id)
  ) c
  where l.child_id = c.child_id and l.parent_id = c.parent_id;
  if not found then
    return false;
  end if;
  update links l set bases = n.bases
  from (select x.child_id, count(*) as bases from links x group by x.child_id) n
  where n.child_id = l.child_id and n.bases <> l.bases;
  return true;
end $$;

-- Models without a base that stands are roots by their own name.
create or replace function plant_roots(of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists named;
  create temporary table named on commit drop as
  with roots as materialized (
    select m.model_id, m.described_by
    from (
      select k.model_id, k.described_by from kin_models k
      union
      select j.model_id, j.described_by from judged j where j.declares_base
    ) m
    where not exists (select from links l where l.child_id = m.model_id)
      and not exists (select from parts p where p.model_id = m.model_id)
  )
  select r.model_id, a.repo_id
  from roots r
  join model_attributes a on a.model_id = r.model_id and a.panel_id = of_panel and a.snapshot_id = r.described_by;
  if not exists (select from named) then
    return;
  end if;
  perform find_owners(on_day);
  insert into parts
  select n.model_id, w.holder, w.family, 1
  from named n
  join owners w on w.repo_id = n.repo_id;
end $$;

-- The links of models whose parts are not known yet, into the temporary table `waiting`; `waits` where those of the base
-- are not known either.
create or replace function list_waiting() returns void
language plpgsql set enable_nestloop = off set client_min_messages = warning as $$
begin
  drop table if exists waiting;
  create temporary table waiting on commit drop as
  with known as materialized (select distinct p.model_id from parts p)
  select l.child_id, l.parent_id, l.parent_repo_id, l.bases, l.parent_id is not null and k.model_id is null as waits
  from links l
  left join known k on k.model_id = l.parent_id
  where not exists (select from known c where c.model_id = l.child_id);
end $$;

-- Reads `judged`, `kin`, `kin_edges`, `kin_models`; leaves `origin_of` (model_id, origin_id) for every model of `judged`
-- and of `kin`.
create or replace function trace_origins(of_panel smallint, on_day date) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
declare
  traced integer;
  at_storey integer := 0;
begin
  drop table if exists links, parts, unseen, origin_texts, origin_of;
  -- How many models are ready on a storey cannot be foreseen: the planner expects one.
  if exists (select from judged offset 5000) or exists (select from kin_edges offset 5000) then
    perform set_config('enable_nestloop', 'off', true);
  end if;

  -- Each base of a model once, by its model or, where this panel never saw it, by its name; one of `bases`.
  create temporary table links on commit drop as
  select x.child_id, m.model_id as parent_id, x.parent_repo_id, count(*) over (partition by x.child_id) as bases
  from (
    select e.child_id, e.parent_id, min(e.parent_repo_id) as parent_repo_id
    from kin_edges e
    where not e.cut
    group by e.child_id, e.parent_id, case when e.parent_id is null then e.parent_repo_id end
  ) x
  left join kin_models m on m.model_id = x.parent_id;
  analyze links;

  -- Roots, and models that stand as they stood.
  create temporary table parts (model_id integer, holder text, family text, weight float8, storey integer) on commit drop;
  insert into parts
  select j.model_id, j.holder, j.family, 1
  from judged j
  where not j.declares_base and not exists (select from links l where l.child_id = j.model_id)
  union all
  select m.model_id, o.holder, o.family, o.weight
  from kin_models m
  join panel_models p on p.panel_id = of_panel and p.model_id = m.model_id
  join kinds k on k.kind_id = p.kind_id
  join origin_parts o on o.origin_id = k.origin_id
  where m.settled and not exists (select from judged j where j.model_id = m.model_id);
  perform plant_roots(of_panel, on_day);

  create temporary table unseen (repo_id text, holder text, family text) on commit drop;
  if exists (select from links l where l.parent_id is null) then
    drop table named;
    create temporary table named on commit drop as
    select distinct l.parent_repo_id as repo_id from links l where l.parent_id is null;
    perform find_owners(on_day);
    insert into unseen select w.repo_id, w.holder, w.family from owners w;
    analyze unseen;
  end if;

  -- Storey by storey: those whose bases are all known.
  analyze parts;
  perform list_waiting();
  loop
    at_storey := at_storey + 1;
    with ready as (
      delete from waiting w
      using (select x.child_id from waiting x group by x.child_id having not bool_or(x.waits)) r
      where w.child_id = r.child_id
      returning w.child_id, w.parent_id, w.parent_repo_id, w.bases
    ),
    inherited as (
      select
        r.child_id, coalesce(p.holder, u.holder) as holder, coalesce(p.family, u.family) as family,
        coalesce(p.weight, 1) / r.bases as weight
      from ready r
      left join parts p on p.model_id = r.parent_id
      left join unseen u on r.parent_id is null and u.repo_id = r.parent_repo_id
    )
    insert into parts
    select i.child_id, i.holder, i.family, sum(i.weight), at_storey
    from inherited i
    group by i.child_id, i.holder, i.family;
    get diagnostics traced = row_count;
    if traced = 0 then
      exit when not cut_links();
      perform plant_roots(of_panel, on_day);
      perform list_waiting();
    else
      update waiting w set waits = false from parts p where p.storey = at_storey and p.model_id = w.parent_id;
    end if;
  end loop;

  create temporary table origin_texts on commit drop as
  select
    p.model_id,
    string_agg(
      p.holder || '|' || p.family || '|' || round(p.weight::numeric, 12)::text, ' ' order by p.holder, p.family
    ) as origin
  from parts p
  where p.model_id in (
    select j.model_id from judged j union all select m.model_id from kin_models m where not m.settled
  )
  group by p.model_id;
  analyze origin_texts;

  insert into origins (parts)
  select t.origin from (select distinct x.origin from origin_texts x) t order by t.origin
  on conflict (parts) do nothing;
  insert into origin_parts (origin_id, holder, family, weight)
  select o.origin_id, split_part(u.part, '|', 1), split_part(u.part, '|', 2), split_part(u.part, '|', 3)::float8
  from origins o
  cross join lateral unnest(string_to_array(o.parts, ' ')) as u (part)
  where o.origin_id > coalesce((select max(x.origin_id) from origin_parts x), 0);
  get diagnostics traced = row_count;
  if traced > 500 then
    analyze origins, origin_parts;
  end if;

  create temporary table origin_of on commit drop as
  select t.model_id, o.origin_id from origin_texts t join origins o on o.parts = t.origin;
  analyze origin_of;
end $$;
