import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is known of a file once it is whole. */
export interface WrittenFile {
  bytes: number;
  sha256: string;
}

/** Writes one after another; each call resolves when the bytes are with the system. */
export type Write = (bytes: Uint8Array) => Promise<void>;

/**
 * Makes a file that is there whole or not at all: written under another name, brought to the disk, renamed. Whatever
 * `fill` or the disk throws leaves nothing behind.
 */
export async function writeWhole(path: string, fill: (write: Write) => Promise<void>): Promise<WrittenFile> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(partial, 'w');
  try {
    await fill(async (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
      await writeAll(file, chunk);
    });
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  return { bytes, sha256: hash.digest('hex') };
}

/** A text as a file. */
export async function writeText(path: string, text: string): Promise<WrittenFile> {
  return await writeWhole(path, (write) => write(Buffer.from(text)));
}

/** Brings to the disk which names stand in a folder. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; there a rename is on the disk without it.
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  let at = 0;
  while (at < chunk.length) {
    const { bytesWritten } = await file.write(chunk, at, chunk.length - at);
    at += bytesWritten;
  }
}
