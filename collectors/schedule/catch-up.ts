import { Fenced } from '../run-collector.ts';
import { type Job, type JobContext, NotYet } from './job.ts';
import { claimSlot, readClock, releaseDeadRuns } from './ledger.ts';
import { type Ending, type Pace, runSlot } from './run-slot.ts';
import { lastSlot } from './slots.ts';

/**
 * Runs the newest slot of a job unless it is done, too old, or another run is alive: on time, late after a
 * failure, or once after a pause. Returns how the run ended; null when there was none. Failures are written to the
 * ledger and logged: a later call tries again and resumes.
 */
export async function catchUp(
  job: Job,
  worker: string,
  { context, pace }: { context: JobContext; pace?: Pace },
): Promise<Ending | null> {
  const { db, env, effects } = context;
  const expression = job.schedule(env);
  if (expression === null) return null;
  for (const dead of await releaseDeadRuns(db)) effects.log('run-released', { ...dead });
  const { now, done } = await readClock(db, job.job);
  const due = lastSlot(expression, now, job.zone?.(env));
  if (!due || (done && done >= due)) return null;
  if (now.getTime() - due.getTime() > job.catchUpHours * 3_600_000) return null;
  const { claimed } = await claimSlot(db, { job: job.job, slot: due, worker });
  if (!claimed) return null;
  const ending = await runSlot(job, claimed, { context, ...(pace ? { pace } : {}) });
  logEnding(job, ending, context);
  return ending;
}

function logEnding({ job }: Job, { state, says, error }: Ending, { effects }: JobContext): void {
  if (state === 'done') effects.log('job-done', { job, says });
  else if (effects.signal.aborted) effects.log('job-interrupted', { job });
  else if (error instanceof Fenced) effects.log('job-fenced', { job, reason: says });
  else if (error instanceof NotYet) effects.log('job-waits', { job, reason: says, next: NEXT.failed });
  else effects.log(`job-${state}`, { job, reason: says, next: NEXT[state] });
}

const NEXT = { failed: 'tried again within five minutes', rejected: 'looked at again in the next slot' };
