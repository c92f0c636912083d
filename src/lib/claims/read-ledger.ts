import type { Db } from '../../../db/client.ts';
import type { Status } from './answer.ts';
import { type CheckAnswer, checkConsistency } from './checks.ts';
import type { Claim } from './claim.ts';
import { CLAIMS } from './index.ts';
import { CHECKS } from './ledger/consistency.ts';
import { type ClaimResult, readResults } from './read/results.ts';

/** A claim with what it came to. */
export interface LedgerEntry {
  claim: Claim;
  /** What is in force; null before the first evaluation. */
  result: ClaimResult | null;
  /** Earlier statuses, newest first. */
  history: readonly { since: string; status: Status; value: number | null }[];
}

export interface Ledger {
  entries: readonly LedgerEntry[];
  /** How many claims have which status; those not evaluated yet are left out. */
  counts: Readonly<Partial<Record<Status, number>>>;
  /** Published numbers against each other. */
  checks: readonly CheckAnswer[];
}

/** Every claim of the registry with its newest result and what it came to before. */
export async function readLedger(db: Db): Promise<Ledger> {
  const results = Map.groupBy(await readResults(db), ({ claim }) => claim);
  const entries = CLAIMS.map((claim): LedgerEntry => {
    const [result = null, ...earlier] = results.get(claim.id) ?? [];
    return {
      claim,
      result,
      history: earlier.map(({ since, status, value }) => ({ since, status, value })),
    };
  });
  const counts: Partial<Record<Status, number>> = {};
  for (const { result } of entries) if (result) counts[result.status] = (counts[result.status] ?? 0) + 1;
  return { entries, counts, checks: CHECKS.map((check) => checkConsistency(CLAIMS, check)) };
}
