import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { type ScheduledTask, schedule } from 'node-cron';
import type { CollectorId } from '../collectors/index.ts';
import { lastDoneSlot } from '../collectors/schedule/ledger.ts';
import { lastSlot } from '../collectors/schedule/slots.ts';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { realEffects, Stopped, stopSignal } from './effects.ts';
import { type JobContext, runSlot } from './jobs.ts';
import { createLog, fail, progressLine } from './log.ts';
import { prepare } from './prepare.ts';

/** Collects on schedule until told to stop. Any number of workers may run; the ledger lets one win each slot. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLog(env.log);
  const signal = stopSignal();
  const opened = await openDatabase(env, log, { relaxedCommit: true });
  try {
    if (process.env['CENSUS_PREPARED'] !== '1') await prepare(opened, log);
    const context: JobContext = {
      db: opened.db,
      env,
      effects: realEffects(log, signal),
      worker: `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`,
      onProgress: progressLine(env.log, log),
    };
    if (!env.collect) log('collecting-off', { says: 'COLLECT=off: nothing is asked of the Hub' });
    const tasks = env.collect ? arrange(context) : [];
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    for (const task of tasks) await task.destroy();
    await running;
  } finally {
    await opened.close();
    // The channel to the parent would keep the process alive.
    if (process.connected) process.disconnect();
  }
}

/** Jobs run one after another: they share the quota of the Hub. */
let running: Promise<unknown> = Promise.resolve();

function arrange(context: JobContext): ScheduledTask[] {
  const jobs: readonly [CollectorId, string][] = [
    ['hub-head', context.env.scheduleHubHead],
    ['hub', context.env.scheduleHub],
  ];
  const bell = () => {
    for (const [job, expression] of jobs) enqueue(() => catchUp(job, expression, context), context);
  };
  bell();
  return [BELL, ...jobs.map(([, expression]) => expression)].map((expression) =>
    schedule(expression, bell, { timezone: 'UTC', suppressMissedWarning: true }),
  );
}

/** Failed and abandoned slots are tried again at this pace. */
const BELL = '*/5 * * * *';

/** Runs the newest slot of a job unless it is done: on time, late after a failure, or once after a pause. */
async function catchUp(job: CollectorId, expression: string, context: JobContext): Promise<void> {
  const due = lastSlot(expression, context.effects.now());
  const done = await lastDoneSlot(context.db, job);
  if (!due || (done && done >= due)) return;
  await runSlot(job, due, context);
}

function enqueue(work: () => Promise<unknown>, { effects }: JobContext): void {
  running = running.then(async () => {
    if (effects.signal.aborted) return;
    try {
      await work();
    } catch (error) {
      if (error instanceof Stopped || effects.signal.aborted) return;
      // Most likely the database is away. The bell rings again, and the run goes on where it stopped.
      effects.log('job-failed', { reason: error instanceof Error ? error.message : String(error) });
    }
  });
}

main().catch(fail);
