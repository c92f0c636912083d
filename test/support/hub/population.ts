import { type Base, type Sort, sortValueOf } from './base.ts';
import type { Place } from './cursor.ts';
import type { HubItem, ListedItem } from './hub-item.ts';
import { rowOf } from './list-fields.ts';
import { asListed } from './object-id.ts';

export interface PageQuery {
  sort: Sort;
  ascending: boolean;
  limit: number;
  after: Place | null;
  /** `null` accepts all, without looking. */
  accepts: ((item: ListedItem) => boolean) | null;
  fields: ReadonlySet<string>;
}

export interface PopulationPage {
  /** JSON rows. */
  rows: readonly string[];
  /** Where the next page starts; null on the last page. */
  next: Place | null;
}

/** A base, and everything that happened to it since. */
export interface Population {
  page(query: PageQuery): PopulationPage;
  find(id: string): ListedItem | null;
  put(item: HubItem): ListedItem;
  remove(item: ListedItem): void;
  refresh(day: number): void;
  size(): number;
}

export function createPopulation(base: Base): Population {
  /** Models that were inserted or changed, by object id. */
  const changed = new Map<string, ListedItem>();
  /** Object ids of base models that are gone or changed. */
  const hidden = new Set<string>();
  return {
    page: (query) => collect(merge(base, { changed, hidden }, query), query),
    find: (id) => {
      for (const item of changed.values()) if (item.id === id) return item;
      const position = base.find(id);
      return position === null || hidden.has(base.oid(position)) ? null : base.item(position);
    },
    put: (item) => {
      const listed = asListed(item);
      changed.set(listed._id, listed);
      if (isInBase(base, listed._id)) hidden.add(listed._id);
      return listed;
    },
    remove: (item) => {
      changed.delete(item._id);
      if (isInBase(base, item._id)) hidden.add(item._id);
    },
    refresh: (day) => base.refresh(day),
    size: () => base.size - hidden.size + changed.size,
  };
}

interface Changes {
  changed: ReadonlyMap<string, ListedItem>;
  hidden: ReadonlySet<string>;
}

/** A model in a walk, not made before it is needed. */
interface Entry {
  place: Place;
  item: () => ListedItem;
  row: () => string;
}

function collect(entries: Iterable<Entry>, { limit, accepts }: PageQuery): PopulationPage {
  const rows: string[] = [];
  let last: Place | null = null;
  for (const entry of entries) {
    if (accepts && !accepts(entry.item())) continue;
    if (rows.length === limit) return { rows, next: last };
    rows.push(entry.row());
    last = entry.place;
  }
  return { rows, next: null };
}

/** Base and changed models in the order asked for, from just after the place asked for. */
function* merge(base: Base, { changed, hidden }: Changes, query: PageQuery): Generator<Entry> {
  const { sort, after, fields } = query;
  const order = orderOf(base, query);
  const extra = [...changed.values()]
    .map((item): Entry => ({ place: placeOf(item, sort), item: () => item, row: () => rowOf(item, fields) }))
    .filter(({ place }) => !after || compare(place, after, query) > 0)
    .sort((a, b) => compare(a.place, b.place, query));
  let e = 0;
  for (let k = after ? firstAfter(base, order, after, query) : 0; k < base.size; k++) {
    const position = order(k);
    const place = { value: base.value(position, sort), oid: base.oid(position) };
    if (hidden.has(place.oid)) continue;
    for (let next = extra[e]; next && compare(next.place, place, query) < 0; next = extra[++e]) yield next;
    yield { place, item: () => base.item(position), row: () => base.row(position, fields) };
  }
  yield* extra.slice(e);
}

function orderOf(base: Base, { sort, ascending }: PageQuery): (k: number) => number {
  if (sort !== 'createdAt') {
    const ranked = base.ranked(sort);
    return (k) => ranked[k] ?? 0;
  }
  return ascending ? (k) => k : (k) => base.size - 1 - k;
}

function firstAfter(base: Base, order: (k: number) => number, after: Place, query: PageQuery): number {
  let low = 0;
  let high = base.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = order(middle);
    const place = { value: base.value(position, query.sort), oid: base.oid(position) };
    if (compare(place, after, query) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function placeOf(item: ListedItem, sort: Sort): Place {
  return { value: sortValueOf(item, sort), oid: item._id };
}

function compare(a: Place, b: Place, { sort, ascending }: PageQuery): number {
  const byOid = a.oid < b.oid ? -1 : a.oid > b.oid ? 1 : 0;
  if (sort === 'createdAt') return ascending ? byOid : -byOid;
  if (a.value === b.value) return byOid;
  if (a.value === null) return 1;
  return b.value === null ? -1 : b.value - a.value;
}

function isInBase(base: Base, oid: string): boolean {
  let low = 0;
  let high = base.size - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = base.oid(middle);
    if (found === oid) return true;
    if (found < oid) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
