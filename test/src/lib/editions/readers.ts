import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { z } from 'zod';

/** A row in words that do not depend on who read it: numbers as digits, days as YYYY-MM-DD. */
export type Said = Record<string, string | boolean | null>;

const cells = z.array(z.array(z.string().nullable()));

/** By a strict reader of RFC 4180 that tells an empty cell from an empty text. */
export async function readCsv(path: string): Promise<Said[]> {
  const text = gunzipSync(await readFile(path));
  const read: unknown = parse(text, {
    relax_quotes: false,
    relax_column_count: false,
    record_delimiter: '\n',
    cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
  });
  const [head = [], ...rows] = cells.parse(read);
  return rows.map((row) => Object.fromEntries(row.map((cell, n) => [head[n] ?? '', cell])));
}

export async function readParquet(path: string): Promise<Said[]> {
  const file = await asyncBufferFromFile(path);
  const rows: Record<string, unknown>[] = await parquetReadObjects({ file, compressors });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, said(value)])),
  );
}

function said(value: unknown): string | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

/** What DuckDB answers, every value as text. */
export async function askDuckDb(query: string): Promise<(string | null)[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const read = await connection.runAndReadAll(query);
    return read.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
