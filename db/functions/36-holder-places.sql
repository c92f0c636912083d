-- Publishers with their countries, each with the part it counts for. `counting`: `primary`, whole to the first country;
-- `fractional`, 1/n to each; `full`, whole to each. `facts`: `then`, as they were described on the day of the snapshot;
-- `now`, as they are described today, and unreviewed where nothing is known of them today.
create or replace function place_holders() returns void
language plpgsql as $$
begin
  delete from ref_holder_places;
  insert into ref_holder_places (
    counting, facts, holder, country, publisher_id, region, type, packager, weight
  )
  with facts_of as (
    select 'then' as facts, holder_of(p) as holder, p.publisher_id, p.country, p.type, true as known
    from ref_publishers p
    union all
    select
      'now', h.holder, h.publisher_id, coalesce(n.country, 'UNREVIEWED'), coalesce(n.type, 'unreviewed'),
      n.type is not null
    from (
      select holder_of(p) as holder, p.publisher_id from ref_publishers p
      union
      select p.publisher_id || '@-', p.publisher_id from ref_publishers p
    ) h
    left join ref_publishers n on n.publisher_id = h.publisher_id and n.valid_to = '9999-12-31'
    union all
    select 'then', p.publisher_id || '@-', p.publisher_id, 'UNREVIEWED', 'unreviewed', false
    from (select distinct x.publisher_id from ref_publishers x) p
    union all
    select x.facts, '', '', 'UNREVIEWED', 'unreviewed', false
    from (values ('then'), ('now')) as x (facts)
  )
  select
    w.counting, f.facts, f.holder, coalesce(several.country, f.country),
    case when f.known then f.publisher_id else '' end, coalesce(c.region, 'unreviewed'), f.type,
    k.publisher_id is not null,
    case when w.counting = 'fractional' then 1.0 / count(*) over (partition by w.counting, f.facts, f.holder) else 1 end
  from facts_of f
  cross join (values ('primary'), ('fractional'), ('full')) as w (counting)
  left join ref_publisher_countries several
    on w.counting <> 'primary' and f.known and several.publisher_id = f.publisher_id
  left join ref_countries c on c.country = coalesce(several.country, f.country)
  left join ref_packagers k on f.known and k.publisher_id = f.publisher_id;
end $$;
