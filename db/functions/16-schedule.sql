-- Who has a slot of a job. The clock of the database alone decides what is alive and what is dead.

-- Ends runs that gave no sign of life for two minutes: their process is gone or stands still. Of one job, or of all.
create or replace function release_dead_runs(of_job text)
returns setof job_run
language sql as $$
  update job_run set
    state = 'failed',
    finished_at = now(),
    says = format('No sign of life after %s UTC.', to_char(heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
  where state = 'running' and heartbeat_at <= now() - interval '2 minutes' and (of_job is null or job = of_job)
  returning *
$$;

-- Gives a slot to a worker: one that nobody had, or that failed. Null in place of a slot is a slot of its own at this
-- moment, for a run by hand. While another run of the job is alive nothing is given, unless it is to be taken over.
-- One row: the slot that was given, or who holds the job. No row: the slot is over.
create or replace function claim_slot(of_job text, of_slot timestamptz, by_worker text, take_over boolean)
returns table (given timestamptz, held_by text, held_since timestamptz, heard_from timestamptz)
language plpgsql as $$
declare
  won timestamptz;
begin
  -- Of several that ask at once, each must see what the one before it did.
  perform pg_advisory_xact_lock(hashtextextended('claim_slot ' || of_job, 0));
  perform release_dead_runs(of_job);

  if take_over then
    update job_run r set state = 'failed', finished_at = clock_timestamp(), says = format('Taken over by %s.', by_worker)
    where r.job = of_job and r.state = 'running';
  end if;
  return query
    select null::timestamptz, r.worker, r.started_at, r.heartbeat_at
    from job_run r
    where r.job = of_job and r.state = 'running';
  if found then
    return;
  end if;

  insert into job_run as r (job, slot, worker)
  values (of_job, coalesce(of_slot, date_trunc('milliseconds', clock_timestamp())), by_worker)
  on conflict (job, slot) do update set
    worker = excluded.worker, started_at = now(), heartbeat_at = now(), finished_at = null, says = null,
    state = 'running'
  where r.state = 'failed'
  returning r.slot into won;
  if won is not null then
    return query select won, null::text, null::timestamptz, null::timestamptz;
  end if;
end $$;
