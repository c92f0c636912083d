import { setTimeout as sleep } from 'node:timers/promises';
import { connectClient } from './pages-client.ts';
import { startSite } from './pages-servers.ts';

/** Starts the real site and asks it for a page nobody asked for before, five times a second, until told to stop. */
export async function readWhile(dataDir: string): Promise<{ stop: () => Promise<number[]> }> {
  const site = await startSite(dataDir);
  const client = await connectClient(site.url);
  const took: number[] = [];
  let stopped = false;
  const asking = (async () => {
    for (let n = 0; !stopped; n++) {
      const started = performance.now();
      // A filter that changes every time is a page that was never computed.
      await client.get(FRESH[n % FRESH.length]?.replace('N', String(n)) ?? '/');
      took.push(performance.now() - started);
      await sleep(200);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await asking;
      client.close();
      await site.stop();
      return took;
    },
  };
}

const FRESH = ['/models?q=gemma-3-N', '/models?q=namespace-N', '/models?q=llama-N', '/models?q=bert-base-N'];
