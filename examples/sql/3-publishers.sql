-- Which publishers are downloaded most, and what part of the whole is that?
-- A publisher may own several namespaces; what nobody has reviewed stays one row.
select
  coalesce(publisher, 'unreviewed') as publisher,
  any_value(country) as country,
  count(*) as models,
  sum(downloads_30d) as downloads_30d,
  round(sum(downloads_30d) / sum(sum(downloads_30d)) over (), 4) as share
from 'edition/models.parquet'
where in_panel
group by coalesce(publisher, 'unreviewed')
order by downloads_30d desc
limit 20;
