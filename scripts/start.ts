import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { openSite } from '../src/lib/site/open-site.ts';
import { ensureBuilt } from './build-site.ts';
import { realEffects, Stopped, stopSignal } from './effects.ts';
import { loadSample } from './load-sample.ts';
import { clearProgress, createLog, fail, progressLine } from './log.ts';
import { prepare } from './prepare.ts';
import { PROCESS_FLAGS } from './process-flags.ts';

/** Everything on one machine: the database, the sample where nothing is published, the site, the worker. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLog(env.log);
  const signal = stopSignal();
  const onProgress = progressLine(env.log, log);
  onProgress('Starting the database');
  const opened = await openDatabase(env, log, { relaxedCommit: true });
  const closers: (() => Promise<void>)[] = [() => opened.close()];
  try {
    await prepare(opened, log);
    await ensureBuilt(log);
    const effects = realEffects((event, facts) => (LOUD.has(event) ? log(event, facts) : undefined), signal);
    const onFirst = async () => {
      const site = await openSite({ env, log, opened });
      closers.unshift(() => site.close());
      clearProgress();
      log('site-opened', { url: site.url });
      process.stdout.write(`\n  Open Model Census is at ${site.url}\n  Ctrl-C stops everything.\n\n`);
    };
    await loadSample({ db: opened.db, effects }, { onFirst, onProgress });
    clearProgress();
    const worker = startWorker();
    closers.unshift(() => stopWorker(worker));
    await Promise.race([once(signal, 'abort'), diedEarly(worker)]);
  } catch (error) {
    if (!(error instanceof Stopped) && !signal.aborted) throw error;
  } finally {
    clearProgress();
    for (const close of closers) {
      // What went wrong first is what the user should read.
      await close().catch((error: Error) => log('close-failed', { reason: error.message }));
    }
  }
}

/** The sample has hundreds of looks; they show as progress, not as lines. */
const LOUD = new Set(['source-retried']);

/** Collecting costs time on the processor, so it has a process of its own; the database is shared. */
function startWorker(): ChildProcess {
  return fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: PROCESS_FLAGS,
    env: { ...process.env, CENSUS_PREPARED: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C goes to the whole group of a terminal; the worker is stopped by us, after the site.
    detached: process.platform !== 'win32',
  });
}

async function stopWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGTERM');
  const patience = setTimeout(() => worker.kill('SIGKILL'), 10_000);
  await once(worker, 'exit');
  clearTimeout(patience);
}

async function diedEarly(worker: ChildProcess): Promise<never> {
  const [code, signal] = await once(worker, 'exit');
  throw new Error(
    `The worker stopped unexpectedly (${signal ?? `exit code ${code}`}); the log above says why.`,
  );
}

main().catch(fail);
