import { open, rm } from 'node:fs/promises';

/** Locks of this process, so that a process number used again is not taken for us. */
const heldHere = new Set<string>();

/** Makes a file that holds the number of this process. False where the file is there already. */
export async function takeLock(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx');
    heldHere.add(lock);
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

export async function dropLock(lock: string): Promise<void> {
  heldHere.delete(lock);
  await rm(lock, { force: true });
}

/** Whether this process, and not one that had its number, holds the lock. */
export function isHeldHere(lock: string): boolean {
  return heldHere.has(lock);
}
