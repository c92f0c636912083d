import { once } from 'node:events';
import { openDatabase } from '../db/client.ts';
import { readEnv } from '../db/env.ts';
import { isMigrated } from '../db/status.ts';
import { openSite } from '../src/lib/site/open-site.ts';
import { ensureBuilt } from './build-site.ts';
import { stopSignal } from './effects.ts';
import { createLog, fail, UsageError } from './log.ts';

const EMPTY = 'The database holds no census yet: run npm run worker or npm run migrate first.';

// A page never needs longer; what does is cancelled, and the page says so.
const statementTimeoutMs = 10_000;

/** The site alone. It reads the database, and writes nothing but who subscribes and who leaves. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLog(env.log);
  const signal = stopSignal();
  const opened = await openDatabase(env, log, { max: 5, statementTimeoutMs });
  try {
    if (!(await isMigrated(opened.db))) throw new UsageError(EMPTY);
    await ensureBuilt(log);
    const site = await openSite({ env, log, opened });
    log('site-opened', { url: site.url });
    if (!signal.aborted) await once(signal, 'abort');
    await site.close();
  } finally {
    await opened.close();
  }
}

main().catch(fail);
