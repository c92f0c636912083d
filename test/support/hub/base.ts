import type { ListedItem } from './hub-item.ts';

export const SORTS = ['createdAt', 'lastModified', 'downloads', 'likes', 'trendingScore'] as const;

export type Sort = (typeof SORTS)[number];

/** Models in ascending order of object id, by position. Positions never change; counters may. */
export interface Base {
  readonly size: number;
  oid(position: number): string;
  item(position: number): ListedItem;
  /** The model as a JSON row with these fields, `_id` and `id` among them. */
  row(position: number, fields: ReadonlySet<string>): string;
  /** What the Hub sorts by, as a number. `null` when the model lacks it. `createdAt` sorts by object id instead. */
  value(position: number, sort: Sort): number | null;
  /** All positions, highest value first, lowest object id first among equals, missing values last. */
  ranked(sort: Sort): Uint32Array;
  /** The position of the model with this name, or null. */
  find(id: string): number | null;
  /** Moves the counters to another day. */
  refresh(day: number): void;
}

/** What `sort` compares, read off a whole model. */
export function sortValueOf(item: ListedItem, sort: Sort): number | null {
  if (sort === 'createdAt') return null;
  const value = item[sort];
  const number = typeof value === 'string' ? Date.parse(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Positions ranked by `value`: one native sort of numbers that carry their position in the lowest 22 bits. */
export function rank(size: number, value: (position: number) => number | null): Uint32Array {
  const keys = new Float64Array(size);
  const mask = 0x3fffff;
  for (let i = 0; i < size; i++) keys[i] = ((value(i) ?? -1) * 2 + 2) * (mask + 1) + (mask - i);
  keys.sort();
  return Uint32Array.from({ length: size }, (_, i) => mask - ((keys[size - 1 - i] ?? 0) % (mask + 1)));
}
