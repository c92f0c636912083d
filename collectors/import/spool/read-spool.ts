import { createReadStream } from 'node:fs';
import { SourceError } from '../../../db/errors.ts';
import type { Page, WalkState } from '../../collector.ts';

/** Rows of a page. Large, as every page is a row of `snapshot_pages`, for years. */
const PAGE_ROWS = 5000;

export interface SpooledRows {
  file: string;
  rows: number;
  asOf: string;
  /** What the rows were read from, and what their places count there: `line`, `row`. */
  name: string;
  counts: string;
}

/**
 * The rows of one day as pages of JSON lines, from where an earlier walk stopped.
 * Throws `SourceError` when the file does not hold as many rows as were put into it.
 */
export async function* spooledPages(
  { file, rows, asOf, name, counts }: SpooledRows,
  from: WalkState,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let { row, byte } = pointOf(from.resumeFrom);
  let batch: string[] = [];
  const page = (next: string | null): Page => ({
    entries: batch,
    asked: `${name}, ${counts} ${placeOf(batch[0])} to ${placeOf(batch.at(-1))}`,
    fetchedAt: new Date(`${asOf}T00:00:00Z`),
    next,
  });
  for await (const { line, end } of linesOf(file, byte)) {
    batch.push(line);
    row += 1;
    byte = end;
    if (batch.length < PAGE_ROWS || row >= rows) continue;
    signal.throwIfAborted();
    yield page(`row ${row}, byte ${byte}`);
    batch = [];
  }
  if (row !== rows) {
    throw new SourceError(`${file} holds ${row} rows instead of ${rows}.`, { url: file, status: null });
  }
  signal.throwIfAborted();
  yield page(null);
}

function pointOf(resumeFrom: string | null): { row: number; byte: number } {
  const [, row = 0, byte = 0] = /^row (\d+), byte (\d+)$/.exec(resumeFrom ?? '') ?? [];
  return { row: Number(row), byte: Number(byte) };
}

/** Every line begins with its place in the source: `[17,…`. */
function placeOf(line: string | undefined): string {
  return /^\[(\d+)/.exec(line ?? '')?.[1] ?? '?';
}

const NEWLINE = 10;

async function* linesOf(file: string, from: number): AsyncGenerator<{ line: string; end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let at = from;
  for await (const chunk of createReadStream(file, { start: from, highWaterMark: 1 << 18 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
      at += end + 1 - start;
      yield { line: rest.toString('utf8', start, end), end: at };
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}
