import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../db/embedded.ts';

/**
 * Runs `work` beside an embedded server of its own, whose data folder it is given. The folder is temporary and removed
 * afterwards, unless one to keep is named.
 */
export async function withOwnServer<Result>(
  keptIn: string | null,
  work: (dataDir: string) => Promise<Result>,
): Promise<Result> {
  const dataDir = keptIn ?? (await mkdtemp(join(tmpdir(), 'census-bench-')));
  await mkdir(dataDir, { recursive: true });
  // The user who runs the server for root must get in, or the cluster goes elsewhere and stays there.
  await chmod(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, log: () => undefined });
  try {
    return await work(dataDir);
  } finally {
    await server.stop();
    if (keptIn === null) await rm(dataDir, { recursive: true, force: true });
  }
}
