import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
import type { ParsedRow } from '../csv/parse-rows.ts';
import type { Column, Table } from '../dictionary/table.ts';
import { type Write, type WrittenFile, writeWhole } from '../files/write-file.ts';
import { mindMemory } from './mind-memory.ts';
import { schemaOf } from './schema-of.ts';
import { type ParquetValue, VALUES } from './values.ts';

/** Rows of a group: what they weigh is what the writer needs at a time, and wide rows weigh more. docs/benchmarks.md */
function rowsPerGroup({ columns }: Table): number {
  return columns.length > 12 ? 10_000 : 20_000;
}

export interface ParquetFile extends WrittenFile {
  rows: number;
}

interface Filled {
  path: string;
  table: Table;
  /** Header first. */
  rows: AsyncIterable<ParsedRow[]>;
  /** Stands in the file: license, edition, dictionary. */
  about: Readonly<Record<string, string>>;
}

/** Writes the rows of a CSV as Parquet, group by group. Throws where a cell does not fit its column. */
export async function writeParquetFile({ path, table, rows, about }: Filled): Promise<ParquetFile> {
  let count = 0;
  const written = await writeWhole(path, async (write) => {
    const tidy = mindMemory();
    const bytes = new ByteWriter();
    const parquet = new ParquetWriter({
      writer: bytes,
      schema: schemaOf(table),
      kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
      createdBy: 'open-model-census',
    });
    for await (const group of inGroups(rows, rowsPerGroup(table))) {
      parquet.write({ columnData: columnsOf(table, group), rowGroupSize: group.length });
      count += group.length;
      letGoOfRows(parquet);
      await flush(bytes, write);
      tidy();
    }
    parquet.finish();
    await flush(bytes, write);
  });
  return { ...written, rows: count };
}

/**
 * The writer keeps the least and the greatest word of every column of a group until the end. A word that was cut out of a longer text
 * keeps all of that text in memory, so that 3.2 million models came to 300 MB: copies keep themselves alone.
 */
function letGoOfRows({ row_groups }: ParquetWriter): void {
  for (const { meta_data } of row_groups.at(-1)?.columns ?? []) {
    const { statistics } = meta_data ?? {};
    if (!statistics) continue;
    for (const side of ['min_value', 'max_value'] as const) {
      const word = statistics[side];
      if (typeof word === 'string') statistics[side] = Buffer.from(word).toString();
    }
  }
}

async function flush(bytes: ByteWriter, write: Write): Promise<void> {
  await write(bytes.getBytes());
  bytes.index = 0;
}

async function* inGroups(rows: AsyncIterable<ParsedRow[]>, most: number): AsyncGenerator<ParsedRow[]> {
  let group: ParsedRow[] = [];
  let isHeader = true;
  for await (const some of rows) {
    for (const row of some) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      group.push(row);
      if (group.length === most) {
        yield group;
        group = [];
      }
    }
  }
  if (group.length > 0) yield group;
}

function columnsOf(table: Table, rows: readonly ParsedRow[]): ColumnSource[] {
  return table.columns.map((column, at) => ({
    name: column.name,
    data: valuesOf(table, column, at, rows),
    ...(column.delta ? { encoding: 'DELTA_BINARY_PACKED' } : {}),
  }));
}

function valuesOf(table: Table, column: Column, at: number, rows: readonly ParsedRow[]): ParquetValue[] {
  const read = VALUES[column.type];
  return rows.map((row) => {
    const text = row[at];
    if (text === undefined) throw new Error(`a row of ${table.id} has ${row.length} cells`);
    if (text !== null) return read(text);
    if (column.nullable) return null;
    throw new Error(`${table.id}.${column.name} is empty in ${JSON.stringify(row).slice(0, 200)}`);
  });
}
