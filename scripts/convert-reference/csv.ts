import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Rows of a CSV file with a header, checked against a schema of its columns. `comment` begins a line that is no row. */
export function readRows<Shape extends z.ZodObject>(
  file: string,
  schema: Shape,
  comment = '',
): z.infer<Shape>[] {
  return z.array(schema).parse(parse(readFileSync(file), { columns: true, bom: true, comment }));
}

/** Writes RFC 4180 with LF. Columns are the keys of the first row; rows are sorted by their first columns. */
export function writeRows(file: string, rows: readonly Record<string, string>[], keys: number): void {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows
    .map((row) => columns.map((column) => row[column] ?? ''))
    .sort((a, b) => compare(a.slice(0, keys).join('\n'), b.slice(0, keys).join('\n')));
  writeFileSync(file, [columns, ...lines].map((cells) => `${cells.map(cell).join(',')}\n`).join(''));
}

/** By code unit, so that the order does not depend on the locale of the machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Our spelling: license. The proper name of the Etalab Open Licence stays. */
export function spelled(text: string): string {
  return text.replace(/(?<!Open )Licence/g, 'License').replaceAll('licence', 'license');
}

/** Joins remarks into sentences without an end stop: `First. Second`. */
export function remarks(parts: readonly string[]): string {
  return [...new Set(parts.map((part) => part.trim().replace(/\.$/, '')))]
    .filter((part) => part !== '')
    .map((part) => part.replace(/^[a-z](?!\d)/, (first) => first.toUpperCase()))
    .join('. ');
}

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
