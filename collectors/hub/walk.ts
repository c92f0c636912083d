import { SourceError } from '../../db/errors.ts';
import type { Effects, Page, WalkState } from '../collector.ts';
import { politeReader } from '../http.ts';
import { cursorAfter, nextFrom, objectIdOf, type WalkOrder } from './cursor.ts';

/** hub-api.md §10.1. `config` and `siblings` stay out: tokenizer templates and thousands of file names. */
const EXPAND = [
  'author', 'baseModels', 'cardData', 'createdAt', 'disabled', 'downloads', 'downloadsAllTime', 'gated',
  'gguf', 'lastModified', 'library_name', 'likes', 'pipeline_tag', 'private', 'safetensors', 'sha', 'tags',
  'trendingScore',
] as const;

export interface WalkOptions {
  hubUrl: string;
  token: string | undefined;
  order: WalkOrder;
  /** Stop after this many entries; null walks to the end. */
  atMost: number | null;
  pageSize?: number;
}

/**
 * Walks `/api/models` page by page and asks for the next page while the last one is being stored.
 * By `createdAt`, oldest first, nothing moves past the cursor; by `downloads` a few models may be missed
 * or seen twice while counters change (faults.md §0.8), which a look at the head of the list can bear.
 * The end is verified: where no `Link` follows, the place after the last entry is asked once more.
 */
export async function* walk(effects: Effects, options: WalkOptions, from: WalkState): AsyncGenerator<Page> {
  const read = politeReader({ base: options.hubUrl, token: options.token, effects });
  const fetchPage = async (asked: string) => ({ asked, ...(await read(asked, Array.isArray)) });

  let ahead = fetchPage(from.resumeFrom ?? firstPage(options));
  let seen = from.records;
  let idle = 0;
  let last: unknown = null;
  for (;;) {
    const { asked, body, link, fetchedAt } = await ahead;
    const entries = Array.isArray(body) ? body : [];
    const fresh = entries.length > 0 && !isRepeat(options.order, entries, last);
    idle = fresh ? 0 : idle + 1;
    if (idle > 3) throw new SourceError(`${asked}: the walk makes no progress`, { url: asked, status: 200 });
    if (fresh) last = entries.at(-1);
    seen += entries.length;

    const enough = options.atMost !== null && seen >= options.atMost;
    const next = enough ? null : (nextFrom(link, asked) ?? placeAfter(asked, options.order, entries, last));
    if (next && !nextFrom(link, asked)) effects.log('link-missing', { asked, continuesAt: next });
    if (next) {
      ahead = fetchPage(next);
      // Awaited on the next turn; until then a failure must not count as unhandled.
      ahead.catch(() => undefined);
    }
    yield { entries: cut(entries, seen, options.atMost), asked, fetchedAt, next };
    if (!next) return;
  }
}

function firstPage({ hubUrl, order, pageSize = 1000 }: WalkOptions): string {
  const url = new URL('/api/models', hubUrl);
  url.searchParams.set('limit', String(pageSize));
  url.searchParams.set('sort', order);
  url.searchParams.set('direction', order === 'createdAt' ? '1' : '-1');
  for (const name of EXPAND) url.searchParams.append('expand', name);
  return url.href;
}

/** A page without `Link` ends the walk only if it is empty; otherwise the Hub is asked what comes after it. */
function placeAfter(asked: string, order: WalkOrder, entries: unknown[], last: unknown): string | null {
  if (entries.length === 0) return null;
  const cursor = cursorAfter(order, last);
  if (!cursor) return null;
  const url = new URL(asked);
  url.searchParams.set('cursor', cursor);
  return url.href;
}

/** By createdAt every page must lie after the one before; the Hub has been seen to repeat pages. */
function isRepeat(order: WalkOrder, entries: unknown[], last: unknown): boolean {
  const first = objectIdOf(entries.at(-1));
  const before = objectIdOf(last);
  if (first === null || before === null) return false;
  return order === 'createdAt' ? first <= before : first === before;
}

function cut(entries: unknown[], seen: number, atMost: number | null): unknown[] {
  const over = atMost === null ? 0 : seen - atMost;
  return over > 0 ? entries.slice(0, entries.length - over) : entries;
}
