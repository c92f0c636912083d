import { statfs } from 'node:fs/promises';
import { DatabaseError } from './errors.ts';

const GB = 2 ** 30;

/** Measured: a publication works with about 3 kB a model beside what it keeps. docs/benchmarks.md */
const BYTES_PER_MODEL = 3_000;

/** Free bytes of the filesystem a folder is on. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Throws `DatabaseError` unless a look at so many models finds room in the folder of the embedded server, and a
 * gigabyte is left: a full disk would stop the server with the look half read. faults.md D9
 */
export async function assertRoom(
  folder: string,
  models: number,
  free: (folder: string) => Promise<number> = freeBytes,
): Promise<void> {
  const wanted = GB + models * BYTES_PER_MODEL;
  const left = await free(folder);
  if (left >= wanted) return;
  const says = `${inGb(left)} are free in ${folder}, and a look at ${models.toLocaleString('en')} models wants ${inGb(wanted)}: make room, or set DATA_DIR to a larger disk.`;
  throw new DatabaseError(says, { database: folder });
}

function inGb(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
