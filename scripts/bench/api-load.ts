import { readFile } from 'node:fs/promises';
import { fail } from '../log.ts';
import type { ApiAddresses } from './api-addresses.ts';
import { ask, atPace } from './api-pace.ts';
import { connectClient } from './pages-client.ts';
import { answerParent, inputFromParent } from './processes.ts';

export interface ApiLoadInput {
  site: string;
  floor: string;
  addresses: ApiAddresses;
}

export interface ApiLoadAnswer {
  perSecond: number;
  floorPerSecond: number;
  /** Share of one core that this process needed: near 1 it was the bottleneck. */
  generatorBusy: number;
  /** Whole answers in ms, as fast as they come. */
  ms: number[];
  /** The same, asked for at a steady pace, counted from when each was due. */
  pacedMs: number[];
  pacedPerSecond: number;
  firstMs: number[];
  lastMs: number[];
  kindsMs: Record<string, number[]>;
}

const connections = 16;
const loadMs = 6000;
const pace = 500;
const pacedMs = 6000;

async function main(): Promise<void> {
  const { file } = inputFromParent<{ file: string }>();
  const { site, floor, addresses }: ApiLoadInput = JSON.parse(await readFile(file, 'utf8'));
  const client = await connectClient(site);
  const fresh = [...addresses.fresh];
  // Warms up: what is compiled and what every answer shares.
  for (let n = 0; n < 300; n += 1) await ask(client, fresh.pop() ?? '');
  const [firstMs, lastMs]: [number[], number[]] = [[], []];
  for (const [n, path] of addresses.first.entries()) {
    firstMs.push(await ask(client, path));
    lastMs.push(await ask(client, addresses.last[n] ?? path));
  }
  const kindsMs: Record<string, number[]> = {};
  for (const [kind, paths] of Object.entries(addresses.kinds)) {
    const took: number[] = [];
    for (const path of paths) took.push(await ask(client, path));
    kindsMs[kind] = took;
  }
  client.close();
  const loaded = await load(site, () => fresh.pop());
  const paced = await atPace(site, fresh, { perSecond: pace, forMs: pacedMs });
  const again = addresses.floor;
  const bare = await load(floor, (n) => again[n % again.length]);
  answerParent({
    ...{ firstMs, lastMs, kindsMs, perSecond: loaded.perSecond, generatorBusy: loaded.busy, ms: loaded.ms },
    ...{ pacedMs: paced.ms, pacedPerSecond: paced.perSecond, floorPerSecond: bare.perSecond },
  } satisfies ApiLoadAnswer);
}

async function load(origin: string, pathOf: (n: number) => string | undefined) {
  const clients = await Promise.all(Array.from({ length: connections }, () => connectClient(origin)));
  const cpu = process.cpuUsage();
  const started = performance.now();
  const ms: number[] = [];
  let asked = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - started < loadMs) {
        const path = pathOf(asked++);
        if (path === undefined) break;
        ms.push(await ask(client, path));
      }
    }),
  );
  const elapsedMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  for (const client of clients) client.close();
  return { ms, perSecond: (ms.length / elapsedMs) * 1000, busy: (user + system) / 1000 / elapsedMs };
}

main().catch(fail);
