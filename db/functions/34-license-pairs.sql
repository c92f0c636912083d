-- From which license class to which declared derivatives go, as of the newest state. definitions.md B6, C6

-- A child of n bases counts 1/n under each. Weights have twelve decimals and are added as decimals, as in
-- `measure_derivatives`.
create or replace function measure_license_pairs(of_panel smallint) returns void
language plpgsql as $$
begin
  delete from rollup_license_pairs where panel_id = of_panel;
  insert into rollup_license_pairs (panel_id, parent_class, child_class, verdict, models, downloads_30d)
  select
    of_panel, coalesce(p.license_class, 'unseen'), c.license_class, coalesce(e.verdict, 'undecidable'),
    sum(e.part), sum(e.part * coalesce(c.downloads_30d, 0))
  from (
    select
      x.child_id, x.parent_id, x.verdict,
      round(1 / (count(*) over (partition by x.child_id))::numeric, 12) as part
    from lineage_edges x
    where x.panel_id = of_panel and x.until_snapshot is null and not x.cut
  ) e
  join panel_models c on c.panel_id = of_panel and c.model_id = e.child_id and c.present
  left join panel_models p on p.panel_id = of_panel and p.model_id = e.parent_id
  group by 2, 3, 4;
end $$;
