import type { ReferenceRows } from './reference-rows.ts';

/** A row and the line of its file on which it ends. */
export interface Numbered<Row> {
  line: number;
  row: Row;
}

export type NumberedRows = { [File in keyof ReferenceRows]: Numbered<ReferenceRows[File][number]>[] };

export interface Problem {
  file: keyof ReferenceRows;
  line: number;
  says: string;
}

/** A problem of every row whose key stands on an earlier line. */
export function repeated<Row>(
  file: Problem['file'],
  column: string,
  rows: readonly Numbered<Row>[],
  keyOf: (row: Row) => string,
): Problem[] {
  return [...Map.groupBy(rows, ({ row }) => keyOf(row))].flatMap(([key, [first, ...others]]) =>
    others.map(({ line }) => ({ file, line, says: `${column} "${key}" is already on line ${first?.line}` })),
  );
}

/** A problem of every row whose value in `column` is a key of no row of another file. */
export function dangling<Column extends string>(
  file: Problem['file'],
  column: Column,
  rows: readonly Numbered<{ [key in Column]: string }>[],
  known: ReadonlySet<string>,
  other: Problem['file'],
): Problem[] {
  return rows
    .filter(({ row }) => !known.has(row[column]))
    .map(({ line, row }) => ({ file, line, says: `${column} "${row[column]}" is not in ${other}.csv` }));
}
