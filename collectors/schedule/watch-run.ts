import type { Db } from '../../db/client.ts';
import type { Effects } from '../collector.ts';
import { Fenced } from '../run-collector.ts';
import type { Job } from './job.ts';
import { beat, type ClaimedSlot } from './ledger.ts';

/** A run holds its slot and does not move. Fate: stop the run; the next attempt resumes. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
}

/** A run that is looked after. */
export interface WatchedRun {
  /** What the run may use: every line of its log counts as a sign of life, `signal` also ends it. */
  effects: Effects;
  /** Tells that the run moves. */
  moved: () => void;
  /** Rejects with the reason once the run has to end. */
  ended: Promise<never>;
  /** Stops looking. */
  close: () => void;
}

/**
 * Keeps the heartbeat of a slot going. Ends the run when the slot is lost, when it is stuck, when it takes too
 * long, and when the process is asked to stop.
 */
export function watchRun(
  job: Job,
  { db, effects, slot, beatMs }: { db: Db; effects: Effects; slot: ClaimedSlot; beatMs: number },
): WatchedRun {
  const ending = new AbortController();
  const signal = AbortSignal.any([effects.signal, ending.signal]);
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Nobody may be waiting any more when it comes.
  ended.catch(() => undefined);
  const onEnd = () => reject(signal.reason);
  if (signal.aborted) onEnd();
  else signal.addEventListener('abort', onEnd, { once: true });

  const startedAt = performance.now();
  let movedAt = startedAt;
  const moved = () => {
    movedAt = performance.now();
  };
  const look = async (): Promise<void> => {
    const now = performance.now();
    const reason = stallOf(job, { quietMs: now - movedAt, tookMs: now - startedAt });
    if (reason) return ending.abort(reason);
    try {
      if (!(await beat(db, slot))) {
        ending.abort(new Fenced(`${job.job} ${slot.slot.toISOString()} belongs to another run now`));
      }
    } catch (error) {
      // The database is away. Its next answer tells whether the slot was given to another worker meanwhile.
      effects.log('heartbeat-failed', { job: job.job, reason: String(error) });
    }
  };
  const heart = setInterval(() => void look(), beatMs);
  return {
    effects: {
      ...effects,
      signal,
      sleep: (ms) => Promise.race([effects.sleep(ms), ended]),
      log: (event, facts) => {
        moved();
        effects.log(event, facts);
      },
    },
    moved,
    ended,
    close: () => {
      clearInterval(heart);
      signal.removeEventListener('abort', onEnd);
    },
  };
}

function stallOf(
  { job, quietMinutes, longestHours }: Job,
  { quietMs, tookMs }: { quietMs: number; tookMs: number },
): Stalled | null {
  if (quietMs > quietMinutes * 60_000) return new Stalled(`${job} did not move for ${quietMinutes} minutes`);
  if (tookMs > longestHours * 3_600_000)
    return new Stalled(`${job} was not done after ${longestHours} hours`);
  return null;
}
