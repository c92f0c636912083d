-- Infrastructure models: downloaded by machines far more than chosen by people. definitions.md C4, version 1 of the rule.

-- On the reviewed list; or released more than `limits[2]` years before the day (or below the Hub's floor, where no date is
-- known), of known size below `limits[3]` parameters, and with more downloads per like than `limits[1]`. Without limits
-- the list alone decides. Never null. Inlined where it is used: `infrastructure_limits()` is read once and handed in.
create or replace function is_infrastructure(
  listed boolean, released_on date, parameters bigint, downloads_30d bigint, likes integer, on_day date,
  limits double precision[]
) returns boolean
language sql immutable as $$
  select listed or coalesce(
    (released_on is null or released_on < on_day - make_interval(years => limits[2]::integer))
      and parameters < limits[3] and likes >= 1 and downloads_30d > limits[1] * likes,
    false
  )
$$;

-- The numbers of the rule, from `ref_rules`; null for those that the reference does not have.
create or replace function infrastructure_limits() returns double precision[]
language sql stable as $$
  select array[
    (select r.value from ref_rules r where r.rule = 'infrastructure-downloads-per-like'),
    (select r.value from ref_rules r where r.rule = 'infrastructure-age-years'),
    (select r.value from ref_rules r where r.rule = 'infrastructure-parameters')
  ]
$$;
