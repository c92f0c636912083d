import { z } from 'zod';
import type { Db } from '../../../db/client.ts';

// Names are found by an index of trigrams, three letters in a row. It reads the list of every trigram of what is looked for, however
// common: a piece of a name that few hold takes a millisecond, one more piece that many hold takes a hundred.

/** The trigram index cannot narrow anything shorter. */
export const indexable = /[\p{L}\p{N}]{3}/u;

const piecesOf = /[\p{L}\p{N}]{3,}/gu;

/** Letters of a piece that the index is asked for. */
const mostLetters = 14;

const mostPieces = 6;

/** Of more names that hold a piece, the index finds them all before the first is looked at: of a hundred thousand that takes a tenth of a second. */
export const fewExpected = 50_000;

export interface Piece {
  /** Letters and digits of a word that stand together, in small letters: none is a wildcard. */
  piece: string;
  /** Names that hold it as the planner expects, from its sample of them; a percent of all is as fine as it sees. */
  expected: number;
}

/** The pieces of words that the index can look for, those that fewest names hold first. */
export async function readPieces(db: Db, words: readonly string[]): Promise<readonly Piece[]> {
  const all = words.flatMap((word) => word.match(piecesOf) ?? []).map((piece) => piece.slice(0, mostLetters));
  const pieces = [...new Set(all)].slice(0, mostPieces);
  const found = await Promise.all(
    pieces.map(async (piece): Promise<Piece> => ({ piece, expected: await expectedNames(db, piece) })),
  );
  return found.toSorted((a, b) => a.expected - b.expected || b.piece.length - a.piece.length);
}

/**
 * The rows of `model_names` that the index finds by a pattern: what else is asked of them does not reach it, for `offset 0` stands
 * between.
 */
export function namesLike(db: Db, pattern: string) {
  return db`(select n.model_id, n.name from model_names n where n.name like ${pattern} offset 0)`;
}

/** Nothing in it is a wildcard. */
export function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const plan = z.tuple([
  z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) }),
]);

async function expectedNames(db: Db, piece: string): Promise<number> {
  const [row] = plan.parse(
    await db`explain (format json) select from model_names n where n.name like ${`%${piece}%`}`,
  );
  return row['QUERY PLAN'][0].Plan['Plan Rows'];
}
