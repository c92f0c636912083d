import { setTimeout as wait } from 'node:timers/promises';
import { SnapshotRejected } from '../../db/errors.ts';
import { onDatabaseClock } from './clock.ts';
import type { Job, JobContext } from './job.ts';
import { type ClaimedSlot, finishSlot } from './ledger.ts';
import { type WatchedRun, watchRun } from './watch-run.ts';

/** How a run ended. `rejected`: complete and not credible; another attempt in the same slot would be so again. */
export interface Ending {
  state: 'done' | 'failed' | 'rejected';
  says: string;
  /** What was thrown; null when done. */
  error: unknown;
}

/** Milliseconds: between heartbeats, and left to a run that was told to end. */
export interface Pace {
  beatMs: number;
  graceMs: number;
}

const PACE: Pace = { beatMs: 20_000, graceMs: 3000 };

/** Runs a job in a slot that was claimed, and writes into the ledger how it ended. Throws when the database is away. */
export async function runSlot(
  job: Job,
  slot: ClaimedSlot,
  { context, pace = PACE }: { context: JobContext; pace?: Pace },
): Promise<Ending> {
  const { db } = context;
  const effects = await onDatabaseClock(db, context.effects);
  const run = watchRun(job, { db, effects, slot, beatMs: pace.beatMs });
  try {
    const ending = await endingOf(job, context, { run, graceMs: pace.graceMs });
    const written = finishSlot(db, slot, ending);
    // Who was told to stop does not wait for a database that is silent: the slot is released without it.
    await (context.effects.signal.aborted ? Promise.race([written, wait(1000)]) : written);
    return ending;
  } finally {
    run.close();
  }
}

async function endingOf(
  job: Job,
  context: JobContext,
  { run, graceMs }: { run: WatchedRun; graceMs: number },
): Promise<Ending> {
  const { effects } = run;
  const onProgress = (says: string) => {
    run.moved();
    context.onProgress(says);
  };
  try {
    const running = job.run({ ...context, effects, onProgress });
    const says = await Promise.race([running, overdue(run, graceMs)]);
    return { state: 'done', says, error: null };
  } catch (thrown) {
    // What broke because the run was ended says less than why it was ended.
    const error = effects.signal.aborted ? effects.signal.reason : thrown;
    const state = error instanceof SnapshotRejected ? 'rejected' : 'failed';
    return { state, says: error instanceof Error ? error.message : String(error), error };
  }
}

/** Rejects some time after a run was told to end: one that waits for ever for an answer must not hold up the rest. */
async function overdue({ ended, effects }: WatchedRun, graceMs: number): Promise<never> {
  return await ended.catch(async (reason: unknown) => {
    await wait(graceMs);
    effects.log('run-abandoned', { reason: reason instanceof Error ? reason.message : String(reason) });
    throw reason;
  });
}
