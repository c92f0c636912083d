import { BadDefinition } from '../definition/errors.ts';
import { parsePlace, printPlace } from './cursor.ts';
import type { Row } from './resource.ts';

interface Ask {
  /** The resource. */
  of: string;
  asOf: string;
  limit: number;
  after: string | null;
}

/** A part of a list that is read whole. `nameOf`: tells its rows apart. Throws as `parsePlace` does. */
export function partOf<Item extends Row>(
  rows: readonly Item[],
  nameOf: (row: Item) => string,
  { of, asOf, limit, after }: Ask,
): { data: readonly Item[]; next: string | null } {
  const from = after === null ? 0 : placeIn(rows, nameOf, parsePlace(after, { of, asOf }));
  const data = rows.slice(from, from + limit);
  const last = from + limit < rows.length ? data.at(-1) : undefined;
  return { data, next: last === undefined ? null : printPlace({ of, asOf, last: nameOf(last) }) };
}

function placeIn<Item>(rows: readonly Item[], nameOf: (row: Item) => string, last: string): number {
  const at = rows.findIndex((row) => nameOf(row) === last);
  if (at >= 0) return at + 1;
  throw new BadDefinition(['after: this is not a place in the list; leave it out to begin at the top.']);
}

/** Rows in whose texts a search stands, whatever the case; null: all. */
export function holding<Item>(
  rows: readonly Item[],
  q: string | null,
  textsOf: (row: Item) => readonly (string | null)[],
): readonly Item[] {
  const wanted = q?.trim().toLowerCase() ?? '';
  if (wanted === '') return rows;
  return rows.filter((row) => textsOf(row).some((one) => one?.toLowerCase().includes(wanted)));
}
