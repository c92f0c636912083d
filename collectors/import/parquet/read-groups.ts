import { SourceError } from '../../../db/errors.ts';
import type { ParquetFile } from './open-parquet.ts';
import { readColumn } from './read-column.ts';

/** Some rows in a row, column by column, and the number of the first one in the file, from 0. */
export interface RowGroup {
  firstRow: number;
  count: number;
  columns: ReadonlyMap<string, readonly unknown[]>;
}

/**
 * The row groups of a file, one at a time, from the one that holds `fromRow`. Cells are as JSON has them: see
 * `plain`. Columns are decoded one after the other, so that only one is there in the wasteful shape it is decoded
 * in. Throws `SourceError` on a damaged file.
 */
export async function* readGroups(
  parquet: ParquetFile,
  fromRow: number,
  signal: AbortSignal,
): AsyncGenerator<RowGroup> {
  const { file, metadata } = parquet;
  let firstRow = 0;
  for (const [index, { num_rows: rows }] of metadata.row_groups.entries()) {
    const count = Number(rows);
    if (firstRow + count > fromRow) {
      const columns = new Map<string, readonly unknown[]>();
      for (const column of parquet.columns) {
        signal.throwIfAborted();
        const cells = await readColumn(parquet, { column, index, count }).catch((cause: unknown) => {
          if (cause instanceof SourceError || signal.aborted) throw cause;
          const why = cause instanceof Error ? cause.message : String(cause);
          const says = `${file.name}, rows ${firstRow} to ${firstRow + count - 1}: ${column} cannot be decoded (${why}).`;
          throw new SourceError(says, { url: file.source, status: null }, { cause });
        });
        columns.set(column, cells);
      }
      yield { firstRow, count, columns };
    }
    firstRow += count;
  }
}
