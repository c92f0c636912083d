import type { Db } from '../../db/client.ts';

/** A slot of a job that this worker won. */
export interface ClaimedSlot {
  job: string;
  slot: Date;
  worker: string;
}

/** A run without a heartbeat for this long is taken for dead. */
const STALE = '2 minutes';

/**
 * Claims a slot for a worker; null when another worker has it, it is done, or a run of the same job is alive.
 * A slot that failed, or whose run is dead, can be claimed again.
 * One statement: of several workers that ask at once, one wins.
 */
export async function claimSlot(db: Db, { job, slot, worker }: ClaimedSlot): Promise<ClaimedSlot | null> {
  const rows = await db`
    insert into job_run as r (job, slot, worker)
    select ${job}, ${slot.toISOString()}::timestamptz, ${worker}
    where not exists (
      select from job_run alive
      where alive.job = ${job} and alive.state = 'running'
        and alive.heartbeat_at > now() - ${STALE}::text::interval
    )
    on conflict (job, slot) do update set
      worker = excluded.worker, started_at = now(), heartbeat_at = now(), finished_at = null, state = 'running'
    where r.state = 'failed' or r.state = 'running' and r.heartbeat_at <= now() - ${STALE}::text::interval
    returning 1`;
  return rows.length === 1 ? { job, slot, worker } : null;
}

/** Says that the run is alive. False when the slot was given to another worker meanwhile. */
export async function beat(db: Db, { job, slot, worker }: ClaimedSlot): Promise<boolean> {
  const rows = await db`
    update job_run set heartbeat_at = now()
    where job = ${job} and slot = ${slot.toISOString()}::timestamptz and worker = ${worker} and state = 'running'
    returning 1`;
  return rows.length === 1;
}

export async function finishSlot(
  db: Db,
  { job, slot, worker }: ClaimedSlot,
  { state, says }: { state: 'done' | 'failed' | 'rejected'; says: string },
): Promise<void> {
  await db`
    update job_run set state = ${state}, says = ${says.slice(0, 1000)}, finished_at = now()
    where job = ${job} and slot = ${slot.toISOString()}::timestamptz and worker = ${worker}`;
}

/** The newest slot of a job that needs no further run: published, or complete and rejected. Null where none. */
export async function lastDoneSlot(db: Db, job: string): Promise<Date | null> {
  const [row] = await db<{ slot: Date | null }[]>`
    select max(slot) as "slot" from job_run where job = ${job} and state in ('done', 'rejected')`;
  return row?.slot ?? null;
}
