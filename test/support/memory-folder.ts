import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { processExists } from '../../db/embedded/postmaster.ts';

const memory = '/dev/shm';
const name = 'census-run-';
const leastFree = 6 * 2 ** 30;

/**
 * A folder in memory for everything temporary of this run; null where the machine has none, has little memory, or TMPDIR names
 * another. A run makes and drops some hundred databases, gigabytes that no disk has to see.
 */
export async function memoryFolder(): Promise<string | null> {
  if (process.platform !== 'linux' || process.env.TMPDIR) return null;
  const room = await statfs(memory).catch(() => null);
  if (!room || Math.min(room.bavail * room.bsize, freemem()) < leastFree) return null;
  await removeLeftovers();
  const folder = await mkdtemp(join(memory, `${name}${process.pid}-`)).catch(() => null);
  // For root: its servers run as nobody.
  if (folder) await chmod(folder, 0o755);
  return folder;
}

/** Memory stays taken until somebody deletes what killed runs left. */
async function removeLeftovers(): Promise<void> {
  for (const folder of await readdir(memory)) {
    const pid = Number(folder.startsWith(name) ? folder.slice(name.length).split('-')[0] : 0);
    if (pid > 0 && !processExists(pid)) await rm(join(memory, folder), { recursive: true, force: true });
  }
}
