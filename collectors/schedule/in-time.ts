import { DatabaseError } from '../../db/errors.ts';
import { within } from '../within.ts';

const PATIENCE_MS = 60_000;

/**
 * The answer, or a `DatabaseError` after a minute. The ledger answers in milliseconds; a wire that swallows everything
 * would otherwise hold a worker for as long as the system takes to cut it.
 */
export async function inTime<Answer>(query: PromiseLike<Answer>, ms: number = PATIENCE_MS): Promise<Answer> {
  const says = `the ledger of jobs did not answer within ${ms / 1000} s`;
  return await within(query, ms, () => new DatabaseError(says, { database: 'ledger' }));
}
