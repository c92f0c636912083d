-- How did the downloads of one model go, day by day? A row of observations holds until the next one; the days of the
-- panel are those of the aggregates. The most downloaded model stands in for the one you want.
with chosen as (
  select model_id, repo_id from 'edition/models.parquet' where in_panel order by downloads_30d desc, model_id limit 1
),
days as (
  select date from 'edition/aggregates.parquet' where definition = 'models-total-daily'
),
seen as (
  select o.as_of, o.downloads_30d, o.present
  from read_parquet('edition/observations/*/*.parquet', hive_partitioning = true) o
  join chosen using (model_id)
)
select
  d.date,
  c.repo_id,
  case when s.present then s.downloads_30d end as downloads_30d
from days d
cross join chosen c
asof join seen s on d.date >= s.as_of
order by d.date;
