-- Who leads by region, and how much of it is known?
select
  region,
  count(*) as models,
  sum(downloads_30d) as downloads_30d,
  round(sum(downloads_30d) / sum(sum(downloads_30d)) over (), 4) as share,
  round(
    sum(sum(downloads_30d)) filter (where region not in ('unknown', 'unreviewed')) over ()
      / sum(sum(downloads_30d)) over (),
    4
  ) as known
from 'edition/models.parquet'
where in_panel
group by region
order by downloads_30d desc;
