import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Db } from '../../../../db/client.ts';
import { aggregateRows } from '../aggregates/aggregate-rows.ts';
import { claimsRows } from '../claims-rows.ts';
import { LICENSE } from '../describe/license.ts';
import { SCHEMA_VERSION } from '../dictionary/index.ts';
import type { Table } from '../dictionary/table.ts';
import { writeCsvFile } from '../files/csv-file.ts';
import { readCsvFile } from '../files/read-csv.ts';
import { syncFolder, type WrittenFile } from '../files/write-file.ts';
import { writeParquetFile } from '../parquet/parquet-file.ts';
import { copyRows, type Reading, readAtOnce } from '../source/copy-rows.ts';
import type { OfSnapshot } from '../source/of-snapshot.ts';
import type { StoredEdition } from '../store.ts';
import { type Progress, saveProgress } from './progress.ts';
import { totalsOfModels } from './totals.ts';
import type { WantedPart } from './wanted-files.ts';

export interface Building {
  db: Db;
  folder: string;
  of: OfSnapshot;
  hasAllTime: boolean;
  progress: Progress;
  /** Editions whose months may be taken over. */
  before: readonly StoredEdition[];
  signal: AbortSignal;
  onProgress: (says: string) => void;
}

/** Writes what is not there yet: first all CSV, what may change in one reading of the database, then Parquet from it. */
export async function buildFiles(building: Building, parts: readonly WantedPart[]): Promise<void> {
  for (const part of parts) if (part.month !== null) await takeOver(building, part);
  const missing = parts.filter((part) => !isDone(building, part, part.csv));
  for (const part of missing) {
    if (part.table.id === 'aggregates')
      await buildCsv(building, part, aggregateRows(building.db, factsOf(building)));
    if (part.table.id === 'claims') await buildCsv(building, part, claimsRows(building.db));
  }
  const stored = missing.filter(({ table }) => table.id !== 'aggregates' && table.id !== 'claims');
  // Packed months never change: each is read alone, so that no transaction lasts for years of them.
  const isPacked = ({ month }: WantedPart) => month?.packed === true;
  for (const part of stored.filter(isPacked))
    await readAtOnce(building.db, (reading) => copyPart(building, part, reading));
  const rest = stored.filter((part) => !isPacked(part));
  if (rest.length > 0)
    await readAtOnce(building.db, async (reading) => {
      for (const part of rest) await copyPart(building, part, reading);
    });
  for (const part of parts) if (!isDone(building, part, part.parquet)) await buildParquet(building, part);
}

function isDone({ progress }: Building, { key }: WantedPart, path: string): boolean {
  return progress.files.some((file) => file.path === path && file.key === key);
}

function factsOf({ of: { panel, asOf }, hasAllTime }: Building) {
  return { panel, asOf, hasAllTime };
}

async function copyPart(building: Building, part: WantedPart, reading: Reading): Promise<void> {
  const { id } = part.table;
  if (id === 'aggregates' || id === 'claims') return;
  const asked = { ...building.of, ...(part.month ? { month: part.month } : {}) };
  await copyRows(reading, { table: id, asked }, (csv) => buildCsv(building, part, csv));
}

async function buildCsv(building: Building, part: WantedPart, csv: AsyncIterable<Uint8Array>): Promise<void> {
  const { folder, onProgress } = building;
  onProgress(`writing ${part.csv}`);
  const moving = passing(csv, building, part.csv);
  const written = await writeCsvFile(join(folder, part.csv), part.table, moving);
  // The Parquet file counts the rows; until then they are not known.
  await record(building, part, { path: part.csv, written: { ...written, rows: 0 } });
}

async function buildParquet(building: Building, part: WantedPart): Promise<void> {
  const { folder, onProgress, progress } = building;
  onProgress(`writing ${part.parquet}`);
  const sums = totalsOfModels();
  const rows = passing(readCsvFile(join(folder, part.csv)), building, part.parquet);
  const written = await writeParquetFile({
    path: join(folder, part.parquet),
    table: part.table,
    rows: part.table.id === 'models' ? sums.passing(rows) : rows,
    about: aboutFile(part.table, building.of),
  });
  if (part.table.id === 'models') progress.totals = sums.totals();
  const csv = progress.files.find(({ path }) => path === part.csv);
  if (csv) csv.rows = written.rows;
  await record(building, part, { path: part.parquet, written });
}

/** Stands in the Parquet file. Months are taken over from one edition to the next, so they name no snapshot. */
function aboutFile(table: Table, { panel, asOf }: OfSnapshot): Record<string, string> {
  const columns = table.columns.map(({ name, type, unit, says, source }) => ({
    name,
    type,
    unit,
    says,
    source,
  }));
  return {
    title: `Open Model Census: ${table.title}`,
    license: `${LICENSE.id} ${LICENSE.url}`,
    panel,
    ...(table.byMonth ? {} : { snapshot: asOf }),
    schema_version: String(SCHEMA_VERSION),
    table: table.id,
    says: table.says,
    dictionary: JSON.stringify(columns),
  };
}

/** The same, saying every few seconds that it moves, and ending when it is told to. */
async function* passing<Part>(
  parts: AsyncIterable<Part>,
  { signal, onProgress }: Building,
  path: string,
): AsyncGenerator<Part> {
  let said = Date.now();
  for await (const part of parts) {
    signal.throwIfAborted();
    if (Date.now() - said > 5000) {
      said = Date.now();
      onProgress(`writing ${path}`);
    }
    yield part;
  }
}

/** A month that an earlier edition wrote from the same snapshots is the same file: it is linked, or copied. */
async function takeOver(building: Building, part: WantedPart): Promise<void> {
  const { before, folder, progress } = building;
  if (isDone(building, part, part.parquet)) return;
  const wanted = [part.csv, part.parquet];
  for (const { folder: from, manifest } of before) {
    const files = manifest.files.filter(({ path, key }) => wanted.includes(path) && key === part.key);
    if (files.length !== wanted.length) continue;
    for (const { path } of files) await linkOrCopy(join(from, path), join(folder, path));
    progress.files = [...progress.files.filter(({ path }) => !wanted.includes(path)), ...files];
    await saveProgress(folder, progress);
    return;
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
  await syncFolder(dirname(to));
}

async function record(
  { folder, progress }: Building,
  { table, month, key }: WantedPart,
  { path, written }: { path: string; written: WrittenFile & { rows: number } },
): Promise<void> {
  const file = {
    path,
    table: table.id,
    format: path.endsWith('.parquet') ? ('parquet' as const) : ('csv' as const),
    month: month?.month ?? null,
    ...written,
    key,
  };
  progress.files = [...progress.files.filter((other) => other.path !== path), file];
  await saveProgress(folder, progress);
}
