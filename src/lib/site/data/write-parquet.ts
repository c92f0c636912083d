import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { DataCell, DataColumn, TidyTable } from './tidy-table.ts';

const types: Readonly<Record<DataColumn['type'], Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  date: { type: 'INT32', converted_type: 'DATE' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
};

/**
 * A table as Parquet (Snappy): days as DATE, numbers as DOUBLE, every column may be null. `about` stands in the file as key and
 * value. Throws where a cell does not fit its column.
 */
export function writeParquet(
  { columns, rows }: TidyTable,
  about: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const schema = columns.map(({ name, type }) => ({
    name,
    repetition_type: 'OPTIONAL' as const,
    ...types[type],
  }));
  const buffer = parquetWriteBuffer({
    schema: [{ name: 'schema', num_children: columns.length }, ...schema],
    columnData: columns.map((column, at) => ({
      name: column.name,
      data: rows.map((row) => cellOf(row[at] ?? null, column)),
    })),
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    createdBy: 'open-model-census',
  });
  return new Uint8Array(buffer);
}

function cellOf(cell: DataCell, { name, type }: DataColumn): Date | DataCell {
  if (cell === null) return null;
  const day = type === 'date' && typeof cell === 'string' ? new Date(`${cell.slice(0, 10)}T00:00:00Z`) : null;
  if (day !== null && !Number.isNaN(day.getTime())) return day;
  if (typeof cell === type) return cell;
  throw new Error(`${name}: expected a ${type}, got ${String(cell).slice(0, 40)}`);
}
