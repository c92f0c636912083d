import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../db/client.ts';
import { ensureBuilt } from '../build-site.ts';
import { prepare } from '../prepare.ts';
import { type ApiAddresses, readAddresses } from './api-addresses.ts';
import { besideRequests, measureBeside } from './api-beside.ts';
import type { ApiLoadAnswer, ApiLoadInput } from './api-load.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { generatePopulation } from './generate-population.ts';
import { withOwnServer } from './own-server.ts';
import { type SiteProcess, startFloor, startSite } from './pages-servers.ts';
import { measureInProcess } from './processes.ts';
import { quantile } from './quantile.ts';

/**
 * Requests per second for parts of a hundred models that nobody asked for before, over 16 keep-alive connections.
 * Floor: a bare node:http server that sends the same bytes from a Map. Beside it: how long the first and the last parts of
 * the list take, one address of every other kind, and the same lists at an even pace with and without fifty slow downloads.
 */
export const api: Bench = {
  says: 'fresh lists of 100 models of the API per second, against bare node:http; first parts against last parts',
  defaults: { models: 100_000, snapshots: 60 },
  run: measureApi,
};

async function measureApi({ models, snapshots, keptIn, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  return await withOwnServer(keptIn, async (dataDir) => {
    await ensureBuilt((event) => say(event));
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent);
    await prepare(opened, silent);
    const [{ filled } = { filled: false }] = await opened.db<{ filled: boolean }[]>`
      select exists (select from panel_models) as "filled"`;
    if (!filled) await generatePopulation(opened.db, { models, snapshots }, say);
    const addresses = await readAddresses(opened.db);
    await opened.close();
    const site = await startSite(dataDir);
    try {
      const fresh = addresses.fresh.slice(0, besideRequests);
      const beside = await measureBeside(site.url, { dataDir, paths: fresh, say });
      const rest = { ...addresses, fresh: addresses.fresh.slice(besideRequests) };
      return { ...(await measureSite(site, rest, say)), ...beside };
    } finally {
      await site.stop();
    }
  });
}

async function measureSite(
  site: SiteProcess,
  addresses: ApiAddresses,
  say: BenchOptions['say'],
): Promise<BenchResult> {
  const floor = await startFloor(site.url, addresses.floor);
  const file = join(await mkdtemp(join(tmpdir(), 'census-bench-')), 'input.json');
  try {
    say('asking for parts of the list one by one, then from 16 connections, then the floor');
    // More addresses than a command line holds.
    const input: ApiLoadInput = { site: site.url, floor: floor.url, addresses };
    await writeFile(file, JSON.stringify(input));
    const load = await measureInProcess<ApiLoadAnswer>('api-load.ts', { file });
    const kinds = Object.entries(load.kindsMs).flatMap(([kind, ms]) => [
      [`${kind}_p50_ms`, quantile(ms, 0.5)],
      [`${kind}_max_ms`, Math.max(...ms)],
    ]);
    return {
      name: 'api',
      figure: load.perSecond,
      unit: 'fresh lists of 100 models per second',
      floor: load.floorPerSecond,
      ratio: load.floorPerSecond / load.perSecond,
      rss_mb: await site.peakMb(),
      load_generator_busy: load.generatorBusy,
      requests: load.ms.length,
      p50_ms: quantile(load.ms, 0.5),
      p95_ms: quantile(load.ms, 0.95),
      p99_ms: quantile(load.ms, 0.99),
      paced_per_second: load.pacedPerSecond,
      paced_p99_ms: quantile(load.pacedMs, 0.99),
      first_parts_p50_ms: quantile(load.firstMs, 0.5),
      last_parts_p50_ms: quantile(load.lastMs, 0.5),
      ...Object.fromEntries(kinds),
    };
  } finally {
    await floor.stop();
    await rm(dirname(file), { recursive: true });
  }
}
