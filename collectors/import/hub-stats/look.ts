import type { Page } from '../../collector.ts';
import { parse } from '../../hub/parse.ts';
import type { DayLook } from '../history.ts';
import type { RangeFile } from '../local-file.ts';
import { openParquet } from '../parquet/open-parquet.ts';
import { readGroups } from '../parquet/read-groups.ts';
import { itemOf, MODELS } from './item.ts';

const PAGE_ROWS = 2000;

/** One file as one day's look at the whole Hub. `fetchedAt` is when the file was written, as far as is known. */
export async function lookAt(file: RangeFile, fetchedAt: Date): Promise<DayLook> {
  const parquet = await openParquet(file, MODELS);
  const { rows } = parquet;
  return {
    source: file.source,
    models: rows,
    parse,
    walk: async function* ({ signal }, from): AsyncGenerator<Page> {
      let at = Number(/^row (\d+)$/.exec(from.resumeFrom ?? '')?.[1] ?? 0);
      const pageOf = (entries: unknown[], end: number): Page => ({
        entries,
        asked: `${file.name}, rows ${at} to ${end - 1}`,
        fetchedAt,
        next: end < rows ? `row ${end}` : null,
      });
      for await (const group of readGroups(parquet, at, signal)) {
        const groupEnd = group.firstRow + group.count;
        while (at < groupEnd) {
          signal.throwIfAborted();
          const end = Math.min(at + PAGE_ROWS, groupEnd);
          const entries: unknown[] = [];
          for (let row = at; row < end; row++) entries.push(itemOf(group, row - group.firstRow));
          yield pageOf(entries, end);
          at = end;
        }
      }
      if (rows === 0) yield pageOf([], 0);
    },
    close: async () => {},
  };
}
