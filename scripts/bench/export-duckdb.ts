import { execFile } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The same rows from the same CSV as Parquet, by DuckDB with its own defaults, in a process of its own. */
export async function writeWithDuckDb(
  folder: string,
  files: readonly string[],
): Promise<{ duckdbSeconds: number; duckdbBytes: number }> {
  const out = join(folder, 'duckdb');
  await mkdir(out, { recursive: true });
  const targets = files.map((file, n) => ({ from: join(folder, file), to: join(out, `${n}.parquet`) }));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    program,
    JSON.stringify(targets),
  ]);
  const sizes = await Promise.all(targets.map(({ to }) => stat(to)));
  return { duckdbSeconds: Number(stdout), duckdbBytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

const program = `
  import { DuckDBInstance } from '@duckdb/node-api';
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const started = performance.now();
  for (const { from, to } of JSON.parse(process.argv[1]))
    await connection.run("copy (select * from read_csv('" + from + "', header = true, auto_detect = true, sample_size = 20000)) to '" + to + "' (format parquet)");
  console.log((performance.now() - started) / 1000);
`;
