-- Takes over the open snapshot of a panel's day, or opens one, under a new token.
-- An open snapshot of another day can no longer be completed: it is rejected, and what it read is dropped.

create or replace function open_snapshot(of_panel integer, on_day date, new_token text, read_from text)
returns setof snapshots
language plpgsql as $$
declare
  found_id integer;
begin
  perform ensure_observation_month(on_day);

  with stale as (
    update snapshots set status = 'rejected', token = new_token, checks = jsonb_build_array(jsonb_build_object(
      'check', 'finished-in-time', 'passed', false, 'says', 'The look was not finished on its day.'))
    where panel_id = of_panel and status = 'open' and as_of <> on_day
    returning *
  )
  insert into quality_log (panel_id, snapshot_id, as_of, kind, says)
  select panel_id, snapshot_id, as_of, 'snapshot-rejected',
    format('The look of %s stopped after %s pages and was not finished on its day.', as_of, pages)
  from stale;
  if found then
    perform empty_stage(of_panel);
  end if;

  update snapshots set token = new_token, touched_at = now(), source = read_from
  where panel_id = of_panel and status = 'open' and as_of = on_day
  returning snapshot_id into found_id;
  if found_id is null then
    perform empty_stage(of_panel);
    insert into snapshots (panel_id, as_of, token, source) values (of_panel, on_day, new_token, read_from)
    returning snapshot_id into found_id;
  end if;
  return query select * from snapshots where snapshot_id = found_id;
end $$;

-- Closes a look that failed its checks. Nothing of it becomes visible; the reasons stay.
create or replace function reject_snapshot(of_snapshot integer, with_token text, all_checks jsonb, reason text)
returns void
language plpgsql as $$
declare
  s snapshots;
begin
  update snapshots set status = 'rejected', checks = all_checks
  where snapshot_id = of_snapshot and token = with_token and status = 'open'
  returning * into s;
  if not found then
    raise exception 'snapshot % is not open to this run', of_snapshot using errcode = 'OMC01';
  end if;
  insert into quality_log (panel_id, snapshot_id, as_of, kind, says, facts)
  values (s.panel_id, s.snapshot_id, s.as_of, 'snapshot-rejected', reason, all_checks);
  perform empty_stage(s.panel_id);
  update publication set version = version + 1, changed_at = now();
end $$;
