-- Storage that follows the calendar and the registered panels. Called before anything is stored.

create or replace function ensure_observation_month(day date) returns void
language plpgsql as $$
declare
  first_day date := date_trunc('month', day);
begin
  execute format(
    'create table if not exists %I partition of observations for values from (%L) to (%L)',
    'observations_' || to_char(first_day, 'YYYY_MM'), first_day, first_day + interval '1 month'
  );
end $$;

-- Registers a panel, or refreshes its words, and gives it its own staging partition.
create or replace function register_panel(
  a_panel text, a_title text, a_population text, a_kind text,
  a_source_title text, a_source_url text, a_terms text, a_rank integer
) returns smallint
language plpgsql as $$
declare
  id smallint;
begin
  insert into panels as p (panel, title, population, kind, source_title, source_url, terms, rank)
  values (a_panel, a_title, a_population, a_kind, a_source_title, a_source_url, a_terms, a_rank)
  on conflict (panel) do update set
    title = excluded.title, population = excluded.population, kind = excluded.kind,
    source_title = excluded.source_title, source_url = excluded.source_url,
    terms = excluded.terms, rank = excluded.rank
  returning p.panel_id into id;
  execute format(
    'create table if not exists %I partition of staged_models for values in (%s)', 'staged_models_' || id, id
  );
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
