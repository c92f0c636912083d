import type { Db } from '../../../db/client.ts';
import { lensed } from '../definition/lenses.ts';
import type { ListCursor } from './cursor.ts';
import { type ListQuery, listByRarity, listInCells, listNear, placeAfter } from './list-models.ts';
import type { ListedModel } from './models.ts';
import { fewExpected, readPieces } from './name-pieces.ts';

export interface Searched {
  found: readonly ListedModel[];
  /** Where the search stopped before it had a whole part, having looked at `MOST_LOOKED_AT` models; null: it is whole, or the list is over. */
  stoppedAt: ListCursor | null;
}

/** A part of a search that finds little looks at so many models: a tenth of a second. */
export const MOST_LOOKED_AT = 40_000;

// Up to here every model the lenses let through is compared with the search sooner than any index is asked.
const fewCompared = 5000;
const someCompared = 30_000;

// Of a common word the next few thousand models hold a whole part.
const fewLooked = 5000;

// From this many matches on, walking the list by downloads meets a whole part of them soon enough.
const fewMatches = 8000;

/**
 * The models of a list whose name holds a text, by the way that reads least; all ways find the same models in the same order.
 * `matching`: how many the lenses let through.
 */
export async function searchList(db: Db, query: ListQuery, matching: number): Promise<Searched> {
  const whole = (found: readonly ListedModel[]): Searched => ({ found, stoppedAt: null });
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
  const found = await listNear(db, query, MOST_LOOKED_AT);
  return {
    found,
    stoppedAt: found.length === query.limit ? null : await placeAfter(db, query, MOST_LOOKED_AT),
  };
}
