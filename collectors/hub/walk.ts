import { SourceError } from '../../db/errors.ts';
import type { Effects, Page, WalkState } from '../collector.ts';
import { politeReader } from '../http.ts';
import { cursorAfter, nextFrom, objectIdOf, type WalkOrder } from './cursor.ts';

/** hub-api.md §10.1. `config` and `siblings` stay out: tokenizer templates and thousands of file names. */
const EXPAND = [
  'author',
  'baseModels',
  'cardData',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'gated',
  'gguf',
  'lastModified',
  'library_name',
  'likes',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'tags',
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
  let promised = false;
  let guess: { event: string; facts: Record<string, unknown> } | null = null;
  for (;;) {
    const { asked, body, link, fetchedAt } = await ahead;
    const entries = Array.isArray(body) ? body : [];
    const repeated = isRepeat(options.order, entries, last);
    const fresh = entries.length > 0 && !repeated;
    idle = fresh ? 0 : idle + 1;
    if (idle > 5) throw new SourceError(`${asked}: the walk makes no progress`, { url: asked, status: 200 });
    const newest = newestOf(options.order, entries);
    if (fresh) last = newest ?? last;
    seen += entries.length;
    // Asking once more is how every walk ends; only what turns up then was really missing.
    if (guess && entries.length > 0) effects.log(guess.event, guess.facts);
    guess = null;

    const enough = options.atMost !== null && seen >= options.atMost;
    const onward: Onward | null = enough
      ? null
      : onwardFrom({ asked, link, order: options.order, entries, repeated, promised, newest, last });
    promised = onward?.why === null;
    if (onward) {
      if (onward.why) guess = { event: onward.why, facts: { asked, continuesAt: onward.next } };
      ahead = fetchPage(onward.next);
      // Awaited on the next turn; until then a failure must not count as unhandled.
      ahead.catch(() => undefined);
    }
    yield { entries: cut(entries, seen, options.atMost), asked, fetchedAt, next: onward?.next ?? null };
    if (!onward) return;
  }
}

interface Onward {
  next: string;
  /** Null where the Hub's own Link is followed, else the log event that says why not. */
  why: string | null;
}

interface Standing {
  asked: string;
  link: string | null;
  order: WalkOrder;
  entries: unknown[];
  /** The page shows what an earlier one has shown. */
  repeated: boolean;
  /** A Link led to this page. */
  promised: boolean;
  newest: unknown;
  last: unknown;
}

/** Where the walk goes on; null at the end. */
function onwardFrom(at: Standing): Onward | null {
  const { asked, entries } = at;
  // A page that a Link led to and that has nothing may hide a thousand models: it is asked once more.
  if (at.promised && entries.length === 0) return { next: asked, why: 'page-empty' };
  // By createdAt a repeated page hides the one that was asked for, and its Link leads past it.
  const hides = at.repeated && at.order === 'createdAt';
  const linked = hides ? null : nextFrom(at.link, asked);
  if (linked) return { next: linked, why: null };
  const next = placeAfter(asked, at.order, hides ? at.last : at.newest);
  return next ? { next, why: hides ? 'page-repeated' : 'link-missing' } : null;
}

function firstPage({ hubUrl, order, pageSize = 1000 }: WalkOptions): string {
  const url = new URL('/api/models', hubUrl);
  url.searchParams.set('limit', String(pageSize));
  url.searchParams.set('sort', order);
  url.searchParams.set('direction', order === 'createdAt' ? '1' : '-1');
  for (const name of EXPAND) url.searchParams.append('expand', name);
  return url.href;
}

/** The entry that says how far a page leads. One without an object id cannot; in the other order only the last does. */
function newestOf(order: WalkOrder, entries: unknown[]): unknown {
  if (order === 'downloads') return entries.at(-1) ?? null;
  return entries.findLast((entry) => objectIdOf(entry) !== null) ?? null;
}

/** A page without `Link` ends the walk only if it is empty; otherwise the Hub is asked what comes after it. */
function placeAfter(asked: string, order: WalkOrder, entry: unknown): string | null {
  const cursor = cursorAfter(order, entry);
  if (!cursor) return null;
  const url = new URL(asked);
  url.searchParams.set('cursor', cursor);
  return url.href;
}

/** By createdAt every page must lie after the one before; the Hub has been seen to repeat pages. */
function isRepeat(order: WalkOrder, entries: unknown[], last: unknown): boolean {
  const first = objectIdOf(newestOf(order, entries));
  const before = objectIdOf(last);
  if (first === null || before === null) return false;
  return order === 'createdAt' ? first <= before : first === before;
}

function cut(entries: unknown[], seen: number, atMost: number | null): unknown[] {
  const over = atMost === null ? 0 : seen - atMost;
  return over > 0 ? entries.slice(0, entries.length - over) : entries;
}
