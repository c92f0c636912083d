-- Who derives from which family, counted in three ways, by month of release. definitions.md C3

-- `direct`: a declared edge leads to a first-party model of the family; a model counts once for each family.
-- `descendants`: the declared lineage ends in the family, by the weights of its roots. `mentioned`: a tag names the
-- family, and the model is not one of the family's own originals. Under the first two, family '' holds the rest.
-- Weights have twelve decimals and are added as decimals: in whatever order, the sum is the same to the last bit.
create or replace function measure_derivatives(of_panel smallint, on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists derived;
  create temporary table derived on commit drop as
  with parents as materialized (
    select e.parent_id, r.family
    from (
      select distinct x.parent_id
      from lineage_edges x
      where x.panel_id = of_panel and x.until_snapshot is null and not x.cut and x.parent_id is not null
    ) e
    join models m on m.model_id = e.parent_id
    join family_rules f on f.namespace = m.namespace
    cross join lateral family_by_rules(f.families, f.patterns, split_part(m.repo_id, '/', 2)) r
  ),
  children as (
    select e.child_id, p.family
    from lineage_edges e
    left join parents p on p.parent_id = e.parent_id
    where e.panel_id = of_panel and e.until_snapshot is null and not e.cut
    group by e.child_id, p.family
  ),
  direct as (
    select c.child_id as model_id, c.family from children c where c.family is not null
    union all
    select c.child_id, '' from children c group by c.child_id having bool_and(c.family is null)
  ),
  -- What is alike is counted before it is weighed.
  counted as (
    select
      'direct' as counting, d.family, null::integer as origin_id, date_trunc('month', p.released_on)::date as month,
      count(*) as models, count(*) filter (where p.downloads_30d > 5) as over_5,
      count(*) filter (where p.downloads_all_time > 200) as over_200
    from direct d
    join panel_models p on p.panel_id = of_panel and p.model_id = d.model_id and p.present
    group by 1, 2, 3, 4
    union all
    select
      'descendants', null::text, k.origin_id, date_trunc('month', p.released_on)::date, count(*),
      count(*) filter (where p.downloads_30d > 5), count(*) filter (where p.downloads_all_time > 200)
    from panel_models p
    join kinds k on k.kind_id = p.kind_id
    where p.panel_id = of_panel and p.present and p.root_repo_id is not null
    group by 1, 2, 3, 4
    union all
    select
      'mentioned', p.mentions, null::integer, date_trunc('month', p.released_on)::date, count(*),
      count(*) filter (where p.downloads_30d > 5), count(*) filter (where p.downloads_all_time > 200)
    from panel_models p
    left join kinds k on k.kind_id = p.kind_id
    where p.panel_id = of_panel and p.present and p.mentions is not null
      and not (coalesce(k.first_party, false) and p.root_repo_id is null)
    group by 1, 2, 3, 4
  )
  select
    c.counting, coalesce(c.family, o.family) as family, c.month, sum(c.models * coalesce(o.weight::numeric, 1)) as models,
    sum(c.over_5 * coalesce(o.weight::numeric, 1)) as over_5, sum(c.over_200 * coalesce(o.weight::numeric, 1)) as over_200
  from counted c
  left join origin_parts o on o.origin_id = c.origin_id
  group by 1, 2, 3;

  delete from rollup_derivatives where panel_id = of_panel;
  insert into rollup_derivatives (panel_id, counting, family, region, month, models, over_5, over_200)
  select
    of_panel, d.counting, d.family, coalesce(r.region, case when d.family = '' then '' else 'unreviewed' end),
    coalesce(d.month, '0001-01-01'), d.models, d.over_5, d.over_200
  from derived d
  left join (
    select f.family, c.region
    from ref_families f
    join ref_publishers u on u.publisher_id = f.publisher_id and u.valid_from <= on_day and on_day < u.valid_to
    join ref_countries c on c.country = u.country
  ) r on r.family = d.family;
  update panels set structure_as_of = on_day where panel_id = of_panel;
  drop table derived;
end $$;
