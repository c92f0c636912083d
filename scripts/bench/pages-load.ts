import { fail } from '../log.ts';
import { connectClient, type PageClient } from './pages-client.ts';
import { answerParent, inputFromParent } from './processes.ts';

export interface LoadInput {
  site: string;
  floor: string;
  /** Asked again and again. */
  kept: readonly string[];
  /** Asked once each, by kind of page. */
  fresh: Readonly<Record<string, readonly string[]>>;
}

export interface LoadAnswer {
  /** Requests per second, a number per round. */
  sitePerSecond: number[];
  floorPerSecond: number[];
  /** Largest share of one core that this process needed in a round: near 1 it was the bottleneck. */
  generatorBusy: number;
  /** First byte in ms of kept pages, and of fresh ones by kind. */
  keptMs: number[];
  freshMs: Record<string, number[]>;
  /** The fresh page that took longest. */
  slowest: string;
}

const connections = 16;
const rounds = 4;
const roundMs = 2500;
const keptRequests = 300;

async function main(): Promise<void> {
  const input = inputFromParent<LoadInput>();
  const client = await connectClient(input.site);
  const { freshMs, slowest } = await askOnce(client, input.fresh);
  const keptMs: number[] = [];
  for (const path of input.kept) await ask(client, path);
  for (let n = 0; n < keptRequests; n += 1) keptMs.push(await ask(client, pathAt(input.kept, n)));
  client.close();
  answerParent({ freshMs, slowest, keptMs, ...(await loadBoth(input)) } satisfies LoadAnswer);
}

/** Kinds take turns, so that a noisy moment does not fall on one of them alone. */
async function askOnce(client: PageClient, fresh: LoadInput['fresh']) {
  const freshMs: Record<string, number[]> = Object.fromEntries(Object.keys(fresh).map((kind) => [kind, []]));
  const most = Math.max(...Object.values(fresh).map((paths) => paths.length));
  let slowest = { path: '', ms: 0 };
  for (let n = 0; n < most; n += 1) {
    for (const [kind, paths] of Object.entries(fresh)) {
      const path = paths[n];
      if (path === undefined) continue;
      const ms = await ask(client, path);
      freshMs[kind]?.push(ms);
      if (ms > slowest.ms) slowest = { path, ms };
    }
  }
  return { freshMs, slowest: slowest.path };
}

async function ask(client: PageClient, path: string): Promise<number> {
  const { status, firstByteMs } = await client.get(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return firstByteMs;
}

/** The first round of each warms up and is not counted. */
async function loadBoth({ site, floor, kept }: LoadInput) {
  const sitePerSecond: number[] = [];
  const floorPerSecond: number[] = [];
  let generatorBusy = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const ms = round === 0 ? roundMs / 2 : roundMs;
    const bySite = await load(site, kept, ms);
    const byFloor = await load(floor, kept, ms);
    if (round === 0) continue;
    sitePerSecond.push(bySite.perSecond);
    floorPerSecond.push(byFloor.perSecond);
    generatorBusy = Math.max(generatorBusy, bySite.busy, byFloor.busy);
  }
  return { sitePerSecond, floorPerSecond, generatorBusy };
}

async function load(origin: string, paths: readonly string[], ms: number) {
  const clients = await Promise.all(Array.from({ length: connections }, () => connectClient(origin)));
  const cpu = process.cpuUsage();
  const started = performance.now();
  let answered = 0;
  await Promise.all(
    clients.map(async (client, at) => {
      for (let n = at; performance.now() - started < ms; n += 1) {
        await ask(client, pathAt(paths, n));
        answered += 1;
      }
    }),
  );
  const elapsedMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  for (const client of clients) client.close();
  return { perSecond: (answered / elapsedMs) * 1000, busy: (user + system) / 1000 / elapsedMs };
}

function pathAt(paths: readonly string[], n: number): string {
  return paths[n % paths.length] ?? '/';
}

main().catch(fail);
