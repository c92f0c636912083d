import { stringify } from 'csv-stringify/sync';
import type { TidyTable } from './tidy-table.ts';

/**
 * A table as CSV: UTF-8, commas, quotes where they are needed, lines that end with \n, empty for null. Text that a
 * spreadsheet would run as a formula begins with an apostrophe unless it is to be `exact`; numbers stay numbers.
 */
export function writeCsv(
  { columns, rows }: Pick<TidyTable, 'rows'> & { columns: readonly { name: string }[] },
  { exact = false }: { exact?: boolean } = {},
): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      header: true,
      columns: columns.map(({ name }) => name),
      escape_formulas: !exact,
      cast: { boolean: String },
      record_delimiter: '\n',
    },
  );
}
