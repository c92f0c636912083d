-- When the reference data changes, what it judges changes with it.

-- Judges the newest state of a panel again; only models of the given namespaces, or all when null.
create or replace function rejudge_panel(of_panel smallint, on_day date, namespaces text[]) returns integer
language plpgsql as $$
declare
  moved integer;
begin
  if namespaces = '{}' then
    return 0;
  end if;
  update panel_models p set
    parameters = j.parameters, parameters_source = j.parameters_source, country = j.country,
    region = j.region, size_class = j.size_class, license_class = j.license_class
  from judged_attributes(of_panel, on_day) j
  where p.panel_id = of_panel and p.model_id = j.model_id and p.described_by = j.snapshot_id
    and (namespaces is null or j.namespace = any (namespaces))
    and (p.parameters, p.parameters_source, p.country, p.region, p.size_class, p.license_class)
      is distinct from (j.parameters, j.parameters_source, j.country, j.region, j.size_class, j.license_class);
  get diagnostics moved = row_count;
  return moved;
end $$;

-- Judges everything published again: the newest state of each panel and every cube. Returns snapshots rolled up.
create or replace function rejudge_all() returns integer
language plpgsql as $$
declare
  s record;
  rolled integer := 0;
begin
  perform one_writer_at_a_time();
  for s in
    select distinct on (panel_id) panel_id, as_of from snapshots where status = 'published'
    order by panel_id, as_of desc
  loop
    perform rejudge_panel(s.panel_id, s.as_of, null);
  end loop;
  for s in select snapshot_id from snapshots where status = 'published' order by snapshot_id loop
    perform roll_up(s.snapshot_id, true);
    rolled := rolled + 1;
  end loop;
  update reference_versions set judged_at = now()
  where version = (select max(r.version) from reference_versions r);
  update publication set version = version + 1, changed_at = now();
  return rolled;
end $$;
