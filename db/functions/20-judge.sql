-- How the reference data judges what a record says, on a day. From the temporary table `described`
-- (model_id, repo_id, license_id, license_name, license_source, parameters, parameters_source,
-- active_parameters, quantization, relation) into the temporary table `judged`, row by row.
-- Unknown stays apart from unreviewed, and "no license declared" from "license not recorded": definitions.md C2, C6.

create or replace function judge_described(on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists judged;
  create temporary table judged on commit drop as
  select
    d.model_id,
    split_part(d.repo_id, '/', 1) as namespace,
    coalesce(q.parameters, d.parameters) as own_parameters,
    case when q.parameters is null then d.parameters_source else 'curated' end as own_parameters_source,
    coalesce(q.active_parameters, d.active_parameters) as active_parameters,
    d.quantization is not null and q.parameters is null as packed,
    d.license_id,
    case
      when d.license_source is null then 'unrecorded'
      when d.license_id is null then 'none'
      when d.license_id = 'other' then lower(coalesce(d.license_name, 'other'))
      else lower(d.license_id)
    end as license_key,
    d.relation,
    coalesce(p.country, 'UNREVIEWED') as country,
    coalesce(c.region, 'unreviewed') as region,
    case
      when d.license_source is null then 'unrecorded'
      when d.license_id is null then 'none'
      else coalesce(named.class, l.class, 'unreviewed')
    end as license_class
  from described d
  left join ref_parameters q on q.repo_id = d.repo_id
  left join ref_namespaces n
    on n.namespace = split_part(d.repo_id, '/', 1) and n.valid_from <= on_day and on_day < n.valid_to
  left join ref_publishers p on p.publisher_id = n.publisher_id and p.valid_from <= on_day and on_day < p.valid_to
  left join ref_countries c on c.country = p.country
  left join ref_licenses l on l.license = lower(d.license_id)
  left join ref_licenses named on d.license_id = 'other' and named.license = lower(d.license_name);
  if exists (select from judged offset 5000) then
    analyze judged;
  end if;
end $$;

-- Inlined where it is used: the scheme is handed in, one row for the whole statement.
create or replace function size_class_in(scheme ref_size_schemes, parameters bigint) returns text
language sql immutable as $$
  select coalesce(scheme.classes[width_bucket(parameters, scheme.bounds)], 'unknown')
$$;
