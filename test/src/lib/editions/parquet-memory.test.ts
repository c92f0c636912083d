import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

/** Groups of twenty thousand rows whose words are cut out of a text of 12 MB, as a reader of CSV cuts them; a new text for each group. */
const program = `
  import { tableOf } from './src/lib/editions/dictionary/index.ts';
  import { writeParquetFile } from './src/lib/editions/parquet/parquet-file.ts';
  const table = tableOf('lineage_edges');
  const plain = { date: '2026-01-01', integer: '7', number: '7', boolean: 't', list: 'a list of words', json: '{}' };
  async function* groups() {
    yield [table.columns.map(({ name }) => name)];
    for (let group = 0; group < 12; group++) {
      const text = ('word ' + group + ' ').repeat(1_600_000);
      yield Array.from({ length: 20_000 }, (_, n) =>
        table.columns.map(({ type }) => plain[type] ?? text.slice(n * 100, n * 100 + 40)));
    }
  }
  const { rows } = await writeParquetFile({ path: process.argv[1], table, rows: groups(), about: {} });
  console.log(rows);
`;

test('writing Parquet keeps none of the texts that its words were cut out of', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'census-parquet-'));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--max-old-space-size=96', '--input-type=module', '-e', program, join(folder, 'edges.parquet')],
      { cwd: root },
    );
    expect(stdout.trim()).toBe('240000');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
