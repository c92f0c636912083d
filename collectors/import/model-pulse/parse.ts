import type { ModelRecord } from '../../collector.ts';
import { parse } from '../../hub/parse.ts';

/** Turns one sorted row, `[row, id, dl30, dl_all, likes]`, into our words. Throws `ParseError` on an unusable name. */
export function parseSeriesRow(entry: unknown): ModelRecord {
  const [, id, downloads, downloadsAllTime, likes] = JSON.parse(String(entry)) as unknown[];
  return parse({ id, downloads, downloadsAllTime, likes });
}
