import { DatabaseError } from '../../db/errors.ts';

const PATIENCE_MS = 60_000;

/**
 * The answer, or a `DatabaseError` after a minute. The ledger answers in milliseconds; a wire that swallows everything
 * would otherwise hold a worker for as long as the system takes to cut it.
 */
export async function inTime<Answer>(query: PromiseLike<Answer>, ms: number = PATIENCE_MS): Promise<Answer> {
  const patience = Promise.withResolvers<never>();
  const says = `the ledger of jobs did not answer within ${ms / 1000} s`;
  const timer = setTimeout(() => patience.reject(new DatabaseError(says, { database: 'ledger' })), ms);
  try {
    return await Promise.race([query, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
