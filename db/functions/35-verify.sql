-- Holds a published cube against what observations, attributes and edges say. Changes nothing.

-- Cells that differ, from either side. No rows: the cube is right.
create or replace function differing_cells(of_snapshot integer)
returns table (
  region text, size_class text, license_class text,
  published_models integer, recomputed_models integer, published_downloads bigint, recomputed_downloads bigint
)
language plpgsql as $$
begin
  perform state_as_of(of_snapshot);
  return query
  with recomputed as (
    select
      r.region, r.size_class, r.license_class, count(*)::int as models,
      coalesce(sum(r.downloads_30d), 0)::bigint as downloads_30d,
      sum(r.downloads_all_time)::bigint as downloads_all_time,
      coalesce(sum(r.likes), 0)::bigint as likes
    from state r
    group by r.region, r.size_class, r.license_class
  ),
  published as (
    select c.* from rollup_cells c where c.snapshot_id = of_snapshot
  )
  select
    coalesce(p.region, r.region), coalesce(p.size_class, r.size_class), coalesce(p.license_class, r.license_class),
    p.models, r.models, p.downloads_30d, r.downloads_30d
  from published p
  full join recomputed r
    on r.region = p.region and r.size_class = p.size_class and r.license_class = p.license_class
  where (p.models, p.downloads_30d, p.downloads_all_time, p.likes)
    is distinct from (r.models, r.downloads_30d, r.downloads_all_time, r.likes);
end $$;
