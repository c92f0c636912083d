import { type Answer, json, text } from './answer.ts';
import { SORTS, type Sort } from './base.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { ListedItem } from './hub-item.ts';
import { expandError, expandOf, listFields } from './list-fields.ts';
import type { Population } from './population.ts';

const MOST = 1000;

/** GET /api/models: clamped limit, the Hub's sorts, continuation by Link (hub-api.md §1). */
export function listModels(population: Population, host: string, search: string): Answer {
  const query = new URLSearchParams(search);
  const wrong = expandError(expandOf(query), 'list');
  if (wrong !== null) return json({ error: wrong }, 400);
  const sort = sortOf(query);
  const ascending = sort === 'createdAt' && query.get('direction') === '1';
  const cursor = query.get('cursor');
  const after = cursor === null ? null : readCursor(cursor, sort);
  if (cursor !== null && after === null) return json({ error: 'Invalid cursor' }, 400);
  const page = population.page({
    sort,
    ascending,
    limit: limitOf(query),
    after,
    accepts: filterOf(query),
    fields: listFields(query),
  });
  const headers: Record<string, string> = page.next
    ? { link: `<${nextUrl(host, query, writeCursor(page.next, sort, ascending))}>; rel="next"` }
    : {};
  return text(`[${page.rows.join(',')}]`, 200, headers);
}

/** Parameters in the order they came, `expand[]` as `expand`, the cursor last. */
export function nextUrl(host: string, query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams();
  for (const [name, value] of query) {
    if (name !== 'cursor') next.append(name === 'expand[]' ? 'expand' : name, value);
  }
  next.append('cursor', cursor);
  return `http://${host}/api/models?${next}`;
}

/** Unknown sorts are ignored, and the default is the trending order. */
function sortOf(query: URLSearchParams): Sort {
  return SORTS.find((sort) => sort === query.get('sort')) ?? 'trendingScore';
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? MOST);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, MOST) : MOST;
}

/** author, search, pipeline_tag, library, gated and filter narrow; everything else is ignored. */
function filterOf(query: URLSearchParams): ((item: ListedItem) => boolean) | null {
  const checks: ((item: ListedItem) => boolean)[] = [];
  const author = query.get('author');
  if (author !== null) checks.push((item) => item.author === author);
  const search = query.get('search')?.toLowerCase();
  if (search) checks.push((item) => item.id.toLowerCase().includes(search));
  const task = query.get('pipeline_tag');
  if (task !== null) checks.push((item) => item.pipeline_tag === task);
  const gated = query.get('gated');
  if (gated !== null) checks.push((item) => Boolean(item.gated) === (gated === 'true'));
  for (const tag of [...query.getAll('filter'), ...query.getAll('library')]) {
    checks.push((item) => item.tags?.includes(tag) === true || item.pipeline_tag === tag);
  }
  if (checks.length === 0) return null;
  return (item) => checks.every((check) => check(item));
}
