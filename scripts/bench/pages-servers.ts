import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { FIRST_PATHS } from '../../src/lib/site/nav.ts';
import { SITE_FLAGS } from '../process-flags.ts';

export interface SiteProcess {
  url: string;
  /** Peak resident memory so far, in MB. */
  peakMb(): Promise<number>;
  stop(): Promise<void>;
}

const here = import.meta.dirname;

/** The real `npm run serve`, on a free port. What it logs as failed is passed on. */
export async function startSite(dataDir: string): Promise<SiteProcess> {
  const child = fork(join(here, '../serve.ts'), [], {
    execArgv: [...SITE_FLAGS, '--import', join(here, 'pages-peak.ts')],
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: '',
      API_REQUESTS_PER_MINUTE: '0',
      LOG: 'json',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await addressOf(child);
  // The site asks itself for these after a start; what is measured comes after that.
  for (const path of FIRST_PATHS) await (await fetch(url + path)).arrayBuffer();
  return {
    url,
    async peakMb() {
      child.send('peak');
      return z.object({ rss_mb: z.number() }).parse(await messageOf(child)).rss_mb;
    },
    stop: () => end(child),
  };
}

/** The bare server with the site's answers to these paths. */
export async function startFloor(site: string, paths: readonly string[]) {
  const child = fork(join(here, 'pages-floor.ts'), [JSON.stringify({ site, paths })]);
  const { url } = z.object({ url: z.string() }).parse(await messageOf(child));
  return { url, stop: () => end(child) };
}

const logLine = z.object({ event: z.string(), url: z.string().optional() });

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the site ended with ${code}`)));
    if (!child.stdout) return reject(new Error('the site has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { event, url } = logLine.parse(JSON.parse(line));
      if (event === 'site-opened' && url) resolve(url);
      if (event.endsWith('-failed')) process.stderr.write(`${line}\n`);
    });
  });
}

async function messageOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  try {
    const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`a server ended with ${code} and no answer`);
    });
    const [message] = await Promise.race([once(child, 'message', { signal: ended.signal }), exit]);
    return message;
  } finally {
    ended.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
