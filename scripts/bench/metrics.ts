import { runCollector } from '../../collectors/run-collector.ts';
import { sampleCollectors } from '../../collectors/sample/index.ts';
import { type Db, openDatabase } from '../../db/client.ts';
import { realEffects } from '../effects.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { generateCubes, isGenerated } from './generate-cubes.ts';
import { timeFigures } from './metrics-figures.ts';
import { timeStructure } from './metrics-structure.ts';
import { withOwnServer } from './own-server.ts';

/**
 * Milliseconds at p95 for figures of one group and up to three lenses over the whole window, as the site asks them: from the
 * definition to the assembled figure, on one connection pool. Floor: a plain select of the same rows by primary key.
 */
export const metrics: Bench = {
  says: 'milliseconds for a figure over two years of cubes, against a plain select of the same rows',
  defaults: { models: 3_200_000, snapshots: 730 },
  run: measureMetrics,
};

async function measureMetrics({ models, snapshots, keptIn, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  return await withOwnServer(keptIn, async (dataDir) => {
    const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent, { relaxedCommit: true });
    await prepare(opened, silent);
    if (!(await isGenerated(opened.db))) {
      await loadKinds(opened.db);
      await generateCubes(opened.db, { models, days: snapshots }, say);
    }
    const result = await timeFigures(opened.db, say);
    const structure = await timeStructure(opened.db);
    await opened.close();
    return {
      name: 'metrics',
      ...result,
      ...structure,
      rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  });
}

/** The recordings that are one look each: what goes together in them, goes together in the generated cubes. */
async function loadKinds(db: Db): Promise<void> {
  const effects = realEffects(() => undefined, new AbortController().signal);
  for await (const collector of sampleCollectors()) {
    if (collector.panel.panel === 'do-me') break;
    await runCollector(collector, { db, effects });
  }
}
