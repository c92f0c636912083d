import type { Db } from '../../../db/client.ts';
import { lensed } from '../definition/lenses.ts';
import type { ListCursor } from './cursor.ts';
import { type ListQuery, listByRarity, listInCells, listNear, placeAfter } from './list-models.ts';
import type { ListedModel } from './models.ts';
import { fewExpected, readPieces } from './name-pieces.ts';

export interface Searched {
  found: readonly ListedModel[];
  /** Where the search stopped before it had a whole part, and how many models it had looked at; null: it is whole, or the list is over. */
  stopped: { at: ListCursor; looked: number } | null;
}

/** A part of a search that finds little looks at so many models: a quarter of a second. */
export const MOST_LOOKED_AT = 40_000;

// Where the database has just been started every model comes from the disk, and a part ends after this time.
const mostMs = 2000;

// Up to here every model the lenses let through is compared with the search sooner than any index is asked.
const fewCompared = 5000;
const someCompared = 30_000;

// Of a common word the next few thousand models hold a whole part. A search goes down the list in steps of as many.
const fewLooked = 5000;

// From this many matches on, walking the list by downloads meets a whole part of them soon enough.
const fewMatches = 8000;

/**
 * The models of a list whose name holds a text, by the way that reads least; all ways find the same models in the same order.
 * `matching`: how many the lenses let through.
 */
export async function searchList(
  db: Db,
  query: ListQuery,
  { matching, now = () => performance.now() }: { matching: number; now?: () => number },
): Promise<Searched> {
  const begun = now();
  const whole = (found: readonly ListedModel[]): Searched => ({ found, stopped: null });
  const hasLens = lensed(query.definition).length > 0;
  if (hasLens && matching <= fewCompared) return whole(await listInCells(db, query));
  const near = await listNear(db, query, fewLooked);
  if (near.length === query.limit) return whole(near);
  const [rarest] = await readPieces(db, [query.pattern ?? '']);
  const few =
    !rarest || rarest.expected > fewExpected
      ? null
      : await listByRarity(db, query, { piece: rarest.piece, most: fewMatches });
  if (few) return whole(few);
  if (hasLens && matching <= someCompared) return whole(await listInCells(db, query));
  return await walkOn(db, query, { near, isLate: () => now() - begun > mostMs });
}

/** Goes down the list behind what was looked at already, `near`. */
async function walkOn(
  db: Db,
  query: ListQuery,
  { near, isLate }: { near: readonly ListedModel[]; isLate: () => boolean },
): Promise<Searched> {
  const found = [...near];
  let after = query.after;
  for (let looked = fewLooked; found.length < query.limit; looked += fewLooked) {
    const at = await placeAfter(db, { ...query, after }, fewLooked);
    if (at === null) break;
    if (looked >= MOST_LOOKED_AT || isLate()) return { found, stopped: { at, looked } };
    found.push(
      ...(await listNear(db, { ...query, after: at, limit: query.limit - found.length }, fewLooked)),
    );
    after = at;
  }
  return { found, stopped: null };
}
