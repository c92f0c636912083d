-- What follows from declared bases: the root of each model, the count a packed model takes from its base, and how
-- its license stands to theirs. Reads the temporary tables
--   kin_edges (child_id, place, parent_id, parent_repo_id, since_snapshot, fresh, cut, verdict, rule) and
--   kin_models (model_id, described_by, license_class, license_key, relation, parameters, parameters_source, packed,
--   settled, root_id, root_repo_id),
-- of which the settled ones keep their root and their count, completes them in place, and leaves `kin` (model_id,
-- root_id, root_repo_id, inheritance), one row per derivative.

create or replace function resolve_kin(of_panel smallint) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
declare
  running integer;
  before integer;
begin
  drop table if exists kin;
  create temporary table kin (
    model_id integer, place smallint, up integer, root_id integer, root_repo_id text, inheritance text
  ) on commit drop;
  if not exists (select from kin_edges) then
    update kin_models set packed = false where packed;
    return;
  end if;
  update kin_edges set cut = true where parent_id = child_id;

  loop
    truncate kin;
    insert into kin (model_id, place, up, root_id, root_repo_id)
    select distinct on (e.child_id)
      e.child_id, e.place, e.parent_id,
      case when p.root_repo_id is null then e.parent_id else p.root_id end, coalesce(p.root_repo_id, e.parent_repo_id)
    from kin_edges e
    left join kin_models p on p.model_id = e.parent_id and p.settled
    where not e.cut
    order by e.child_id, e.place;
    analyze kin;

    -- Each step doubles the way a row looks up. Without cycles fewer rows move in every step, down to none.
    before := null;
    loop
      running := climb();
      exit when running = 0 or running = before;
      before := running;
    end loop;
    exit when running = 0;
    perform cut_cycles();
  end loop;

  -- A root goes by the name it had in this panel at the time; one never seen here, by the name declared.
  update kin k set root_repo_id = a.repo_id
  from kin_models r
  join model_attributes a on a.model_id = r.model_id and a.panel_id = of_panel and a.snapshot_id = r.described_by
  where r.model_id = k.root_id and k.root_repo_id <> a.repo_id;

  perform judge_edges();
  update kin k set inheritance = worst.verdict
  from (
    select distinct on (e.child_id) e.child_id, e.verdict
    from kin_edges e
    where not e.cut
    order by e.child_id, array_position(
      array['incompatible', 'relabelled-looser', 'missing-license', 'undecidable', 'ok'], e.verdict
    )
  ) worst
  where worst.child_id = k.model_id;

  perform take_base_parameters();
end $$;

-- One step up for every row whose base has a base itself. Returns how many moved.
create or replace function climb() returns integer
language plpgsql as $$
declare
  moved integer;
begin
  update kin k set up = n.up, root_id = n.root_id, root_repo_id = n.root_repo_id
  from kin n
  where n.model_id = k.up;
  get diagnostics moved = row_count;
  return moved;
end $$;

-- Cuts what leads back to where it came from. Of the edges of a cycle at least one goes from a model to a younger
-- one, which cannot be its base; those are cut.
create or replace function cut_cycles() returns void
language plpgsql set client_min_messages = warning as $$
begin
  -- After as many steps as there are rows (2^31), every row that is still moving stands on a cycle.
  for step in 1..31 loop
    perform climb();
  end loop;
  drop table if exists on_cycle;
  create temporary table on_cycle on commit drop as
  select distinct k.up as model_id, coalesce(m.repo_created_at, '-infinity') as born
  from kin k
  join kin n on n.model_id = k.up
  join models m on m.model_id = k.up;

  update kin_edges e set cut = true
  from kin k, on_cycle child, on_cycle parent
  where k.model_id = e.child_id and k.place = e.place
    and child.model_id = e.child_id and parent.model_id = e.parent_id
    and (parent.born, parent.model_id) > (child.born, child.model_id);
end $$;

-- Gives every edge its verdict. It depends on the two licenses alone, so each pair is judged once.
create or replace function judge_edges() returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists license_pairs, judged_pairs;
  create temporary table license_pairs on commit drop as
  select
    e.child_id, e.place, c.license_key as child_key, c.license_class as child_class,
    coalesce(p.license_key, 'unseen') as parent_key, coalesce(p.license_class, 'unseen') as parent_class
  from kin_edges e
  join kin_models c on c.model_id = e.child_id
  left join kin_models p on p.model_id = e.parent_id;
  analyze license_pairs;

  create temporary table judged_pairs on commit drop as
  select x.child_key, x.child_class, x.parent_key, x.parent_class, r.verdict, r.rule
  from (select distinct y.child_key, y.child_class, y.parent_key, y.parent_class from license_pairs y) x
  left join ref_licenses c on c.license = x.child_key
  left join ref_licenses p on p.license = x.parent_key
  left join lateral (
    select i.rule, i.verdict
    from ref_inheritance_rules i
    where (i.parent_class is null or x.parent_class = any (string_to_array(i.parent_class, ' ')))
      and (i.child_class is null or x.child_class = any (string_to_array(i.child_class, ' ')))
      and (i.parent_share_alike is null or p.share_alike = any (string_to_array(i.parent_share_alike, ' ')))
      and (i.parent_derivatives is null or p.derivatives = any (string_to_array(i.parent_derivatives, ' ')))
      and (i.relation is null
        or i.relation = 'same-license' and x.child_key = x.parent_key
        or i.relation = 'same-family' and c.family = p.family)
    order by i.place
    limit 1
  ) r on true;

  update kin_edges e set verdict = coalesce(j.verdict, 'undecidable'), rule = j.rule
  from license_pairs x
  join judged_pairs j
    on j.child_key = x.child_key and j.child_class = x.child_class
    and j.parent_key = x.parent_key and j.parent_class = x.parent_class
  where x.child_id = e.child_id and x.place = e.place;
end $$;

-- Packed weights understate the total: the count of the base counts, unless the name or the file of the packed repo
-- contradicts it (heads, drafts and projectors are published beside what they belong to). hub-api.md §6.3
create or replace function take_base_parameters() returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
declare
  taken integer;
begin
  drop table if exists packed_on;
  create temporary table packed_on on commit drop as
  select c.model_id, e.parent_id
  from kin_models c
  join kin k on k.model_id = c.model_id
  join kin_edges e on e.child_id = k.model_id and e.place = k.place
  join kin_models p on p.model_id = e.parent_id
  where c.packed and c.relation is distinct from 'merge';
  analyze packed_on;
  update kin_models c set packed = false
  where c.packed and not exists (select from packed_on o where o.model_id = c.model_id);

  -- One storey of packed models after the other.
  loop
    with ready as (
      delete from packed_on o
      using kin_models p
      where p.model_id = o.parent_id and not p.packed
      returning o.model_id, p.parameters
    )
    update kin_models c set
      parameters = case when takes.fits then takes.parameters else c.parameters end,
      parameters_source = case when takes.fits then 'base' else c.parameters_source end,
      packed = false
    from (
      select
        r.model_id, r.parameters,
        r.parameters is not null and not (
          c.parameters_source = 'repo-name'
          and (c.parameters > r.parameters * 2 or c.parameters < r.parameters / 2)
          or c.parameters_source like 'gguf%'
          and (c.parameters > r.parameters * 3 or c.parameters < r.parameters * 0.3)
        ) as fits
      from ready r
      join kin_models c on c.model_id = r.model_id
    ) takes
    where takes.model_id = c.model_id;
    get diagnostics taken = row_count;
    exit when taken = 0;
  end loop;
end $$;
