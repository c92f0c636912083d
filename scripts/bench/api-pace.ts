import { setTimeout as sleep } from 'node:timers/promises';
import { connectClient, type PageClient } from './pages-client.ts';

const connections = 32;

/** A whole answer, in ms. Throws where it is no 200. */
export async function ask(client: PageClient, path: string): Promise<number> {
  const at = performance.now();
  const { status } = await client.get(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return performance.now() - at;
}

/** Takes addresses from the end, so many a second. Each request has its moment; one that comes late for it has waited. */
export async function atPace(
  origin: string,
  paths: string[],
  { perSecond, forMs }: { perSecond: number; forMs: number },
) {
  const clients = await Promise.all(Array.from({ length: connections }, () => connectClient(origin)));
  const started = performance.now();
  const ms: number[] = [];
  let due = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (;;) {
        const dueAt = started + (due++ / perSecond) * 1000;
        const path = dueAt - started > forMs ? undefined : paths.pop();
        if (path === undefined) return;
        const early = dueAt - performance.now();
        if (early > 1) await sleep(early);
        await ask(client, path);
        ms.push(performance.now() - dueAt);
      }
    }),
  );
  const elapsedMs = performance.now() - started;
  for (const client of clients) client.close();
  return { ms, perSecond: (ms.length / elapsedMs) * 1000 };
}
