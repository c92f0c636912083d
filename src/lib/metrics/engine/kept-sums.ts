import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../../../db/client.ts';
import type { Column } from './sums.ts';

/** A row of sums as it was read. */
export interface SumRow {
  column: Column;
  /** Its place among the bundles of the chosen keys. */
  at: number;
  /** Of a pack its span and the fields that were left away at its end, of an open sum its day or week and −1. */
  place: number;
  cut: number;
  sums: string;
}

/** From so many groups on, adding packs takes longer than anything else a page does. */
const fewestGroups = 200;
const mostBytes = 8 * 2 ** 20;
const bytesBesideText = 64;

const kept = new WeakMap<Db, LRUCache<string, readonly SumRow[]>>();

/**
 * Rows that `read` reads, or those that were read for the same `question` before. Figures of all publishers differ in their windows
 * more often than in their sums. `question` names everything that the rows depend on, the version of what is published among it.
 */
export async function readOnce(
  db: Db,
  { question, groups }: { question: readonly (string | number)[]; groups: number },
  read: () => Promise<readonly SumRow[]>,
): Promise<readonly SumRow[]> {
  if (groups < fewestGroups) return await read();
  const ofDb =
    kept.get(db) ?? new LRUCache<string, readonly SumRow[]>({ maxSize: mostBytes, sizeCalculation });
  kept.set(db, ofDb);
  const hash = createHash('sha256');
  for (const part of question) hash.update(`${part}\n`);
  const key = hash.digest('base64');
  const known = ofDb.get(key);
  if (known) return known;
  const rows = await read();
  ofDb.set(key, rows);
  return rows;
}

function sizeCalculation(rows: readonly SumRow[]): number {
  return rows.reduce((bytes, { sums }) => bytes + sums.length + bytesBesideText, 1);
}
