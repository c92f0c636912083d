import type { Db } from '../../../db/client.ts';
import { readOccasion } from './read/results.ts';
import { type Recorded, recordClaims } from './record.ts';

/** Computes the ledger for the newest publication; null where that was done before, or nothing is published. */
export async function recomputeClaims(db: Db): Promise<Recorded | null> {
  const { version, asOf, computedAt } = await readOccasion(db);
  if (asOf === null || (computedAt !== null && computedAt >= version)) return null;
  return await recordClaims(db, { asOf, version });
}
