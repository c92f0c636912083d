-- Storage that follows the calendar and the registered panels. Called before anything is stored.

create or replace function ensure_observation_month(day date) returns void
language plpgsql as $$
declare
  first_day date := date_trunc('month', day);
begin
  perform ensure_partition('observations_' || to_char(first_day, 'YYYY_MM'), 'observations', format(
    'from (%L) to (%L)', first_day, first_day + interval '1 month'
  ));
end $$;

-- Made apart and attached: `create table … partition of` would wait for everyone who reads the table.
-- Two processes may want the same partition at once: "if not exists" alone lets the second one fail.
create or replace function ensure_partition(named text, of_table text, bounds text) returns void
language plpgsql as $$
begin
  if to_regclass(quote_ident(named)) is null then
    perform pg_advisory_xact_lock(4321150817);
    execute format('create table if not exists %I (like %I including all)', named, of_table);
    if not exists (select from pg_inherits i where i.inhrelid = named::regclass) then
      execute format('alter table %I attach partition %I for values %s', of_table, named, bounds);
    end if;
  end if;
end $$;

-- Registers a panel, or refreshes its words, and gives it its own staging partition.
create or replace function register_panel(
  a_panel text, a_title text, a_population text, a_kind text,
  a_source_title text, a_source_url text, a_terms text, a_rank integer, is_whole boolean, comes_every integer
) returns smallint
language plpgsql as $$
declare
  id smallint;
begin
  insert into panels as p (panel, title, population, kind, source_title, source_url, terms, rank, whole, every_days, judged_by)
  values (
    a_panel, a_title, a_population, a_kind, a_source_title, a_source_url, a_terms, a_rank, is_whole, comes_every,
    (select max(r.version) from reference_versions r)
  )
  on conflict (panel) do update set
    title = excluded.title, population = excluded.population, kind = excluded.kind,
    source_title = excluded.source_title, source_url = excluded.source_url,
    terms = excluded.terms, rank = excluded.rank, whole = excluded.whole, every_days = excluded.every_days
  returning p.panel_id into id;
  perform ensure_partition('staged_models_' || id, 'staged_models', format('in (%s)', id));
  return id;
end $$;

-- Drops what the open run of a panel has read. Small looks are deleted: truncating costs new files each time.
create or replace function empty_stage(of_panel integer) returns void
language plpgsql as $$
begin
  if exists (select from staged_models where panel_id = of_panel offset 5000) then
    execute format('truncate %I', 'staged_models_' || of_panel);
  else
    delete from staged_models where panel_id = of_panel;
  end if;
end $$;

-- Publications and judgings of all panels write the same identities: one after the other, until the transaction ends.
create or replace function one_writer_at_a_time() returns void
language sql as $$
  select pg_advisory_xact_lock(4321150816)
$$;
