import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** The text of a gzipped file of the shared recordings. */
export async function readGzip(path: string): Promise<string> {
  return gunzipSync(await readFile(path)).toString('utf8');
}

/** The rows of a gzipped CSV, by column name. */
export async function readCsv(path: string): Promise<readonly Record<string, string>[]> {
  const rows: Record<string, string>[] = parse(await readGzip(path), { columns: true });
  return rows;
}

/** Sorted by id in code point order, the same on every machine. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
