import { openDatabase } from '../../db/client.ts';
import { ensureBuilt } from '../build-site.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { sampleModels } from './generate-history.ts';
import { generatePopulation, isPopulated } from './generate-population.ts';
import { withOwnServer } from './own-server.ts';
import { freshPaths, keptPaths } from './pages-addresses.ts';
import { bytesOf } from './pages-bytes.ts';
import type { LoadAnswer, LoadInput } from './pages-load.ts';
import { pagesResult } from './pages-result.ts';
import { type SiteProcess, startFloor, startSite } from './pages-servers.ts';
import { measureInProcess } from './processes.ts';

/**
 * Requests per second for pages that the site server keeps, over 16 keep-alive connections from a third process.
 * Floor: a bare node:http server that sends the same headers and compressed bytes from a Map, in turns with it.
 * Beside it: first byte of kept and of fresh pages, and the bytes a page costs.
 */
export const pages: Bench = {
  says: 'cached page requests per second, against bare node:http; first byte, bytes of script',
  defaults: { models: 100_000, snapshots: 60 },
  run: measurePages,
};

/** Pages of each kind that are asked for the first time. */
const freshPerKind = 40;

async function measurePages({ models, snapshots, keptIn, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  return await withOwnServer(keptIn, async (dataDir) => {
    await ensureBuilt((event) => say(event));
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent);
    await prepare(opened, silent);
    if (!(await isPopulated(opened.db))) await generatePopulation(opened.db, { models, snapshots }, say);
    const repoIds = await sampleModels(opened.db, freshPerKind);
    await opened.close();
    const site = await startSite(dataDir);
    return await measureSite(site, { repoIds, say }).finally(() => site.stop());
  });
}

async function measureSite(
  site: SiteProcess,
  { repoIds, say }: { repoIds: string[]; say: BenchOptions['say'] },
): Promise<BenchResult> {
  const kept = keptPaths(repoIds[0] ?? '');
  const floor = await startFloor(site.url, Object.values(kept));
  try {
    say('asking for fresh pages, then for kept ones, then loading site and floor in turns');
    const input: LoadInput = {
      site: site.url,
      floor: floor.url,
      kept: Object.values(kept),
      fresh: freshPaths(repoIds),
    };
    const load = await measureInProcess<LoadAnswer>('pages-load.ts', input);
    const bytes = await Promise.all(
      Object.entries(kept).map(async ([kind, path]) => [kind, await bytesOf(site.url, path)] as const),
    );
    return pagesResult({ load, bytes, peakMb: await site.peakMb() });
  } finally {
    await floor.stop();
  }
}
