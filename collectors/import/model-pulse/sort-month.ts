import { isDay } from '../days.ts';
import type { ParquetFile } from '../parquet/open-parquet.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { plain } from '../parquet/values.ts';
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
  for await (const { firstRow, rows } of readGroups(parquet, 0, signal)) {
    for (const [n, { id, day, dl30, dl_all: dlAll, likes }] of rows.entries()) {
      const text = day instanceof Date ? day.toISOString().slice(0, 10) : day;
      if (isKnownDay(text, lastDay)) {
        writer.put(text, [firstRow + n, id ?? null, plain(dl30), plain(dlAll), plain(likes)]);
      } else {
        undated += 1;
      }
    }
    if (writer.isFull()) await writer.flush();
    const read = firstRow + rows.length;
    say(`sorting ${parquet.file.name} by day, ${inDigits(read)} of ${inDigits(parquet.rows)} rows`);
  }
  return undated;
}

const known = new Set<string>();

/** A month has thirty-one days and fifty million rows. */
function isKnownDay(text: unknown, lastDay: string): text is string {
  if (typeof text === 'string' && known.has(text)) return text <= lastDay;
  const usable = isDay(text, lastDay);
  if (usable && known.size < 10_000) known.add(text);
  return usable;
}
