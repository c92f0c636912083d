import { isCollectorId } from '../collectors/index.ts';
import { runCollector } from '../collectors/run-collector.ts';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { realEffects, stopSignal } from './effects.ts';
import { collectorOf, progressReporter } from './jobs.ts';
import { clearProgress, createLog, fail, progressLine, UsageError } from './log.ts';
import { prepare } from './prepare.ts';

const HELP = `Usage: npm run collect -- [hub-head | hub]

Takes one snapshot now and ends. hub-head: the most downloaded models, about a minute.
hub: every public model, about half an hour without a token. A run that was stopped is resumed.`;

async function main(): Promise<void> {
  const [name = 'hub-head', ...rest] = process.argv.slice(2);
  if (name === '--help' || name === '-h') return console.log(HELP);
  if (!isCollectorId(name) || rest.length > 0) {
    throw new UsageError(`There is no collector "${[name, ...rest].join(' ')}".\n\n${HELP}`);
  }
  const env = readEnv(process.env);
  const log = createLog(env.log);
  const effects = realEffects(log, stopSignal());
  const opened = await openDatabase(env, log, { relaxedCommit: true });
  try {
    await prepare(opened, log);
    const collector = collectorOf(name, env);
    const onProgress = progressReporter(progressLine(env.log, log), effects);
    await runCollector(collector, { db: opened.db, effects, onProgress });
    clearProgress();
  } finally {
    await opened.close();
  }
}

main().catch(fail);
