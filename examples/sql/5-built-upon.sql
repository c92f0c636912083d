-- Which models are built upon most, and does the license follow? Only what model cards declare, and is in force.
select
  e.parent_repo_id as base,
  count(*) as derivatives,
  count(*) filter (where e.relation = 'quantized') as quantized,
  count(*) filter (where e.verdict = 'ok') as license_follows,
  count(*) filter (where e.verdict in ('relabelled-looser', 'missing-license', 'incompatible')) as license_does_not,
  sum(m.downloads_30d) as downloads_30d
from 'edition/lineage_edges.parquet' e
join 'edition/models.parquet' m on m.model_id = e.child_id and m.in_panel
where e.until is null
group by e.parent_repo_id
order by derivatives desc, base
limit 20;
