import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AsyncBuffer } from 'hyparquet';
import { SourceError } from '../../db/errors.ts';

/** A file whose parts can be read, and which revision of it that is. */
export interface RangeFile extends AsyncBuffer {
  /** As in `2024-09.parquet sha256:…`. */
  source: string;
  /** File name for the record of every page. */
  name: string;
  close: () => Promise<void>;
}

/** Size in bytes. Throws `SourceError` when there is no such file. */
export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new SourceError(`${path}: there is no such file.`, { url: path, status: null });
  return found.size;
}

/** File name and checksum of the whole content. */
export async function sourceOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal }))
    hash.update(chunk as Buffer);
  return `${basename(path)} sha256:${hash.digest('hex')}`;
}

/** Opens a local file for reading in parts. Throws `SourceError` when there is no such file. */
export async function openLocalFile(path: string, signal: AbortSignal): Promise<RangeFile> {
  const byteLength = await sizeOf(path);
  const source = await sourceOf(path, signal);
  const file = await open(path);
  return {
    byteLength,
    source,
    name: basename(path),
    slice: (start, end = byteLength) => readFully(file, { start, end, path }),
    close: () => file.close(),
  };
}

async function readFully(
  file: FileHandle,
  { start, end, path }: { start: number; end: number; path: string },
): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  for (let read = 0; read < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, start + read);
    if (bytesRead === 0)
      throw new SourceError(`${path}: ends before byte ${end}.`, { url: path, status: null });
    read += bytesRead;
  }
  return bytes.buffer;
}
