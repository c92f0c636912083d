import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../errors.ts';
import { dropLock, isHeldHere, takeLock } from '../pid-lock.ts';
import { processExists } from './postmaster.ts';

const patienceMs = 180_000;

/** Folders whose server this process owns, so that a process number used again is not taken for us. */
const ownedHere = new Set<string>();

/** Holds the folder while `work` decides about its server, so that two processes do not both start one. */
export async function alone<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'postgres.lock');
  await acquire(lock);
  try {
    return await work();
  } finally {
    await dropLock(lock);
  }
}

/** Whether the process that started the server still lives. A server without a living owner belongs to who finds it. */
export async function ownerLives(dataDir: string): Promise<boolean> {
  if (ownedHere.has(dataDir)) return true;
  const pid = await pidIn(join(dataDir, 'postgres.owner'));
  return pid !== process.pid && processExists(pid);
}

/** Writes down that this process stops the server. */
export async function becomeOwner(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, 'postgres.owner'), `${process.pid}\n`);
  ownedHere.add(dataDir);
}

/** The server is stopped; nobody owns it. */
export async function resignOwner(dataDir: string): Promise<void> {
  ownedHere.delete(dataDir);
  await rm(join(dataDir, 'postgres.owner'), { force: true });
}

async function acquire(lock: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await takeLock(lock))) {
    const pid = await pidIn(lock);
    if (await isStale(lock, pid)) await discard(lock);
    if (Date.now() > deadline) {
      const message = `${lock} has been held for three minutes by process ${pid}: when that is not Open Model Census, delete the file.`;
      throw new DatabaseError(message, { database: lock });
    }
    await sleep(25);
  }
}

/** Left behind by a process that is gone, even one that had our number or had not yet written its own. */
async function isStale(lock: string, pid: number): Promise<boolean> {
  if (pid === process.pid) return !isHeldHere(lock);
  if (pid > 0) return !processExists(pid);
  const made = await stat(lock).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > 5000;
}

/** Moved aside before it is deleted: of two who find it stale, one moves it. */
async function discard(lock: string): Promise<void> {
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => {});
  await rm(aside, { force: true });
}

async function pidIn(file: string): Promise<number> {
  return Number(await readFile(file, 'utf8').catch(() => '0'));
}
