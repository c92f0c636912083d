import type { ModelRecord } from '../../collector.ts';
import type { HistoryDay } from '../history.ts';
import { spooledPages } from './read-spool.ts';
import type { Spool, SpooledDay } from './spool.ts';

export interface SpooledHistory {
  source: string;
  name: string;
  /** What the places of rows count: `lines`, `rows`. */
  counts: string;
  parse: (entry: unknown) => ModelRecord;
  /** As in `2024-09, day 12 of 30`. */
  placeOf: (day: string, at: number, of: number) => string;
  /** What the source says against a day, and whether that keeps it out. */
  remarkOn?: (day: string) => { says: string; leftOut: boolean } | null;
}

/** The days of a spool, oldest first. What was read is taken off the disk; an interrupted reader leaves the rest. */
export async function* spooledDays(spool: Spool, history: SpooledHistory): AsyncGenerator<HistoryDay> {
  const toRead = spool.days.filter(({ file }) => file !== null);
  let at = 0;
  let modelsAfter = toRead.reduce((sum, { rows }) => sum + rows, 0);
  for (const spooled of spool.days) {
    const { day, rows, file } = spooled;
    if (file !== null) {
      at += 1;
      modelsAfter -= rows;
    }
    const remark = history.remarkOn?.(day) ?? null;
    yield {
      asOf: day,
      look: file === null || remark?.leftOut ? null : lookOf(spooled, file, { spool, history }),
      remark: remark?.says ?? null,
      place: history.placeOf(day, at, toRead.length),
      modelsAfter,
    };
  }
  await spool.close();
}

function lookOf(
  { day, rows }: SpooledDay,
  file: string,
  { spool, history }: { spool: Spool; history: SpooledHistory },
): NonNullable<HistoryDay['look']> {
  const { source, name, counts, parse } = history;
  return {
    source,
    models: rows,
    walk: ({ signal }, from) => spooledPages({ file, rows, asOf: day, name, counts }, from, signal),
    parse,
    close: () => spool.drop(day),
  };
}
