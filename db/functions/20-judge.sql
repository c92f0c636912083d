-- How the reference data judges what a panel says about a model, on a day. One row per attributes version.
-- Unknown stays apart from unreviewed, and "no license declared" from "license not recorded": definitions.md C2, C6.

create or replace function judged_attributes(of_panel smallint, on_day date)
returns table (
  model_id integer, snapshot_id integer, namespace text, parameters bigint, parameters_source text,
  license_id text, country text, region text, size_class text, license_class text
)
language sql stable as $$
  select
    a.model_id,
    a.snapshot_id,
    split_part(a.repo_id, '/', 1),
    coalesce(q.parameters, a.parameters),
    case when q.parameters is null then a.parameters_source else 'curated' end,
    a.license_id,
    coalesce(p.country, 'UNREVIEWED'),
    coalesce(c.region, 'unreviewed'),
    coalesce(z.classes[width_bucket(coalesce(q.parameters, a.parameters), z.bounds)], 'unknown'),
    case
      when a.license_source is null then 'unrecorded'
      when a.license_id is null then 'none'
      else coalesce(named.class, l.class, 'unreviewed')
    end
  from model_attributes a
  left join ref_size_schemes z on z.scheme = 'default'
  left join ref_parameters q on q.repo_id = a.repo_id
  left join ref_namespaces n on n.namespace = split_part(a.repo_id, '/', 1) and n.valid_from <= on_day and on_day < n.valid_to
  left join ref_publishers p on p.publisher_id = n.publisher_id and p.valid_from <= on_day and on_day < p.valid_to
  left join ref_countries c on c.country = p.country
  left join ref_licenses l on l.license = lower(a.license_id)
  left join ref_licenses named on a.license_id = 'other' and named.license = lower(a.license_name)
  where a.panel_id = of_panel
$$;
