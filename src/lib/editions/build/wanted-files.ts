import { type EditionKind, SCHEMA_VERSION, tablesOf } from '../dictionary/index.ts';
import type { Table, TableId } from '../dictionary/table.ts';
import type { ObservedMonth, OfSnapshot } from '../source/of-snapshot.ts';
import { filePath } from './file-path.ts';

/** A table, or a month of it, that an edition must hold: as CSV, and as Parquet made from that. */
export interface WantedPart {
  table: Table;
  month: ObservedMonth | null;
  csv: string;
  parquet: string;
  /** What its rows follow from. */
  key: string;
}

/** Tables that follow more than their own panel. */
const global: ReadonlySet<TableId> = new Set(['claims', 'quality_log']);

export function wantedParts(
  kind: EditionKind,
  of: OfSnapshot,
  months: readonly ObservedMonth[],
): readonly WantedPart[] {
  return tablesOf(kind).flatMap((table) =>
    (table.byMonth ? months : [null]).map((month) => ({
      table,
      month,
      csv: filePath(table, 'csv', month?.month ?? null),
      parquet: filePath(table, 'parquet', month?.month ?? null),
      key: `${SCHEMA_VERSION} ${month?.key ?? (global.has(table.id) ? of.wholeKey : of.panelKey)}`,
    })),
  );
}
