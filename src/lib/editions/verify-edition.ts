import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetSchema } from 'hyparquet';
import { totalsOfModels } from './build/totals.ts';
import type { ParsedRow } from './csv/parse-rows.ts';
import { aggregates } from './dictionary/aggregates.ts';
import { SCHEMA_VERSION, tableOf } from './dictionary/index.ts';
import { readCsvFile } from './files/read-csv.ts';
import { COPY, MANIFEST, type Manifest, type ManifestFile, manifestShape, SUMS } from './manifest.ts';
import { schemaOf } from './parquet/schema-of.ts';
import { VALUES } from './parquet/values.ts';

export interface Verified {
  edition: string;
  panel: string;
  files: number;
  rows: number;
  bytes: number;
  /** A sentence each; empty: all is as it was built. */
  faults: readonly string[];
}

interface Options {
  signal: AbortSignal;
  onProgress: (says: string) => void;
}

/**
 * Checks the edition in a folder without any database: sums of all files, columns and types, counts of rows in both
 * formats, and totals of models against the figures. Throws where there is no manifest.
 */
export async function verifyEdition(folder: string, { signal, onProgress }: Options): Promise<Verified> {
  const manifest = manifestShape.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
  const faults: string[] = [];
  faults.push(...(await checkSums(folder, manifest)));
  for (const file of [...manifest.files, ...manifest.documents]) {
    signal.throwIfAborted();
    onProgress(`Verifying ${file.path}`);
    faults.push(...(await checkBytes(folder, file)));
  }
  const checkedRows = manifest.schema_version === SCHEMA_VERSION && faults.length === 0;
  if (manifest.schema_version !== SCHEMA_VERSION)
    faults.push(`The edition has schema ${manifest.schema_version}; this program knows ${SCHEMA_VERSION}.`);
  if (checkedRows)
    for (const file of manifest.files) {
      onProgress(`Reading ${file.path}`);
      faults.push(...(await checkContent(folder, file, { manifest, signal })));
    }
  return {
    edition: manifest.edition,
    panel: manifest.panel.id,
    files: manifest.files.length + manifest.documents.length,
    rows: manifest.files.reduce((sum, { rows, format }) => sum + (format === 'parquet' ? rows : 0), 0),
    bytes: [...manifest.files, ...manifest.documents].reduce((sum, { bytes }) => sum + bytes, 0),
    faults,
  };
}

/** SHA256SUMS names the manifest and every file of it, and nothing stands beside them. */
async function checkSums(folder: string, { files, documents }: Manifest): Promise<string[]> {
  const text = await readFile(join(folder, SUMS), 'utf8').catch(() => null);
  if (text === null) return [`${SUMS} is missing.`];
  const sums = new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const named = [...files, ...documents, { path: MANIFEST, sha256: await hashOf(join(folder, MANIFEST)) }];
  const known = new Set([...named.map(({ path }) => path), SUMS, COPY]);
  const there = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).split(sep).join('/'));
  return [
    ...named
      .filter(({ path, sha256 }) => sums.get(path) !== sha256)
      .map(({ path }) => `${path}: ${SUMS} says another sum than the manifest, or none.`),
    ...there.filter((path) => !known.has(path)).map((path) => `${path} does not belong to the edition.`),
  ];
}

async function checkBytes(
  folder: string,
  { path, sha256 }: Pick<ManifestFile, 'path' | 'sha256'>,
): Promise<string[]> {
  try {
    const found = await hashOf(join(folder, path));
    return found === sha256 ? [] : [`${path}: its sum is ${found}, not ${sha256}.`];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [`${path} is missing.`];
    throw error;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

interface Around {
  manifest: Manifest;
  signal: AbortSignal;
}

async function checkContent(folder: string, file: ManifestFile, around: Around): Promise<string[]> {
  const table = tableOf(file.table);
  if (!table) return [`${file.path}: there is no table ${file.table}.`];
  const path = join(folder, file.path);
  if (file.format === 'parquet') {
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
    const said = parquetSchema(metadata).children.map(({ element }) => shapeOf(element));
    const wanted = schemaOf(table).slice(1).map(shapeOf);
    return [
      ...(said.join() === wanted.join()
        ? []
        : [`${file.path}: its columns are not those of the dictionary.`]),
      ...(Number(metadata.num_rows) === file.rows
        ? []
        : [`${file.path}: it has ${metadata.num_rows} rows, not ${file.rows}.`]),
    ];
  }
  return await checkCsv(path, file, around);
}

function shapeOf({
  name,
  type,
  converted_type,
  repetition_type,
}: ReturnType<typeof schemaOf>[number]): string {
  return [name, type, converted_type, repetition_type].join(' ');
}

/** Every cell fits its column, rows are as many as stated, and what can be added up comes to what is stated. */
async function checkCsv(path: string, file: ManifestFile, { manifest, signal }: Around): Promise<string[]> {
  const table = tableOf(file.table);
  const columns = table?.columns ?? [];
  const sums = totalsOfModels();
  const published = totalsOfDay(manifest);
  let rows = -1;
  const read = readCsvFile(path);
  for await (const some of file.table === 'models' ? sums.passing(read) : read) {
    signal.throwIfAborted();
    for (const row of some) {
      rows += 1;
      if (rows === 0) {
        if (row.join() !== columns.map(({ name }) => name).join())
          return [`${file.path}: its columns are not those of the dictionary.`];
        continue;
      }
      if (file.table === 'aggregates') published.add(row);
      const fault = faultOf(row, file);
      if (fault) return [`${file.path}, row ${rows}: ${fault}`];
    }
  }
  return [
    ...(rows === file.rows ? [] : [`${file.path}: it has ${rows} rows, not ${file.rows}.`]),
    ...(file.table === 'models' && JSON.stringify(sums.totals()) !== JSON.stringify(manifest.totals)
      ? [`${file.path}: its totals are ${JSON.stringify(sums.totals())}, not those of the manifest.`]
      : []),
    ...(file.table === 'aggregates' ? published.faults() : []),
  ];
}

function faultOf(row: ParsedRow, { table }: ManifestFile): string | null {
  const columns = tableOf(table)?.columns ?? [];
  if (row.length !== columns.length) return `it has ${row.length} cells, not ${columns.length}.`;
  for (const [at, { name, type, nullable }] of columns.entries()) {
    const text = row[at] ?? null;
    if (text === null) {
      if (!nullable) return `${name} is empty.`;
      continue;
    }
    try {
      VALUES[type](text);
    } catch (error) {
      return `${name}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return null;
}

const place = Object.fromEntries(aggregates.columns.map(({ name }, at) => [name, at]));

/** The day of the snapshot in the aggregates, against the totals of its models: two ways to the same numbers. */
function totalsOfDay({ snapshot, totals }: Manifest) {
  const found = new Map<string, string | null>();
  return {
    add(row: ParsedRow) {
      const definition = row[place['definition'] ?? 0] ?? '';
      if (definition.endsWith('-total-daily') && row[place['date'] ?? 0] === snapshot.as_of)
        found.set(definition, row[place['value'] ?? 0] ?? null);
    },
    faults(): string[] {
      if (totals === null) return [];
      return [
        ['models-total-daily', String(totals.models)] as const,
        ['downloads30d-total-daily', totals.downloads_30d] as const,
      ].flatMap(([definition, wanted]) => {
        const value = found.get(definition) ?? '0';
        return value === wanted
          ? []
          : [`${definition} is ${value} in the aggregates, and ${wanted} over the models.`];
      });
    },
  };
}
