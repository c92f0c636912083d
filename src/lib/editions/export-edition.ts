import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { defuse } from './csv/defuse.ts';
import { encodeRow } from './csv/encode-row.ts';
import { readCsvFile } from './files/read-csv.ts';
import { syncFolder, writeWhole } from './files/write-file.ts';
import { COPY, MANIFEST, SUMS } from './manifest.ts';
import type { StoredEdition } from './store.ts';

/** The folder to export into holds something already. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

interface Options {
  out: string;
  /** Also `OUT-spreadsheet`: every CSV once more, in which no cell is a formula. */
  spreadsheet: boolean;
  signal: AbortSignal;
  onProgress: (says: string) => void;
}

/** Copies an edition byte for byte, as the site hands it out. Returns how many files. Throws FolderInUse. */
export async function exportEdition(
  { folder, manifest }: StoredEdition,
  { out, spreadsheet, signal, onProgress }: Options,
): Promise<number> {
  await mkdir(out, { recursive: true });
  if ((await readdir(out)).length > 0) throw new FolderInUse(`${out} is not empty: name a new folder.`);
  const paths = [...manifest.files, ...manifest.documents].map(({ path }) => path);
  // The manifest comes last: a folder without one is no edition, however far the copying came.
  const all = [...paths, SUMS, COPY, MANIFEST];
  for (const path of all) {
    signal.throwIfAborted();
    onProgress(`Writing ${path}`);
    await mkdir(join(out, dirname(path)), { recursive: true });
    await copyFile(join(folder, path), join(out, path));
  }
  await syncFolder(out);
  if (!spreadsheet) return all.length;
  const csv = manifest.files.filter(({ format }) => format === 'csv');
  for (const { path } of csv) {
    signal.throwIfAborted();
    onProgress(`Writing ${path} for spreadsheets`);
    const name = path.replace(/\.csv\.gz$/, '.spreadsheet.csv.gz').replaceAll('/', '-');
    await writeDefused(join(folder, path), join(`${out}-spreadsheet`, name));
  }
  return all.length + csv.length;
}

async function writeDefused(from: string, to: string): Promise<void> {
  await writeWhole(to, async (write) => {
    const gzip = Readable.from(defusedRows(from), { objectMode: false }).compose(createGzip({ level: 1 }));
    for await (const chunk of gzip) await write(chunk);
  });
}

async function* defusedRows(from: string): AsyncGenerator<Buffer> {
  for await (const rows of readCsvFile(from))
    yield Buffer.from(rows.map((row) => encodeRow(row.map(defuse))).join(''));
}
