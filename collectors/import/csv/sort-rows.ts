import { basename } from 'node:path';
import { SourceError } from '../../../db/errors.ts';
import { isDay } from '../days.ts';
import { inDigits } from '../progress.ts';
import type { SpoolWriter } from '../spool/spool-writer.ts';
import { type Column, readHeader } from './columns.ts';
import { readCsv } from './read-csv.ts';

const MOST_UNDATED = 0.01;
const SAID_EVERY = 100_000;

/** Reads the header of a file. Throws `SourceError` when it is empty or its header is not ours. */
export async function columnsOf(path: string, signal: AbortSignal): Promise<Column[]> {
  for await (const { cells } of readCsv(path, signal)) return readHeader(cells, basename(path));
  throw new SourceError(`${basename(path)} is empty.`, { url: path, status: null });
}

/**
 * Sorts the rows of a file by day. A row with another number of cells than the header is kept as broken, to be
 * counted on its day. Returns how many rows have no day; throws `SourceError` when those are over 1 %.
 */
export async function sortRows(
  path: string,
  writer: SpoolWriter,
  { signal, lastDay, say }: { signal: AbortSignal; lastDay: string; say: (says: string) => void },
): Promise<number> {
  let columns: Column[] | null = null;
  let rows = 0;
  let undated = 0;
  let first = '';
  for await (const { line, cells } of readCsv(path, signal)) {
    if (!columns) {
      columns = readHeader(cells, basename(path));
      continue;
    }
    rows += 1;
    const day = cells[columns.indexOf('date')]?.trim();
    if (!isDay(day, lastDay)) {
      if (undated === 0) first = `line ${line}: ${JSON.stringify((day ?? '').slice(0, 40))}`;
      undated += 1;
      continue;
    }
    writer.put(day, cells.length === columns.length ? [line, ...cells] : [line, null, cells.length]);
    if (writer.isFull()) await writer.flush();
    if (rows % SAID_EVERY === 0) say(`sorting ${basename(path)} by day, ${inDigits(rows)} rows`);
  }
  if (undated > rows * MOST_UNDATED) {
    const says = `${basename(path)}: ${undated} of ${rows} rows have no date like 2025-09-25 from 2015-01-01 to ${lastDay}; the first is ${first}.`;
    throw new SourceError(says, { url: path, status: null });
  }
  return undated;
}
