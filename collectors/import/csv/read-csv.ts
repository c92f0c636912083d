import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { SourceError } from '../../../db/errors.ts';

/** One record, and the line it ends on, from 1. */
export interface CsvRow {
  line: number;
  cells: readonly string[];
}

/**
 * The records of a CSV file, header first, as a stream; `.gz` is unpacked. A record may have any number of cells.
 * Throws `SourceError` where the file cannot be read as CSV at all: a damaged gzip, a quote that never ends.
 */
export async function* readCsv(path: string, signal: AbortSignal): AsyncGenerator<CsvRow> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const records = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1 << 16,
  });
  const whole = path.endsWith('.gz')
    ? pipeline(file, createGunzip(), records, () => undefined)
    : pipeline(file, records, () => undefined);
  try {
    for await (const { info, record } of whole as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      signal.throwIfAborted();
      yield { line: info.lines, cells: record };
    }
  } catch (cause) {
    if (signal.aborted) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const says = `${basename(path)} cannot be read as CSV: ${why.slice(0, 200)}`;
    throw new SourceError(says, { url: path, status: null }, { cause });
  } finally {
    file.destroy();
  }
}
