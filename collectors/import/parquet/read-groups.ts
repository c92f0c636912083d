import { parquetReadObjects } from 'hyparquet';
import { SourceError } from '../../../db/errors.ts';
import { CODECS } from './codecs.ts';
import type { ParquetFile } from './open-parquet.ts';

/** Some rows in a row, and the number of the first one in the file, from 0. */
export interface RowGroup {
  firstRow: number;
  rows: readonly Record<string, unknown>[];
}

/**
 * The row groups of a file, one at a time, from the one that holds `fromRow`. Dates come as texts, timestamps as
 * `Date`, 64-bit integers as bigint, a text that is not UTF-8 as null. Throws `SourceError` on a damaged file.
 */
export async function* readGroups(
  { file, metadata, columns }: ParquetFile,
  fromRow: number,
  signal: AbortSignal,
): AsyncGenerator<RowGroup> {
  let firstRow = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = firstRow + Number(group.num_rows);
    if (rowEnd > fromRow) {
      signal.throwIfAborted();
      const asked = { file, metadata, columns, rowStart: firstRow, rowEnd, compressors: CODECS, parsers };
      const rows = await parquetReadObjects({ ...asked, geoparquet: false }).catch((cause: unknown) => {
        if (cause instanceof SourceError || signal.aborted) throw cause;
        const why = cause instanceof Error ? cause.message : String(cause);
        const says = `${file.name}, rows ${firstRow} to ${rowEnd - 1}: cannot be decoded (${why}).`;
        throw new SourceError(says, { url: file.source, status: null }, { cause });
      });
      yield { firstRow, rows };
    }
    firstRow = rowEnd;
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });
const dayTexts = new Map<number, string>();

/** A text that is not UTF-8 is no text: two broken names would become equal. */
function textFromBytes(bytes: Uint8Array | undefined): string | null {
  if (!bytes) return null;
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

const parsers = {
  stringFromBytes: textFromBytes,
  /** Left as text: one broken value must not take the whole group with it. */
  jsonFromBytes: textFromBytes,
  dateFromDays: (days: number | null | undefined) => {
    if (days === null || days === undefined) return null;
    let text = dayTexts.get(days);
    if (text === undefined) {
      const at = new Date(days * 86_400_000);
      text = Number.isNaN(at.getTime()) ? 'no date' : at.toISOString().slice(0, 10);
      if (dayTexts.size < 10_000) dayTexts.set(days, text);
    }
    return text;
  },
};
