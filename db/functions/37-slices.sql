-- Slices: the kinds of models by one or two of what they are made of, apart by infrastructure and by declared bases. Figures with one group and at most one lens read a
-- few of them instead of a hundred thousand kinds. docs/decisions/0009

-- What kinds are cut by. Modality follows from the task; class and flags from the license; packager and today's facts from
-- the holder; `mix` and `families` are the regions and families of the origin, with weights, as text: fewer than origins.
create or replace function slice_columns() returns text[]
language sql immutable as $$
  select array[
    'region', 'country', 'holder', 'type', 'size_cell', 'license', 'task', 'library', 'format', 'relation', 'inheritance',
    'gated', 'year', 'mix', 'families', 'origin'
  ]
$$;

-- The number of a pair of columns: those of smaller number in front; a single column stands alone with 0.
create or replace function slice_set(a integer, b integer) returns smallint
language sql immutable as $$ select (a * 32 + b)::smallint $$;

-- Every column alone and every two of them: their places, the second 0 where there is one.
create or replace function slice_sets() returns table (set_no smallint, first_at integer, second_at integer)
language sql immutable as $$
  select slice_set(a.at, b.at), a.at, b.at
  from generate_series(1, array_length(slice_columns(), 1)) as a (at)
  cross join generate_series(0, array_length(slice_columns(), 1)) as b (at)
  where b.at = 0 or b.at > a.at
$$;

-- The column that the words of another follow from; of all others it is the column itself.
create or replace function finest_column(name text) returns text
language sql immutable as $$
  select case
    when name in ('region', 'country', 'type') then 'holder'
    when name in ('mix', 'families') then 'origin'
    else name
  end
$$;

-- What each set is cut from: the set of its finest columns, and their places. `apart`: neither follows from publisher or
-- origin.
create or replace function slice_sources()
returns table (
  set_no smallint, first_at integer, second_at integer, from_no smallint, first_from integer, second_from integer,
  apart boolean
)
language sql immutable as $$
  with finest as (
    select
      c.at, array_position(slice_columns(), finest_column(c.name)) as from_at,
      finest_column(c.name) not in ('holder', 'origin') as apart
    from unnest(slice_columns()) with ordinality as c (name, at)
  )
  select
    s.set_no, s.first_at, s.second_at,
    slice_set(f.from_at, case when g.from_at <> f.from_at then g.from_at else 0 end),
    f.from_at, coalesce(g.from_at, 0), f.apart and coalesce(g.apart, true)
  from slice_sets() s
  join finest f on f.at = s.first_at
  left join finest g on g.at = s.second_at
$$;

-- From `week_sums` into the temporary table `slice_sums` (slice_id and the sums).
create or replace function slice_week(of_panel smallint) returns void
language plpgsql set enable_nestloop = on set work_mem = '256MB' set client_min_messages = warning as $$
declare
  numbers regclass := pg_get_serial_sequence('slices', 'slice_id');
begin
  -- Nested loops are for small panels: their few slices are looked up among all that there are.
  if exists (select from week_sums offset 5000) then
    perform set_config('enable_nestloop', 'off', true);
  end if;
  perform place_week_kinds();
  perform cut_finest();
  perform cut_coarser();

  -- New ones are numbered here and never looked up again: the planner would take their table for as small as it was.
  -- Nobody else adds any meanwhile (`one_writer_at_a_time`). In order, so that a set lies together and indexes grow at their end.
  drop table if exists slice_sums;
  create temporary table slice_sums on commit drop as
  select coalesce(x.known_id, nextval(numbers))::int as slice_id, x.known_id is null as is_new, x.*
  from (
    select k.slice_id as known_id, c.*
    from cuts c
    left join slices k
      on k.set_no = c.set_no and k.a = c.a and k.b = c.b and k.infrastructure = c.infrastructure
        and k.declared = c.declared
    order by k.slice_id, c.set_no, c.a, c.b, c.infrastructure, c.declared
  ) x;
  insert into slices (slice_id, set_no, a, b, infrastructure, declared) overriding system value
  select s.slice_id, s.set_no, s.a, s.b, s.infrastructure, s.declared
  from slice_sums s
  where s.is_new;
  if exists (select from slice_sums s where s.is_new offset 5000) then
    analyze slices;
  end if;
end $$;

-- `placed_week` by one or two of the finest columns, into the temporary table `cuts`. Without publisher and origin few
-- kinds differ: they are added up first.
create or replace function cut_finest() returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists to_cut, cuts;
  create temporary table to_cut on commit drop as
  select
    false as apart, p.infrastructure, p.declared, p.words, p.models::bigint as models, p.downloads_30d,
    p.downloads_all_time, p.likes, p.risen, p.fallen, p.risen_first_year, p.fallen_first_year, p.parameters, p.weighted,
    case when p.sized then p.models else 0 end::bigint as models_sized,
    case when p.sized then p.downloads_30d else 0 end as downloads_sized
  from placed_week p;
  insert into to_cut
  select
    true, p.infrastructure, p.declared, array_fill(''::text, '{4}') || p.words[5:13], add_up(p.models),
    add_up(p.downloads_30d), add_up(p.downloads_all_time), add_up(p.likes), add_up(p.risen), add_up(p.fallen),
    add_up(p.risen_first_year), add_up(p.fallen_first_year), add_up(p.parameters), add_up(p.weighted),
    add_up(p.models_sized), add_up(p.downloads_sized)
  from to_cut p
  group by 1, 2, 3, 4;

  create temporary table cuts on commit drop as
  select
    p.infrastructure, p.declared, s.set_no, p.words[s.first_at] as a, coalesce(p.words[s.second_at], '') as b,
    add_up(p.models) as models, add_up(p.downloads_30d) as downloads_30d,
    add_up(p.downloads_all_time) as downloads_all_time, add_up(p.likes) as likes, add_up(p.risen) as risen,
    add_up(p.fallen) as fallen, add_up(p.risen_first_year) as risen_first_year,
    add_up(p.fallen_first_year) as fallen_first_year, add_up(p.parameters) as parameters,
    add_up(p.weighted) as weighted, add_up(p.models_sized) as models_sized, add_up(p.downloads_sized) as downloads_sized
  from slice_sources() s
  join to_cut p on p.apart = s.apart
  where s.from_no = s.set_no
  group by 1, 2, 3, 4, 5;
  analyze cuts;
end $$;

-- Adds the other sets to `cuts`, from those of their finest columns.
create or replace function cut_coarser() returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists coarser_words;
  create temporary table coarser_words on commit drop as
  select distinct s.first_at as at, p.words[s.first_from] as word, p.words[s.first_at] as coarser
  from slice_sources() s
  cross join placed_week p
  where s.second_at = 0 and s.first_at <> s.first_from;
  analyze coarser_words;

  insert into cuts
  select
    f.infrastructure, f.declared, s.set_no, coalesce(x.coarser, f.a),
    coalesce(y.coarser, case when s.second_from = s.first_from then f.a else f.b end),
    add_up(f.models), add_up(f.downloads_30d), add_up(f.downloads_all_time), add_up(f.likes), add_up(f.risen),
    add_up(f.fallen), add_up(f.risen_first_year), add_up(f.fallen_first_year), add_up(f.parameters),
    add_up(f.weighted), add_up(f.models_sized), add_up(f.downloads_sized)
  from slice_sources() s
  join cuts f on f.set_no = s.from_no
  left join coarser_words x on x.at = s.first_at and x.word = f.a
  left join coarser_words y
    on y.at = s.second_at and y.word = case when s.second_from = s.first_from then f.a else f.b end
  where s.from_no <> s.set_no
  group by 1, 2, 3, 4, 5;
end $$;

-- `week_sums` with the words that slices are cut by, in the order of `slice_columns()`, into `placed_week`.
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
    w.*,
    k.relation not in ('original', 'undeclared') as declared,
    k.size_cell >= 0 as sized,
    array[
      coalesce(h.region, 'unreviewed'), coalesce(h.country, 'UNREVIEWED'), k.holder, coalesce(h.type, 'unreviewed'),
      k.size_cell::text, k.license, k.task, k.library, k.format, k.relation, k.inheritance, k.gated, k.year, o.mix,
      o.families, k.origin_id::text
    ] as words
  from week_sums w
  join kinds k on k.kind_id = w.kind_id
  join week_origins o on o.origin_id = k.origin_id
  left join ref_holder_places h on h.counting = 'primary' and h.facts = 'then' and h.holder = k.holder;
end $$;

-- Kinds from which on a panel keeps slices. Of fewer, all are added up in some milliseconds.
create or replace function slices_from() returns integer
language sql immutable as $$ select 20000 $$;

-- Adds the slices of a week, `slice_sums`, to the packs.
create or replace function fold_slices(of_panel smallint, monday date) returns void
language plpgsql as $$
begin
  insert into rollup_slices as r (panel_id, measure, span, slice_id, sums)
  select
    of_panel, v.measure, (week_of(monday) / 624)::smallint, k.slice_id,
    v.value * f.factor
  from slice_sums k
  cross join lateral sums_of(
    k.models, k.downloads_30d, k.downloads_all_time, k.likes, k.risen, k.fallen, k.risen_first_year,
    k.fallen_first_year, k.parameters, k.weighted, k.models_sized, k.downloads_sized
  ) v
  join factors f on f.measure = v.measure
  order by v.measure, k.slice_id
  on conflict (panel_id, measure, slice_id, span) do update set sums = r.sums + excluded.sums;
end $$;

-- Writes what the slices of the open week come to so far, from `week_sums`. A panel that has become large is cut, all its
-- weeks, and keeps slices from now on.
create or replace function slice_open_week(of_panel smallint) returns void
language plpgsql as $$
begin
  if (select p.sliced from panels p where p.panel_id = of_panel) is not true then
    if (select count(*) from week_sums) < slices_from() then
      return;
    end if;
    perform slice_folded_weeks(of_panel);
    update panels set sliced = true where panel_id = of_panel;
  end if;
  perform slice_week(of_panel);
  delete from rollup_open_slices o where o.panel_id = of_panel;
  insert into rollup_open_slices
  select
    of_panel, w.slice_id, w.models, w.downloads_30d, w.downloads_all_time, w.likes, w.risen, w.fallen,
    w.risen_first_year, w.fallen_first_year, w.parameters, w.weighted, w.models_sized, w.downloads_sized
  from slice_sums w
  order by w.slice_id;
end $$;

-- Cuts slices from the folded weeks of the kinds of a panel, in place of those it has.
create or replace function slice_folded_weeks(of_panel smallint) returns void
language plpgsql set work_mem = '256MB' set client_min_messages = warning as $$
declare
  of_measure text;
  kind_measure text;
begin
  delete from rollup_slices r where r.panel_id = of_panel;
  if not exists (select from rollup_weeks r where r.panel_id = of_panel) then
    return;
  end if;
  drop table if exists open_week, kind_slices, numbered_slices;
  alter table week_sums rename to open_week;
  create temporary table week_sums on commit drop as
  select distinct r.kind_id, r.infrastructure from rollup_weeks r where r.panel_id = of_panel;
  analyze week_sums;
  perform place_week_kinds();
  drop table week_sums;
  alter table open_week rename to week_sums;
  create temporary table kind_slices on commit drop as
  select s.kind_id, s.infrastructure, s.declared, s.sized, c.set_no, s.words[c.first_at] as a, coalesce(s.words[c.second_at], '') as b
  from placed_week s
  cross join slice_sets() c;
  insert into slices (set_no, a, b, infrastructure, declared)
  select distinct x.set_no, x.a, x.b, x.infrastructure, x.declared
  from kind_slices x
  order by x.set_no, x.a, x.b, x.infrastructure, x.declared
  on conflict do nothing;
  analyze slices;
  analyze kind_slices;
  -- Looked up once, not for every measure.
  create temporary table numbered_slices on commit drop as
  select x.kind_id, x.infrastructure, x.sized, k.slice_id
  from kind_slices x
  join slices k
    on k.set_no = x.set_no and k.a = x.a and k.b = x.b and k.infrastructure = x.infrastructure
      and k.declared = x.declared;
  analyze numbered_slices;
  for of_measure, kind_measure in
    select v.measure, m.measure
    from sums_of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1) m
    cross join lateral (values (m.measure), (sized_measure(m.measure))) v (measure)
    where v.measure is not null
  loop
    insert into rollup_slices (panel_id, measure, span, slice_id, sums)
    select of_panel, of_measure, r.span, x.slice_id, sum(r.sums)
    from numbered_slices x
    join rollup_weeks r
      on r.panel_id = of_panel and r.measure = kind_measure and r.kind_id = x.kind_id
        and r.infrastructure = x.infrastructure
    where x.sized or of_measure = kind_measure
    group by r.span, x.slice_id
    order by x.slice_id;
  end loop;
end $$;
