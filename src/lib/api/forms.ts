import { z } from 'zod';
import type { DataCell } from '../site/data/tidy-table.ts';
import { writeCsv } from '../site/data/write-csv.ts';
import { choice } from './parameters.ts';
import type { ApiAnswer, Resource, Row } from './resource.ts';

export type Form = 'json' | 'csv' | 'ndjson';

/** How an answer can be written, the usual one first. */
export const FORMS: readonly { id: Form; type: string; accepts: readonly string[]; says: string }[] = [
  {
    id: 'json',
    type: 'application/json; charset=utf-8',
    accepts: ['application/json'],
    says: 'One object: data, meta, next.',
  },
  {
    id: 'csv',
    type: 'text/csv; charset=utf-8; header=present',
    accepts: ['text/csv'],
    says: 'The rows alone: UTF-8, commas, lines that end with a line feed, empty for null, several values joined by ~.',
  },
  {
    id: 'ndjson',
    type: 'application/x-ndjson; charset=utf-8',
    accepts: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'],
    says: 'The rows alone: one JSON object a line.',
  },
];

/** What lists take that are written as CSV. */
const CSV_PARAMETER = z.object({
  csv: choice(
    'Only of .csv. spreadsheet: text that a spreadsheet would run as a formula begins with an apostrophe.',
    ['exact', 'spreadsheet'],
    'exact',
  ),
});

const ofLists = new WeakMap<z.ZodObject, z.ZodObject>();

/** Parameters of a resource beside those of the definition. Made once: a schema compiles itself when it first parses. */
export function ownOf({ own, isOne }: Pick<Resource, 'own' | 'isOne'>): z.ZodObject {
  if (isOne) return own;
  const ofList = ofLists.get(own) ?? own.extend(CSV_PARAMETER.shape);
  ofLists.set(own, ofList);
  return ofList;
}

/** The rows of a list, or one thing, in a form. `next`: where the list goes on. */
export function writeForm(
  { row }: Pick<Resource, 'row'>,
  { data, meta, columns }: ApiAnswer,
  { form, next, csv }: { form: Form; next: string | null; csv: unknown },
): string {
  if (form === 'json') return `${JSON.stringify({ data, meta, next })}\n`;
  const rows = isRows(data) ? data : [data];
  if (form === 'ndjson') return rows.map((one) => `${JSON.stringify(one)}\n`).join('');
  const names = columns ?? Object.keys(row.shape);
  const table = {
    columns: names.map((name) => ({ name })),
    rows: rows.map((one) => names.map((name) => cellOf(one[name]))),
  };
  return writeCsv(table, { exact: csv === 'exact' });
}

function isRows(data: ApiAnswer['data']): data is readonly Row[] {
  return Array.isArray(data);
}

function cellOf(value: unknown): DataCell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join('~');
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
