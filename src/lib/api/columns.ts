import { z } from 'zod';
import { objectsOf } from '../site/data/respond.ts';
import type { DataColumn, TidyTable } from '../site/data/tidy-table.ts';
import type { Row } from './resource.ts';

const types = {
  date: z.iso.date(),
  string: z.string(),
  number: z.number(),
  boolean: z.boolean(),
};

/** Fields of rows whose columns are described elsewhere. */
export function fieldsOf(columns: readonly DataColumn[]) {
  return Object.fromEntries(
    columns.map(({ name, type, says }) => [name, types[type].nullable().describe(says)] as const),
  );
}

/** The rows of a table as objects, and the order of its columns. */
export function rowsOf(table: TidyTable): { data: readonly Row[]; columns: readonly string[] } {
  return { data: objectsOf(table), columns: table.columns.map(({ name }) => name) };
}
