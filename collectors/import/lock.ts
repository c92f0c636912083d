import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processExists } from '../../db/embedded/postmaster.ts';
import { SourceError } from '../../db/errors.ts';
import { dropLock, isHeldHere, takeLock } from '../../db/pid-lock.ts';

/** Runs `work` while this process, and no other, imports into the panel. Throws `SourceError` where one does. */
export async function alone<T>(folder: string, panel: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const lock = join(folder, 'lock');
  if (!(await takeLock(lock))) {
    const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
    const lives = pid === process.pid ? isHeldHere(lock) : processExists(pid);
    if (lives) {
      const says = `Process ${pid} is importing into the panel ${panel}: wait for it. When it is something else, delete ${lock}.`;
      throw new SourceError(says, { url: lock, status: null });
    }
    // Left behind by a process that is gone.
    await rm(lock, { force: true });
    if (!(await takeLock(lock)))
      throw new SourceError(`${lock} is held by another import.`, { url: lock, status: null });
  }
  try {
    return await work();
  } finally {
    await dropLock(lock);
  }
}
