import type { Db } from '../../../db/client.ts';
import type { ClaimAnswer, Status } from './answer.ts';
import type { Claim } from './claim.ts';
import { evaluate } from './evaluate.ts';
import { CLAIMS } from './index.ts';
import { openReader } from './read/read-ask.ts';
import { type NewResult, readStatuses, storeResults } from './read/results.ts';
import { comparable } from './units.ts';

/** A claim whose status is another than before; `from` is null for one that had none. */
export interface StatusChange {
  claim: string;
  from: Status | null;
  to: Status;
}

export interface Recorded {
  claims: number;
  /** How many claims have which status. */
  counts: Readonly<Partial<Record<Status, number>>>;
  changes: readonly StatusChange[];
}

export interface RecordOptions {
  /** Day of the snapshot whose publication is the occasion. */
  asOf: string;
  /** Publication version. */
  version: number;
  /** The ledger, unless a test has one of its own. */
  claims?: readonly Claim[];
}

/**
 * Evaluates the whole ledger and writes what it came to: a new row where a status changed, dated by the snapshot;
 * else the row in force is brought up to date. The same publication again changes nothing. All of it is written at once:
 * half a ledger would be taken for a whole one.
 */
export async function recordClaims(
  db: Db,
  { asOf, version, claims = CLAIMS }: RecordOptions,
): Promise<Recorded> {
  const [reader, before] = [await openReader(db), await readStatuses(db)];
  const changes: StatusChange[] = [];
  const counts: Partial<Record<Status, number>> = {};
  const results: NewResult[] = [];
  for (const claim of claims) {
    const answer = await evaluate(reader, claim);
    const last = before.get(claim.id) ?? null;
    const changed = last?.status !== answer.status;
    // A history may publish an earlier day than the one a status already dates from.
    const since = last && (!changed || last.since > asOf) ? last.since : asOf;
    results.push({ since, version, answer, value: firstNumber(answer) });
    counts[answer.status] = (counts[answer.status] ?? 0) + 1;
    if (changed) changes.push({ claim: claim.id, from: last?.status ?? null, to: answer.status });
  }
  await storeResults(db, results);
  return { claims: claims.length, counts, changes };
}

/** Ours for the first number of the claim; a day as days since 1970-01-01. */
function firstNumber({ values }: ClaimAnswer): number | null {
  const ours = values[0]?.ours ?? null;
  return ours === null ? null : comparable(ours);
}
