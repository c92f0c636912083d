import { cursorAfter, nextFrom, type WalkOrder } from './cursor.ts';

/** The place after a page. */
export interface Onward {
  next: string;
  /** Null where the Hub's own Link is followed, else the log event that says why not. */
  why: string | null;
}

/** Where a walk stands after a page. */
export interface Standing {
  asked: string;
  link: string | null;
  order: WalkOrder;
  entries: unknown[];
  /** The page shows what an earlier one has shown. */
  repeated: boolean;
  /** A Link led to this page. */
  promised: boolean;
  /** Pages in a row that showed nothing new, this one included. */
  idle: number;
  newest: unknown;
  last: unknown;
}

/** An empty page is asked so often before its Link is believed. */
const MOST_EMPTY = 3;

/** Where the walk goes on; null at the end. */
export function onwardFrom(at: Standing): Onward | null {
  const { asked, entries } = at;
  // A page with nothing on it, that a Link leads to or away from, may hide a thousand models: it is asked again.
  const isOdd = entries.length === 0 && (at.promised || nextFrom(at.link, asked) !== null);
  if (isOdd && at.idle < MOST_EMPTY) return { next: asked, why: 'page-empty' };
  // By createdAt a repeated page hides the one that was asked for, and its Link leads past it.
  const hides = at.repeated && at.order === 'createdAt';
  const linked = hides ? null : nextFrom(at.link, asked);
  if (linked) return { next: linked, why: null };
  const next = placeAfter(asked, at.order, hides ? at.last : at.newest);
  return next ? { next, why: hides ? 'page-repeated' : 'link-missing' } : null;
}

/**
 * The place after an entry, by a cursor of ours; null where the entry cannot name it. A page without `Link` ends the
 * walk only if it is empty; otherwise the Hub is asked what comes after it.
 */
export function placeAfter(asked: string, order: WalkOrder, entry: unknown): string | null {
  const cursor = cursorAfter(order, entry);
  if (!cursor) return null;
  const url = new URL(asked);
  url.searchParams.set('cursor', cursor);
  return url.href;
}
