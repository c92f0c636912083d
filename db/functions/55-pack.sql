-- Closed months are packed: one row per model and month, with its observations in arrays. A row of its own costs
-- more in headers and index than in values. docs/decisions/0007

-- Packs the oldest closed month of a panel that is not packed yet. A month is closed once a later one has a published
-- look, or once nothing was published for 30 days. Returns the month, or null when there is none.
create or replace function pack_next_month(of_panel smallint) returns date
language plpgsql set work_mem = '256MB' as $$
declare
  first_month date;
  newest date;
  idle boolean;
  rows_before bigint;
  rows_after bigint;
begin
  perform one_writer_at_a_time();
  select date_trunc('month', max(s.as_of)), max(s.published_at) < now() - interval '30 days' into newest, idle
  from snapshots s
  where s.panel_id = of_panel and s.status in ('published', 'superseded');
  if exists (select from snapshots s where s.panel_id = of_panel and s.status = 'open') then
    idle := false;
  end if;
  select date_trunc('month', min(s.as_of)) into first_month
  from snapshots s
  join panels n on n.panel_id = s.panel_id
  where s.panel_id = of_panel and s.status in ('published', 'superseded') and s.as_of >= n.packed_before;
  if first_month is null or first_month > newest or first_month = newest and not idle then
    return null;
  end if;

  insert into observation_months (
    model_id, panel_id, month, first_snapshot, snapshots, pages, downloads_30d, downloads_all_time, likes, absent
  )
  select
    o.model_id, of_panel, first_month, min(o.snapshot_id),
    array_agg(o.snapshot_id order by o.as_of, o.snapshot_id),
    array_agg(o.page order by o.as_of, o.snapshot_id),
    array_agg(o.downloads_30d order by o.as_of, o.snapshot_id),
    array_agg(o.downloads_all_time order by o.as_of, o.snapshot_id),
    array_agg(o.likes order by o.as_of, o.snapshot_id),
    coalesce(array_agg(o.snapshot_id order by o.snapshot_id) filter (where not o.present), '{}')
  from observations o
  where o.panel_id = of_panel and o.as_of >= first_month and o.as_of < first_month + interval '1 month'
  group by o.model_id;

  select count(*) into rows_before
  from observations o
  where o.panel_id = of_panel and o.as_of >= first_month and o.as_of < first_month + interval '1 month';
  select coalesce(sum(cardinality(k.snapshots)), 0) into rows_after
  from observation_months k
  where k.panel_id = of_panel and k.month = first_month;
  if rows_before <> rows_after then
    raise exception 'packing % of panel % would turn % observations into %', first_month, of_panel, rows_before, rows_after;
  end if;

  update panels set packed_before = first_month + interval '1 month' where panel_id = of_panel;
  return first_month;
end $$;

-- Drops the partitions all of whose rows are packed. Called apart from packing, and later: whoever began to read
-- before a month was packed still reads its rows.
create or replace function drop_packed() returns integer
language plpgsql set lock_timeout = '2s' as $$
declare
  part record;
  needed boolean;
  dropped integer := 0;
begin
  for part in
    select c.relname, to_date(right(c.relname, 7), 'YYYY_MM') as month
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'observations'::regclass
  loop
    execute format(
      'select exists (select from %I o join panels n using (panel_id) where o.as_of >= n.packed_before)'
      || ' or not exists (select from %I)', part.relname, part.relname
    ) into needed;
    if not needed then
      begin
        execute format('drop table %I', part.relname);
        dropped := dropped + 1;
      exception when lock_not_available then
        -- Somebody reads: the next call drops it.
        null;
      end;
    end if;
  end loop;
  return dropped;
end $$;

-- A history that goes on in a month that was packed: its observations become rows again.
create or replace function unpack_from(of_panel smallint, on_day date) returns void
language plpgsql as $$
declare
  from_month date := date_trunc('month', on_day);
  k record;
begin
  if not exists (select from panels n where n.panel_id = of_panel and n.packed_before > on_day) then
    return;
  end if;
  for k in
    select distinct o.month from observation_months o where o.panel_id = of_panel and o.month >= from_month
  loop
    perform ensure_observation_month(k.month);
    -- The rows may still be there: they are dropped some time after packing.
    delete from observations o
    where o.panel_id = of_panel and o.as_of >= k.month and o.as_of < k.month + interval '1 month';
    insert into observations
      (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
    select
      o.downloads_30d, o.downloads_all_time, o.model_id, o.likes, o.snapshot_id, o.as_of, o.page, o.panel_id, o.present
    from observed o
    where o.panel_id = of_panel and o.as_of >= k.month and o.as_of < k.month + interval '1 month';
    delete from observation_months o where o.panel_id = of_panel and o.month = k.month;
  end loop;
  update panels set packed_before = from_month where panel_id = of_panel;
end $$;
