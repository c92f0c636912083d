import { type ScheduledTask, schedule } from 'node-cron';
import { catchUp } from '../collectors/schedule/catch-up.ts';
import type { Job, JobContext } from '../collectors/schedule/job.ts';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { realEffects, Stopped, stopSignal } from './effects.ts';
import { JOBS, readAllJobs } from './jobs.ts';
import { clearProgress, createLog, fail, progressLine } from './log.ts';
import { prepare } from './prepare.ts';
import { sendMails } from './send-mails.ts';
import { unlessStopped } from './unless-stopped.ts';
import { workerName } from './worker-name.ts';

/** Works on schedule until told to stop. Any number of workers may run; the ledger lets one win each slot. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLog(env.log);
  const signal = stopSignal();
  await readAllJobs();
  const opened = await openDatabase(env, log, { relaxedCommit: true });
  try {
    if (process.env['CENSUS_PREPARED'] !== '1') await unlessStopped(signal, prepare(opened, log));
    if (!env.collect) log('collecting-off', { says: 'COLLECT=off: nothing is asked of the Hub' });
    const jobs = JOBS.filter((job) => env.collect || !job.asksHub);
    const context: JobContext = {
      db: opened.db,
      env,
      effects: realEffects(log, signal),
      onProgress: progressLine(env.log, log),
    };
    const mails = sendMails(opened, context);
    try {
      await keepSchedule(jobs, context);
    } finally {
      await mails;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    clearProgress();
    await opened.close();
    // The channel to the parent would keep the process alive.
    if (process.connected) process.disconnect();
    // So would an answer that nobody waits for any more.
    setTimeout(() => process.exit(), 500).unref();
  }
}

/** Failed and abandoned slots are tried again at this pace. */
const BELL = '*/5 * * * *';

/** Rings at every slot and every five minutes. What is due is for the database to say: a bell may ring at any time. */
async function keepSchedule(jobs: readonly Job[], context: JobContext): Promise<void> {
  const worker = workerName();
  const inTurn = turns(context);
  const bell = () => {
    for (const job of jobs) inTurn.add(job, () => catchUp(job, worker, { context }));
  };
  context.effects.log('worker-started', { worker, jobs: jobs.map(({ job }) => job) });
  bell();
  const { env } = context;
  const times = jobs.flatMap((job) => {
    const expression = job.schedule(env);
    return expression === null ? [] : [`${job.zone?.(env) ?? 'UTC'} ${expression}`];
  });
  const tasks: ScheduledTask[] = [...new Set([`UTC ${BELL}`, ...times])].map((time) => {
    const at = time.indexOf(' ');
    const options = { timezone: time.slice(0, at), suppressMissedWarning: true };
    return schedule(time.slice(at + 1), bell, options);
  });
  try {
    await unlessStopped(context.effects.signal, new Promise<never>(() => undefined));
  } finally {
    for (const task of tasks) await task.destroy();
    await inTurn.allDone();
  }
}

/** Jobs that ask the Hub run one after another, as they share its quota; so do the others, beside them. */
function turns({ effects }: JobContext) {
  const queues = new Map<boolean, Promise<void>>();
  const waiting = new Set<Job>();
  const take = async (job: Job, work: () => Promise<unknown>): Promise<void> => {
    waiting.delete(job);
    if (effects.signal.aborted) return;
    try {
      await work();
    } catch (error) {
      if (effects.signal.aborted) return;
      // Most likely the database is away. The bell rings again, and the run goes on where it stopped.
      const reason = error instanceof Error ? error.message : String(error);
      effects.log('job-failed', { job: job.job, reason });
    }
  };
  return {
    add: (job: Job, work: () => Promise<unknown>): void => {
      if (waiting.has(job)) return;
      waiting.add(job);
      const before = queues.get(job.asksHub) ?? Promise.resolve();
      queues.set(
        job.asksHub,
        before.then(() => take(job, work)),
      );
    },
    allDone: async (): Promise<void> => {
      await Promise.all(queues.values());
    },
  };
}

main().catch(fail);
