-- How many models were released each month, by license class? Models without a known day are left out.
select
  strftime(released_on, '%Y-%m') as month,
  license_class,
  count(*) as models
from 'edition/models.parquet'
where in_panel and released_on is not null
group by month, license_class
order by month, models desc;
