-- From the models of a panel to the sums by kind and by cell. docs/decisions/0009

-- Sums of few values each, and running ones. The built-in ones carry a state that is made for millions of any length.
create or replace aggregate add_up(bigint) (sfunc = int8pl, stype = bigint, initcond = '0');
create or replace aggregate add_up(numeric) (sfunc = numeric_add, stype = numeric, initcond = '0');

-- The newest state of every panel, model by model.
create or replace view current_kinds as
select
  p.panel_id, p.model_id, p.kind_id, p.downloads_30d, p.downloads_all_time, p.likes, p.parameters, p.released_on, p.listed
from panel_models p
where p.present;

-- What each model gained since the published snapshot of an earlier day, into the temporary table `gains`
-- (model_id, gained); models that gained nothing are not there. A model that was not in that snapshot gains its whole
-- counter if its repository appeared since, and else nothing: nobody knows when it was downloaded.
create or replace function gain_of_look(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql set client_min_messages = warning as $$
declare
  before snapshots;
begin
  select s.* into before from snapshots s
  where s.panel_id = of_panel and s.status = 'published' and s.as_of < on_day
  order by s.as_of desc limit 1;
  -- A second look at one day: what is known of the models is of the first.
  if exists (
    select from snapshots s where s.panel_id = of_panel and s.status = 'published' and s.as_of = on_day
  ) then
    perform remember(before.snapshot_id, of_panel, before.as_of);
    perform gain_since(before.as_of, 'select l.model_id, l.downloads_all_time from look l');
    return;
  end if;
  drop table if exists gains;
  create temporary table gains on commit drop as
  select g.model_id, g.gained
  from (
    select
      l.model_id,
      case
        when l.was_present then l.downloads_all_time - l.was_all_time
        when (m.repo_created_at at time zone 'UTC')::date > before.as_of then l.downloads_all_time
      end as gained
    from look l
    join models m on m.model_id = l.model_id
    where l.moved or l.is_new
  ) g
  where g.gained <> 0;
  analyze gains;
end $$;

-- The all-time counters of a published snapshot, into the temporary table `remembered`. None where it is null.
create or replace function remember(of_snapshot integer, of_panel smallint, on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists remembered;
  create temporary table remembered (model_id integer, downloads_all_time bigint) on commit drop;
  if of_snapshot is not null then
    perform describe_as_of(of_snapshot, of_panel);
    perform see_as_of(of_snapshot, of_panel, on_day);
    insert into remembered select s.model_id, s.downloads_all_time from seen s where s.present;
    analyze remembered;
  end if;
end $$;

-- `gains` from `remembered` to a query for (model_id, downloads_all_time). `day_before` null: there was nothing before.
create or replace function gain_since(day_before date, from_query text) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists gains;
  execute format($query$
    create temporary table gains on commit drop as
    select g.model_id, g.gained
    from (
      select
        q.model_id,
        case
          when r.model_id is not null then q.downloads_all_time - r.downloads_all_time
          when (m.repo_created_at at time zone 'UTC')::date > %L::date then q.downloads_all_time
        end as gained
      from (%s) q
      join models m on m.model_id = q.model_id
      left join remembered r on r.model_id = q.model_id
    ) g
    where g.gained <> 0
  $query$, day_before, from_query);
  analyze gains;
end $$;

-- Writes the sums of a snapshot by kind and by cell, and its medians, from a query like `current_kinds` and from `gains`.
create or replace function sum_kinds(of_snapshot integer, on_day date, from_kinds text) returns void
language plpgsql set enable_nestloop = off set client_min_messages = warning as $$
begin
  drop table if exists kind_states;
  execute format($query$
    create temporary table kind_states on commit drop as
    select
      q.kind_id, q.downloads_30d, q.downloads_all_time, q.likes, q.parameters, q.released_on, g.gained,
      is_infrastructure(
        q.listed, q.released_on, q.parameters, q.downloads_30d, q.likes, %1$L::date, %2$L::float8[]
      ) as infrastructure,
      coalesce(%1$L::date - q.released_on <= 365, false) as first_year
    from (%3$s) q
    left join gains g on g.model_id = q.model_id
  $query$, on_day, infrastructure_limits(), from_kinds);

  delete from rollup_kinds k using snapshots s, snapshots t
  where t.snapshot_id = of_snapshot and s.panel_id = t.panel_id and s.as_of = t.as_of and k.snapshot_id = s.snapshot_id;
  insert into rollup_kinds (
    snapshot_id, kind_id, infrastructure, models, downloads_30d, downloads_all_time, likes,
    risen, fallen, risen_first_year, fallen_first_year, parameters, weighted
  )
  select
    of_snapshot, s.kind_id, s.infrastructure, count(*), coalesce(sum(s.downloads_30d), 0),
    coalesce(sum(s.downloads_all_time), 0), coalesce(sum(s.likes), 0),
    coalesce(sum(s.gained) filter (where s.gained > 0), 0), coalesce(-sum(s.gained) filter (where s.gained < 0), 0),
    coalesce(sum(s.gained) filter (where s.gained > 0 and s.first_year), 0),
    coalesce(-sum(s.gained) filter (where s.gained < 0 and s.first_year), 0),
    coalesce(sum(s.parameters), 0), coalesce(sum(s.parameters::numeric * s.downloads_30d), 0)
  from kind_states s
  group by s.kind_id, s.infrastructure
  order by s.kind_id, s.infrastructure;
  -- Of a small look the planner knows enough.
  if exists (select from kind_states offset 5000) then
    analyze rollup_kinds;
  end if;

  perform sum_cells(of_snapshot);
  perform write_medians(of_snapshot);
end $$;

-- The newest state by month of release.
create or replace function count_births(of_panel smallint, on_day date) returns void
language plpgsql as $$
begin
  delete from rollup_births b where b.panel_id = of_panel;
  insert into rollup_births (panel_id, kind_id, infrastructure, month, models)
  select of_panel, s.kind_id, s.infrastructure, date_trunc('month', s.released_on)::date, count(*)
  from kind_states s
  group by 2, 3, 4
  order by 2, 3, 4;
end $$;

-- The regions and the families of every origin, each as one text of parts with weights, in order.
create or replace view origin_mix_texts as
select
  o.origin_id,
  (select string_agg(x.region || '|' || round(x.weight::numeric, 12)::text, ' ' order by x.region)
    from (
      select coalesce(h.region, 'unreviewed') as region, sum(p.weight) as weight
      from origin_parts p
      left join ref_holder_places h on h.counting = 'primary' and h.facts = 'then' and h.holder = p.holder
      where p.origin_id = o.origin_id
      group by 1
    ) x) as mix,
  (select string_agg(x.family || '|' || round(x.weight::numeric, 12)::text, ' ' order by x.family)
    from (
      select p.family, sum(p.weight) as weight from origin_parts p where p.origin_id = o.origin_id group by 1
    ) x) as families
from origins o;

-- The kinds of a snapshot with their cells, into the temporary table `kind_cells` (kind_id, and the columns of a cell).
create or replace function place_kinds(of_snapshot integer) returns void
language plpgsql set enable_nestloop = on set client_min_messages = warning as $$
begin
  drop table if exists used_kinds, origin_mixes, kind_cells;
  create temporary table used_kinds on commit drop as
  select distinct k.kind_id, n.holder, n.origin_id, n.size_cell, n.license_class, n.relation
  from rollup_kinds k
  join kinds n on n.kind_id = k.kind_id
  where k.snapshot_id = of_snapshot;
  create temporary table origin_mixes on commit drop as
  select o.origin_id, o.mix as parts
  from origin_mix_texts o
  where o.origin_id in (select u.origin_id from used_kinds u);
  insert into mixes (parts) select distinct m.parts from origin_mixes m on conflict do nothing;
  insert into mix_parts (mix_id, region, weight)
  select m.mix_id, split_part(u.part, '|', 1), split_part(u.part, '|', 2)::float8
  from mixes m
  cross join lateral unnest(string_to_array(m.parts, ' ')) as u (part)
  where m.mix_id > coalesce((select max(x.mix_id) from mix_parts x), 0);

  create temporary table kind_cells on commit drop as
  select
    u.kind_id, coalesce(h.region, 'unreviewed') as region, coalesce(h.type, 'unreviewed') as type, m.mix_id,
    u.size_cell, u.license_class, u.relation
  from used_kinds u
  join origin_mixes o on o.origin_id = u.origin_id
  join mixes m on m.parts = o.parts
  left join ref_holder_places h on h.counting = 'primary' and h.facts = 'then' and h.holder = u.holder;
  analyze kind_cells;
end $$;

create or replace function sum_cells(of_snapshot integer) returns void
language plpgsql set client_min_messages = warning as $$
begin
  perform place_kinds(of_snapshot);
  delete from rollup_cell_sums k using snapshots s, snapshots t
  where t.snapshot_id = of_snapshot and s.panel_id = t.panel_id and s.as_of = t.as_of and k.snapshot_id = s.snapshot_id;
  insert into cells (region, mix_id, size_cell, license_class, relation, infrastructure)
  select distinct c.region, c.mix_id, c.size_cell, c.license_class, c.relation, k.infrastructure
  from rollup_kinds k
  join kind_cells c on c.kind_id = k.kind_id
  where k.snapshot_id = of_snapshot
  on conflict do nothing;
  insert into rollup_cell_sums
  select
    of_snapshot, n.cell_id, sum(k.models), sum(k.downloads_30d), sum(k.downloads_all_time), sum(k.likes),
    sum(k.risen), sum(k.fallen), sum(k.risen_first_year), sum(k.fallen_first_year),
    sum(k.parameters), sum(k.weighted)
  from rollup_kinds k
  join kind_cells c on c.kind_id = k.kind_id
  join cells n
    on n.region = c.region and n.mix_id = c.mix_id and n.size_cell = c.size_cell
    and n.license_class = c.license_class and n.relation = c.relation and n.infrastructure = k.infrastructure
  where k.snapshot_id = of_snapshot
  group by n.cell_id
  order by n.cell_id;
end $$;

-- Lower medians of parameters from `kind_states`: the smallest total that at least half of the models, or of the
-- downloads, do not exceed.
create or replace function write_medians(of_snapshot integer) returns void
language plpgsql set client_min_messages = warning as $$
begin
  delete from rollup_medians m using snapshots s, snapshots t
  where t.snapshot_id = of_snapshot and s.panel_id = t.panel_id and s.as_of = t.as_of and m.snapshot_id = s.snapshot_id;
  drop table if exists size_counts;
  create temporary table size_counts on commit drop as
  select s.kind_id, s.infrastructure, s.parameters, count(*) as models, coalesce(sum(s.downloads_30d), 0) as downloads
  from kind_states s
  where s.parameters is not null
  group by 1, 2, 3;

  insert into rollup_medians (snapshot_id, dimension, value, without, by_models, by_downloads)
  with sized as (
    select c.*, z.infrastructure, z.parameters, z.models, z.downloads, coalesce(t.modality, case k.task when 'none' then 'none' else 'other' end) as modality
    from size_counts z
    join kind_cells c on c.kind_id = z.kind_id
    join kinds k on k.kind_id = z.kind_id
    left join ref_tasks t on t.task = k.task
  ),
  grouped as (
    select
      case
        when grouping(s.region) = 0 then 'region'
        when grouping(s.license_class) = 0 then 'license'
        when grouping(s.relation) = 0 then 'relation'
        when grouping(s.modality) = 0 then 'modality'
        when grouping(s.type) = 0 then 'publisher-type'
        else ''
      end as dimension,
      coalesce(s.region, s.license_class, s.relation, s.modality, s.type, '') as value,
      s.parameters, w.without, sum(s.models)::float8 as models, sum(s.downloads)::float8 as downloads
    from sized s
    cross join (values (false), (true)) as w (without)
    where not (w.without and s.infrastructure)
    group by w.without, s.parameters, grouping sets ((), (s.region), (s.license_class), (s.relation), (s.modality), (s.type))
    union all
    select 'creator-region', m.region, s.parameters, w.without, sum(s.models * m.weight), sum(s.downloads * m.weight)
    from sized s
    join mix_parts m on m.mix_id = s.mix_id
    cross join (values (false), (true)) as w (without)
    where not (w.without and s.infrastructure)
    group by m.region, s.parameters, w.without
  ),
  ranked as (
    select
      g.*,
      sum(g.models) over up as models_so_far, sum(g.models) over whole as all_models,
      sum(g.downloads) over up as downloads_so_far, sum(g.downloads) over whole as all_downloads
    from grouped g
    window whole as (partition by g.dimension, g.value, g.without), up as (whole order by g.parameters)
  )
  select
    of_snapshot, r.dimension, r.value, r.without,
    min(r.parameters) filter (where r.models_so_far >= r.all_models / 2 - 1e-9),
    min(r.parameters) filter (where r.all_downloads > 0 and r.downloads_so_far >= r.all_downloads / 2 - 1e-9)
  from ranked r
  group by r.dimension, r.value, r.without;
end $$;
