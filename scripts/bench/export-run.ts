import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Db, openDatabase } from '../../db/client.ts';
import { buildEdition } from '../../src/lib/editions/build/build-edition.ts';
import { wantedParts } from '../../src/lib/editions/build/wanted-files.ts';
import { writeCsvFile } from '../../src/lib/editions/files/csv-file.ts';
import { readCsvFile } from '../../src/lib/editions/files/read-csv.ts';
import { writeParquetFile } from '../../src/lib/editions/parquet/parquet-file.ts';
import { copyRows, type Reading, readAtOnce } from '../../src/lib/editions/source/copy-rows.ts';
import { readMonths, readOfSnapshots } from '../../src/lib/editions/source/of-snapshot.ts';
import { verifyEdition } from '../../src/lib/editions/verify-edition.ts';
import { fail } from '../log.ts';
import { writeWithDuckDb } from './export-duckdb.ts';
import { answerParent, inputFromParent } from './processes.ts';

export interface ExportMeasured {
  rows: number;
  models: number;
  readSeconds: number;
  csvSeconds: number;
  csvBytes: number;
  parquetSeconds: number;
  parquetBytes: number;
  duckdbSeconds: number;
  duckdbBytes: number;
  editionSeconds: number;
  verifySeconds: number;
}

const signal = new AbortController().signal;

/** The measured process: reading alone, CSV, Parquet, DuckDB, and a whole edition. */
async function main(): Promise<void> {
  const { dataDir } = inputFromParent<{ dataDir: string }>();
  const opened = await openDatabase({ databaseUrl: undefined, dataDir }, () => undefined);
  const folder = join(dataDir, 'bench-export');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const measured = await measure(opened.db, folder);
  // DuckDB takes memory of its own, so it works where its memory is not ours.
  const duckdb = await writeWithDuckDb(folder, measured.files);
  await rm(folder, { recursive: true, force: true });
  await opened.close();
  answerParent({ ...measured, ...duckdb });
}

async function measure(db: Db, folder: string) {
  const [of] = await readOfSnapshots(db, null);
  if (!of) throw new Error('nothing is published');
  const parts = wantedParts('whole', of, await readMonths(db, of)).filter(
    ({ table }) => table.id === 'models' || table.id === 'observations',
  );
  const readAll = async (take: (part: (typeof parts)[number], csv: AsyncIterable<Buffer>) => Promise<void>) =>
    await readAtOnce(db, async (reading: Reading) => {
      for (const part of parts) {
        if (part.table.id !== 'models' && part.table.id !== 'observations') continue;
        const asked = { ...of, ...(part.month ? { month: part.month } : {}) };
        await copyRows(reading, { table: part.table.id, asked }, (csv) => take(part, csv));
      }
    });

  const readSeconds = await timed(() =>
    readAll(async (_, csv) => {
      for await (const chunk of csv) void chunk.length;
    }),
  );
  let csvBytes = 0;
  const csvSeconds = await timed(() =>
    readAll(async ({ csv: path, table }, csv) => {
      csvBytes += (await writeCsvFile(join(folder, path), table, csv)).bytes;
    }),
  );
  let rows = 0;
  let models = 0;
  let parquetBytes = 0;
  const parquetSeconds = await timed(async () => {
    for (const { table, csv, parquet } of parts) {
      const written = await writeParquetFile({
        path: join(folder, parquet),
        table,
        rows: readCsvFile(join(folder, csv)),
        about: {},
      });
      rows += written.rows;
      parquetBytes += written.bytes;
      if (table.id === 'models') models = written.rows;
    }
  });
  const root = join(folder, 'editions');
  const asked = { db, root, panel: of.panel, kind: 'whole', now: () => new Date(), signal } as const;
  const silent = () => undefined;
  let built = '';
  const editionSeconds = await timed(async () => {
    built = (await buildEdition({ ...asked, onProgress: silent }))?.edition.folder ?? '';
  });
  const verifySeconds = await timed(async () => {
    const { faults } = await verifyEdition(built, { signal, onProgress: silent });
    // The generated sums are a drift of what models are now, not their sums.
    const real = faults.filter((fault) => !fault.includes('over the models'));
    if (real.length > 0) throw new Error(`the edition is not as it was built: ${real.join(' ')}`);
  });
  const files = parts.map(({ csv }) => csv);
  return {
    ...{ rows, models, readSeconds, csvSeconds, csvBytes, parquetSeconds, parquetBytes },
    ...{ editionSeconds, verifySeconds, files },
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

main().catch(fail);
