import { openDatabase } from '../../db/client.ts';
import { prepare } from '../prepare.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { withOwnServer } from './own-server.ts';
import { measureInProcess, startHubProcess } from './processes.ts';

/**
 * Models per second from the stand-in Hub to a published snapshot of a new database, rollups included.
 * Floor: JSON.parse of the same bodies plus the rows the snapshot left behind (identities, attributes,
 * edges, observations, current values), page by page through `insert … unnest`, into empty twins of the same tables.
 * Asking for the bodies, reading them as records, judging, checking and rolling up are not in the floor.
 */
export const collect: Bench = {
  says: 'stand-in Hub → published snapshot, against JSON.parse + unnest',
  defaults: { models: 100_000, snapshots: 1 },
  run: measureCollect,
};

async function measureCollect({ models, say }: BenchOptions): Promise<BenchResult> {
  const silent = () => undefined;
  const hub = await startHubProcess(models);
  try {
    return await withOwnServer(null, async (dataDir) => {
      const opened = await openDatabase({ databaseUrl: undefined, dataDir }, silent);
      await prepare(opened, silent);
      await opened.close();
      say('measuring the collector');
      const run = await measureInProcess<{
        seconds: number;
        publishSeconds: number;
        indexSeconds: number;
        models: number;
      }>('collect-run.ts', { hubUrl: hub.url, dataDir });
      say(`measuring the floor over ${models} generated models`);
      const floor = await measureInProcess<{ seconds: number; models: number }>('collect-floor.ts', {
        hubUrl: hub.url,
        dataDir,
        models,
      });
      const figure = run.models / run.seconds;
      const floorFigure = floor.models / floor.seconds;
      return {
        name: 'collect',
        figure,
        unit: 'models per second',
        floor: floorFigure,
        ratio: floorFigure / figure,
        rss_mb: run.rss_mb,
        models: run.models,
        seconds: run.seconds,
        publish_seconds: run.publishSeconds,
        name_index_seconds: run.indexSeconds,
        floor_seconds: floor.seconds,
      };
    });
  } finally {
    await hub.stop();
  }
}
