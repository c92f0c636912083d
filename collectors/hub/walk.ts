import { SourceError } from '../../db/errors.ts';
import type { Effects, Page, WalkState } from '../collector.ts';
import { politeReader } from '../http.ts';
import { objectIdOf, type WalkOrder } from './cursor.ts';
import { type Onward, onwardFrom, placeAfter } from './onward.ts';
import { pageSize } from './page-size.ts';

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

/** In one page, as the Hub has it. It silently grants no more. */
const MOST_MODELS = 1000;
/** A page of more entries is no page, whatever it is. */
const MOST_ENTRIES = 5000;

export interface WalkOptions {
  hubUrl: string;
  token: string | undefined;
  order: WalkOrder;
  /** Stop after this many entries; null walks to the end. */
  atMost: number | null;
  /** What to start with; a Hub that keeps failing is asked for less. */
  pageSize?: number;
}

/**
 * Walks `/api/models` page by page and asks for the next page while the last one is being stored.
 * By `createdAt`, oldest first, nothing moves past the cursor; by `downloads` a few models may be missed
 * or seen twice while counters change (faults.md §0.8), which a look at the head of the list can bear.
 * The end is verified: where no `Link` follows, the place after the last entry is asked once more.
 */
export async function* walk(effects: Effects, options: WalkOptions, from: WalkState): AsyncGenerator<Page> {
  const fetchPage = pageReader(effects, options, from);
  let ahead = fetchPage(from.resumeFrom ?? firstPage(options));
  let seen = from.records;
  let idle = 0;
  let last: unknown = null;
  let promised = false;
  let guess: { event: string; facts: Record<string, unknown> } | null = null;
  for (;;) {
    const { asked, body, link, fetchedAt } = await ahead.catch((error: unknown) => {
      const instead = promised ? insteadOf(error, options.order, last) : null;
      if (!instead) throw error;
      effects.log('link-refused', { reason: String(error), continuesAt: instead });
      return fetchPage(instead);
    });
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
      : onwardFrom({ asked, link, order: options.order, entries, repeated, promised, idle, newest, last });
    promised = onward?.why === null || (promised && onward?.why === 'page-empty');
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

/** Reads one page after another, each in the size that the Hub bears. */
function pageReader(effects: Effects, options: WalkOptions, { resumeFrom }: WalkState) {
  const read = politeReader({ base: options.hubUrl, token: options.token, effects });
  const size = pageSize(options.pageSize ?? MOST_MODELS, resumeFrom, effects.log);
  return async (url: string) => {
    const answer = await read(size.on(url), isPage, size.lighten);
    size.answered();
    return answer;
  };
}

function isPage(body: unknown): boolean {
  return Array.isArray(body) && body.length <= MOST_ENTRIES;
}

function firstPage({ hubUrl, order, pageSize = MOST_MODELS }: WalkOptions): string {
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

/** The Hub does not take the cursor that its own Link named: the same place by a cursor of ours. */
function insteadOf(error: unknown, order: WalkOrder, last: unknown): string | null {
  return error instanceof SourceError && error.status === 400 ? placeAfter(error.url, order, last) : null;
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
