import type { Db } from '../../db/client.ts';
import { only } from '../../db/client.ts';
import { inTime } from './in-time.ts';

/** A slot of a job that a worker won. */
export interface ClaimedSlot {
  job: string;
  slot: Date;
  worker: string;
}

/** A run of the job that is alive, and why nobody else gets a slot of it. */
export interface AliveRun {
  worker: string;
  since: Date;
  /** Its last heartbeat. */
  heardFrom: Date;
}

export interface Claim {
  /** Null: the slot is over, or another run is alive. */
  claimed: ClaimedSlot | null;
  alive: AliveRun | null;
}

/**
 * Claims a slot for a worker. A slot that failed, or whose run is dead, can be claimed again; `slot` null is a
 * slot of this moment, for a run by hand. `takeOver` ends a run that is alive: its next heartbeat tells it.
 * Of several workers that ask at once, one wins.
 */
export async function claimSlot(
  db: Db,
  {
    job,
    slot,
    worker,
    takeOver = false,
  }: { job: string; slot: Date | null; worker: string; takeOver?: boolean },
): Promise<Claim> {
  const [row] = await inTime(
    db<{ given: Date | null; heldBy: string; heldSince: Date; heardFrom: Date }[]>`
      select c.given as "given", c.held_by as "heldBy", c.held_since as "heldSince", c.heard_from as "heardFrom"
      from claim_slot(${job}, ${slot?.toISOString() ?? null}::timestamptz, ${worker}, ${takeOver}) c`,
  );
  if (!row) return { claimed: null, alive: null };
  if (row.given) return { claimed: { job, slot: row.given, worker }, alive: null };
  return { claimed: null, alive: { worker: row.heldBy, since: row.heldSince, heardFrom: row.heardFrom } };
}

/** Says that the run is alive. False when the slot is no longer its own. */
export async function beat(db: Db, { job, slot, worker }: ClaimedSlot): Promise<boolean> {
  const rows = await inTime(db`
    update job_run set heartbeat_at = now()
    where job = ${job} and slot = ${slot.toISOString()}::timestamptz and worker = ${worker} and state = 'running'
    returning 1`);
  return rows.length === 1;
}

/** Writes how a run ended. Nothing is written when the slot is no longer its own. */
export async function finishSlot(
  db: Db,
  { job, slot, worker }: ClaimedSlot,
  { state, says }: { state: 'done' | 'failed' | 'rejected'; says: string },
): Promise<void> {
  await inTime(db`
    update job_run set state = ${state}, says = ${says.slice(0, 1000)}, finished_at = now()
    where job = ${job} and slot = ${slot.toISOString()}::timestamptz and worker = ${worker} and state = 'running'`);
}

/** Ends the runs of all jobs that gave no sign of life for two minutes. Returns whose they were. */
export async function releaseDeadRuns(db: Db): Promise<ClaimedSlot[]> {
  return await inTime(
    db<
      ClaimedSlot[]
    >`select r.job as "job", r.slot as "slot", r.worker as "worker" from release_dead_runs(null) r`,
  );
}

/** What a worker needs to know whether a job is due. */
export interface JobClock {
  /** By the clock of the database: one clock decides for all workers. */
  now: Date;
  /** The newest slot that needs no further run: done, or complete and rejected. Null where none. */
  done: Date | null;
}

export async function readClock(db: Db, job: string): Promise<JobClock> {
  return only(
    await inTime(
      db<JobClock[]>`
        select clock_timestamp() as "now", max(r.slot) as "done"
        from job_run r
        where r.job = ${job} and r.state in ('done', 'rejected')`,
    ),
  );
}

/** The clock of the database. */
export async function databaseNow(db: Db): Promise<Date> {
  return only(await inTime(db<{ now: Date }[]>`select clock_timestamp() as "now"`)).now;
}
