import type { Outcome } from './outcome.ts';
import type { Ending } from './store/endings.ts';

/** Minutes until the next attempt, by the attempts that were made. */
export const RETRY_MINUTES: readonly number[] = [5, 30, 120, 480, 1440];

/** How a delivery ends after its n-th attempt. Null: nothing is said of it, and it is given back. */
export function endingOf(outcome: Outcome, attempts: number): Ending | null {
  const { kind, says } = outcome;
  if (kind === 'taken') return { state: 'sent', says };
  if (kind === 'bounced') return { state: 'failed', says, bounce: outcome.hard ? 'hard' : 'soft' };
  if (kind === 'unknown') return { state: 'uncertain', says: `no answer came: ${says}` };
  if (kind === 'away') return null;
  const retryMinutes = RETRY_MINUTES[attempts - 1];
  if (retryMinutes === undefined)
    return { state: 'failed', says: `given up after ${attempts} attempts: ${says}`, bounce: null };
  return { state: 'pending', says, retryMinutes };
}
