import type { Collector, Effects } from '../collectors/collector.ts';
import { COLLECTORS, type CollectorId } from '../collectors/index.ts';
import { type Progress, runCollector } from '../collectors/run-collector.ts';
import { beat, claimSlot, finishSlot } from '../collectors/schedule/ledger.ts';
import type { Db } from '../db/client.ts';
import type { Env } from '../db/env.ts';
import { SnapshotRejected } from '../db/errors.ts';

/** What a job needs to run. */
export interface JobContext {
  db: Db;
  env: Env;
  effects: Effects;
  worker: string;
  onProgress: (says: string) => void;
}

const BEAT_MS = 20_000;

/**
 * Runs one slot of a collector job, if this worker wins it. Failures are written to the ledger and logged:
 * the next slot, or the next start, tries again and resumes. Returns what became of it.
 */
export async function runSlot(
  job: CollectorId,
  slot: Date,
  context: JobContext,
): Promise<'done' | 'failed' | 'rejected' | 'not-ours'> {
  const { db, env, effects, worker } = context;
  const claimed = await claimSlot(db, { job, slot, worker });
  if (!claimed) return 'not-ours';
  const heart = setInterval(() => {
    beat(db, claimed).catch((error: Error) =>
      effects.log('heartbeat-failed', { job, reason: error.message }),
    );
  }, BEAT_MS);
  try {
    const collector = collectorOf(job, env);
    const onProgress = progressReporter(context.onProgress, effects);
    const { models, asOf } = await runCollector(collector, { db, effects, onProgress });
    await finishSlot(db, claimed, { state: 'done', says: `${models} models published as of ${asOf}` });
    return 'done';
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    // A look that was complete and not credible would be so again in five minutes: the next slot looks anew.
    const state = error instanceof SnapshotRejected ? 'rejected' : 'failed';
    await finishSlot(db, claimed, { state, says });
    const next = state === 'failed' ? 'tried again within five minutes' : 'looked at again in the next slot';
    if (effects.signal.aborted) effects.log('job-interrupted', { job });
    else effects.log(`job-${state}`, { job, reason: says, next });
    return state;
  } finally {
    clearInterval(heart);
  }
}

/** A live collector as the environment wants it. */
export function collectorOf(id: CollectorId, env: Env): Collector {
  const { hubUrl, hubHeadModels } = env;
  return COLLECTORS[id]({ hubUrl, token: env.hfToken?.reveal(), hubHeadModels });
}

/** Turns page counts into a sentence with rate and time left. */
export function progressReporter(say: (says: string) => void, effects: Effects) {
  const startedAt = effects.now();
  let firstRecords: number | null = null;
  return ({ panel, records, expected, pages }: Progress) => {
    firstRecords ??= records;
    const seconds = (effects.now().getTime() - startedAt.getTime()) / 1000;
    const rate = seconds > 1 ? (records - firstRecords) / seconds : 0;
    const left = expected !== null && rate > 0 ? Math.max(0, expected - records) / rate : null;
    const of = expected === null ? '' : ` of about ${expected.toLocaleString('en')}`;
    const eta = left === null ? '' : `, ${Math.round(rate).toLocaleString('en')}/s, ${inWords(left)} left`;
    say(`${panel}: page ${pages}, ${records.toLocaleString('en')}${of} models${eta}`);
  };
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
