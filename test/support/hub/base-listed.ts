import { type Base, type Sort, sortValueOf } from './base.ts';
import type { HubItem, ListedItem } from './hub-item.ts';
import { rowOf } from './list-fields.ts';
import { asListed } from './object-id.ts';
import { chance, hash } from './random.ts';

/** A population held in memory: recordings, or a handful of models of one test. */
export function listedBase(models: readonly HubItem[]): Base {
  const items = models.map(asListed).sort((a, b) => (a._id < b._id ? -1 : 1));
  const byId = new Map(items.map((item, position) => [item.id, position]));
  let current = items;
  const orders = new Map<Sort, Uint32Array>();
  return {
    size: items.length,
    oid: (position) => at(items, position)._id,
    item: (position) => at(current, position),
    row: (position, fields) => rowOf(at(current, position), fields),
    value: (position, sort) => sortValueOf(at(current, position), sort),
    ranked: (sort) => {
      const known = orders.get(sort);
      if (known) return known;
      const order = rankListed(current, sort);
      orders.set(sort, order);
      return order;
    },
    find: (id) => byId.get(id) ?? null,
    refresh: (day) => {
      current = items.map((item, position) => onDay(item, position, day));
      orders.clear();
    },
  };
}

function rankListed(items: readonly ListedItem[], sort: Sort): Uint32Array {
  const values = items.map((item) => sortValueOf(item, sort) ?? Number.NEGATIVE_INFINITY);
  const positions = values.map((_, position) => position);
  positions.sort((a, b) => (values[b] === values[a] ? a - b : (values[b] ?? 0) - (values[a] ?? 0)));
  return Uint32Array.from(positions);
}

function at(items: readonly ListedItem[], position: number): ListedItem {
  const item = items[position];
  if (!item) throw new RangeError(`no model at position ${position}`);
  return item;
}

/** About a third of the models move, by up to five percent either way; the all-time count only grows. */
function onDay(item: ListedItem, position: number, day: number): ListedItem {
  if (day === 0 || hash(0, position, 50) % 3 !== 0 || item.downloads === undefined) return item;
  const moved = {
    ...item,
    downloads: Math.round(item.downloads * (0.95 + 0.1 * chance(day, position, 51))) + day,
  };
  if (item.downloadsAllTime === undefined) return moved;
  return { ...moved, downloadsAllTime: item.downloadsAllTime + day * Math.ceil((item.downloads + 1) / 30) };
}
