import type { Sort } from './base.ts';

/** A place in a sorted walk: the last model that was sent. */
export interface Place {
  value: number | null;
  oid: string;
}

/** The Hub's continuation: base64 of a Mongo predicate (hub-api.md §1.3). */
export function writeCursor(place: Place, sort: Sort, ascending: boolean): string {
  return Buffer.from(JSON.stringify(predicate(place, sort, ascending))).toString('base64');
}

/** The place a cursor means, also when a client built it from an `_id`. `null` when it means nothing. */
export function readCursor(cursor: string, sort: Sort): Place | null {
  try {
    const given = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as Predicate;
    const id = given._id ?? given.$or?.[0]?._id;
    const oid = id?.$gt ?? id?.$lt;
    if (typeof oid !== 'string') return null;
    const value = given.$or?.[0]?.[sort];
    const number = typeof value === 'string' ? Date.parse(value) : value;
    return { oid, value: typeof number === 'number' ? number : null };
  } catch {
    return null;
  }
}

interface Predicate {
  _id?: { $gt?: string; $lt?: string };
  $or?: readonly ({ _id?: { $gt?: string; $lt?: string } } & Partial<Record<Sort, unknown>>)[];
}

function predicate({ value, oid }: Place, sort: Sort, ascending: boolean): unknown {
  if (sort === 'createdAt') return { _id: ascending ? { $gt: oid } : { $lt: oid } };
  if (value === null) return { $or: [{ [sort]: null, _id: { $gt: oid } }] };
  const sent = sort === 'lastModified' ? new Date(value).toISOString() : value;
  return { $or: [{ [sort]: sent, _id: { $gt: oid } }, { [sort]: { $lt: sent } }, { [sort]: null }] };
}
