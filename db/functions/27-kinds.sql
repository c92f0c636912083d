-- Which kind a model is: everything that figures can be grouped by and narrowed to, in one number.

-- From the temporary table `sorted`, with the columns of `kinds` beside `model_id`, into `kind_of` (model_id, kind_id).
create or replace function number_kinds() returns void
language plpgsql set enable_nestloop = off set client_min_messages = warning as $$
begin
  drop table if exists kind_of;
  insert into kinds (
    holder, origin_id, size_cell, license, license_class, task, library, format, relation, inheritance, gated, year,
    tracked, first_party
  )
  select distinct
    s.holder, s.origin_id, s.size_cell, s.license, s.license_class, s.task, s.library, s.format, s.relation,
    s.inheritance, s.gated, s.year, s.tracked, s.first_party
  from sorted s
  on conflict do nothing;
  create temporary table kind_of on commit drop as
  select s.model_id, k.kind_id
  from sorted s
  join kinds k
    on k.holder = s.holder and k.origin_id = s.origin_id and k.size_cell = s.size_cell and k.license = s.license
    and k.license_class = s.license_class and k.task = s.task and k.library = s.library and k.format = s.format
    and k.relation = s.relation and k.inheritance = s.inheritance and k.gated = s.gated and k.year = s.year
    and k.tracked = s.tracked and k.first_party = s.first_party;
  analyze kind_of;
end $$;

-- The kinds of all models of `judged`, from `judged`, `kin`, `kin_models` and `origin_of`.
create or replace function sort_judged() returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists sorted;
  create temporary table sorted on commit drop as
  select
    j.model_id, j.holder, o.origin_id,
    size_cell_in(z, coalesce(x.parameters, j.own_parameters)) as size_cell,
    j.license, j.license_class, j.task, j.library, j.format, j.stated_relation as relation,
    coalesce(k.inheritance, 'no-base') as inheritance, j.gated,
    coalesce(extract(year from j.released_on)::int::text, 'unknown') as year, j.tracked, j.first_party
  from judged j
  join origin_of o on o.model_id = j.model_id
  left join kin k on k.model_id = j.model_id
  left join kin_models x on x.model_id = j.model_id
  left join ref_size_schemes z on z.scheme = 'cells';
  analyze sorted;
end $$;

-- Those of models that are related otherwise than before, though their own record stands: `affected` and not `judged`.
create or replace function sort_affected(of_panel smallint) returns void
language plpgsql set enable_nestloop = on as $$
begin
  insert into sorted
  select
    a.model_id, k.holder, o.origin_id,
    size_cell_in(z, coalesce(x.parameters, p.own_parameters)),
    k.license, k.license_class, k.task, k.library, k.format, k.relation, coalesce(n.inheritance, 'no-base'), k.gated,
    k.year, k.tracked, k.first_party
  from affected a
  join panel_models p on p.panel_id = of_panel and p.model_id = a.model_id
  join kinds k on k.kind_id = p.kind_id
  join origin_of o on o.model_id = a.model_id
  left join kin n on n.model_id = a.model_id
  left join kin_models x on x.model_id = a.model_id
  left join ref_size_schemes z on z.scheme = 'cells'
  where not exists (select from judged j where j.model_id = a.model_id);
end $$;
