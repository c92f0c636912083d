import { isDay } from '../days.ts';
import type { ParquetFile } from '../parquet/open-parquet.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { inDigits } from '../progress.ts';
import type { SpoolWriter } from '../spool/spool-writer.ts';

/** Columns of `series/YYYY-MM.parquet`. */
export const SERIES = { needed: ['id', 'day', 'dl30', 'dl_all', 'likes'], optional: [] };

/** Sorts the rows of a month by day, one row group at a time. Returns the number of rows without a usable day. */
export async function sortMonth(
  parquet: ParquetFile,
  writer: SpoolWriter,
  { signal, lastDay, say }: { signal: AbortSignal; lastDay: string; say: (says: string) => void },
): Promise<number> {
  let undated = 0;
  for await (const { firstRow, count, columns } of readGroups(parquet, 0, signal)) {
    const [ids, days, ...counts] = SERIES.needed.map((column) => columns.get(column));
    for (let n = 0; n < count; n++) {
      const day = dayIn(days?.[n]);
      if (isKnownDay(day, lastDay))
        writer.put(day, [firstRow + n, ids?.[n], ...counts.map((cells) => cells?.[n])]);
      else undated += 1;
    }
    if (writer.isFull()) await writer.flush();
    say(
      `sorting ${parquet.file.name} by day, ${inDigits(firstRow + count)} of ${inDigits(parquet.rows)} rows`,
    );
  }
  return undated;
}

/** A day may be a date, or the first instant of one. */
function dayIn(cell: unknown): unknown {
  return typeof cell === 'string' && cell.includes('T') ? cell.slice(0, 10) : cell;
}

const known = new Set<string>();

/** A month has thirty-one days and fifty million rows. */
function isKnownDay(text: unknown, lastDay: string): text is string {
  if (typeof text === 'string' && known.has(text)) return text <= lastDay;
  const usable = isDay(text, lastDay);
  if (usable && known.size < 10_000) known.add(text);
  return usable;
}
