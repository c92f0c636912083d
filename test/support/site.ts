import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Connection } from '../../db/connection.ts';
import { printPlace } from './site-place.ts';
import { builtPages, sampleDatabase } from './site-sample.ts';

export interface RunningSite {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, 'site-process.ts');

/**
 * The site as readers get it, in a process of its own, over a database. Ask for it in `beforeAll`. `dataDir`: where its
 * editions are; without it there are none.
 */
export async function runSite(connection: Connection, dataDir = ''): Promise<RunningSite> {
  await builtPages();
  const child = spawn(process.execPath, [program, printPlace(connection), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended]);
  if (typeof first[0] !== 'string')
    throw new Error(`the site ended before it answered (exit code ${first[0]})`);
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { url: first[0], stop };
}

/** The site over the published sample. */
export async function sampleSite(): Promise<RunningSite> {
  return await runSite(await sampleDatabase());
}
