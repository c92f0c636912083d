-- Slices: the kinds of models by one or two of what they are made of. Figures with one group and at most one lens read a
-- few of them instead of a hundred thousand kinds. docs/decisions/0009

-- What kinds are cut by. Modality follows from the task; class and flags from the license; packager and today's facts from
-- the holder; `mix` and `families` are the regions and families of the origin, with weights, as text.
create or replace function slice_columns() returns text[]
language sql immutable as $$
  select array[
    'region', 'country', 'holder', 'type', 'size_cell', 'license', 'task', 'library', 'format', 'relation', 'inheritance',
    'gated', 'year', 'mix', 'families'
  ]
$$;

-- The number of a pair of columns: those of smaller number in front; a single column stands alone with 0.
create or replace function slice_set(a integer, b integer) returns smallint
language sql immutable as $$ select (a * 16 + b)::smallint $$;

-- From `week_sums` into the temporary table `slice_sums` (slice_id and the sums).
create or replace function slice_week(of_panel smallint) returns void
language plpgsql set work_mem = '256MB' set client_min_messages = warning as $$
declare
  columns text[] := slice_columns();
  width integer := array_length(columns, 1);
  sets text;
begin
  perform place_week_kinds();
  drop table if exists slice_masks, cut_week, slice_sums;
  -- `grouping()` answers with a bit per column, the first one highest; 0 where the column takes part.
  create temporary table slice_masks on commit drop as
  select
    a.at as first_at, b.at as second_at, slice_set(a.at, b.at) as set_no,
    (1 << width) - 1 - (1 << (width - a.at)) - case when b.at > 0 then 1 << (width - b.at) else 0 end as mask
  from generate_series(1, width) as a (at)
  cross join generate_series(0, width) as b (at)
  where b.at = 0 or b.at > a.at;
  select string_agg(
    case when m.second_at = 0 then format('(s.infrastructure, s.%I)', columns[m.first_at])
      else format('(s.infrastructure, s.%I, s.%I)', columns[m.first_at], columns[m.second_at]) end, ', ')
  into sets
  from slice_masks m;

  -- Columns that take no part are null; of two, the first not null is the one and the last not null the other.
  execute format($query$
    create temporary table cut_week on commit drop as
    select
      g.infrastructure, m.set_no, g.first, case when m.second_at = 0 then '' else g.last end as second,
      g.models, g.downloads_30d, g.downloads_all_time, g.likes, g.risen, g.fallen, g.risen_first_year,
      g.fallen_first_year, g.parameters, g.weighted
    from (
      select
        s.infrastructure, grouping(%1$s) as mask, coalesce(%1$s) as first, coalesce(%2$s) as last,
        sum(s.models) as models, sum(s.downloads_30d) as downloads_30d, sum(s.downloads_all_time) as downloads_all_time,
        sum(s.likes) as likes, sum(s.risen) as risen, sum(s.fallen) as fallen,
        sum(s.risen_first_year) as risen_first_year, sum(s.fallen_first_year) as fallen_first_year,
        sum(s.parameters) as parameters, sum(s.weighted) as weighted
      from placed_week s
      group by grouping sets (%3$s)
    ) g
    join slice_masks m on m.mask = g.mask
  $query$,
    (select string_agg(format('s.%I', c.name), ', ' order by c.at) from unnest(columns) with ordinality as c (name, at)),
    (select string_agg(format('s.%I', c.name), ', ' order by c.at desc) from unnest(columns) with ordinality as c (name, at)),
    sets);

  analyze cut_week;
  insert into slices (set_no, a, b, infrastructure)
  select c.set_no, c.first, c.second, c.infrastructure
  from cut_week c
  where not exists (
    select from slices k
    where k.set_no = c.set_no and k.a = c.first and k.b = c.second and k.infrastructure = c.infrastructure
  );
  create temporary table slice_sums on commit drop as
  select
    k.slice_id, c.models::bigint, c.downloads_30d::bigint, c.downloads_all_time::bigint, c.likes::bigint, c.risen::bigint,
    c.fallen::bigint, c.risen_first_year::bigint, c.fallen_first_year::bigint, c.parameters, c.weighted
  from cut_week c
  join slices k on k.set_no = c.set_no and k.a = c.first and k.b = c.second and k.infrastructure = c.infrastructure;
end $$;

-- `week_sums` with the columns that slices are cut by, into `placed_week`.
create or replace function place_week_kinds() returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists week_origins, placed_week;
  create temporary table week_origins on commit drop as
  select o.origin_id, o.mix, o.families
  from origin_mix_texts o
  where o.origin_id in (select k.origin_id from week_sums w join kinds k on k.kind_id = w.kind_id);
  analyze week_origins;
  create temporary table placed_week on commit drop as
  select
    w.*, coalesce(h.region, 'unreviewed') as region, coalesce(h.country, 'UNREVIEWED') as country, k.holder,
    coalesce(h.type, 'unreviewed') as type, k.size_cell::text as size_cell, k.license, k.task, k.library, k.format,
    k.relation, k.inheritance, k.gated, k.year, o.mix, o.families
  from week_sums w
  join kinds k on k.kind_id = w.kind_id
  join week_origins o on o.origin_id = k.origin_id
  left join ref_holder_places h on h.counting = 'primary' and h.facts = 'then' and h.holder = k.holder;
end $$;
