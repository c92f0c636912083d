import { SourceError } from '../db/errors.ts';
import { type Answer, type Attempt, attempt, type Outcome } from './attempt.ts';
import { pause } from './pause.ts';
import { type Budget, waitAfter429, waitForBudget } from './rate-limit.ts';

export type HttpOptions = Pick<Attempt, 'base' | 'token' | 'effects' | 'deadlineMs'>;

/**
 * Told how often in a row an address has stalled, with a 5xx or beyond its deadline. May name a lighter
 * address for the same content, which is then asked in its place and has all attempts before it: a chain of
 * such addresses must end.
 */
export type Lighten = (url: string, stalls: number) => string | null;

const ATTEMPTS = 8;

/**
 * A polite reader of one origin: paced by the rate-limit headers, patient where waiting helps.
 * Returns a function that answers with parsed JSON, or throws `SourceError` when retrying is over
 * or pointless. `accept` names what a usable body is; others count as broken answers and are retried.
 * A token that is refused where nobody needs one is not sent again.
 */
export function politeReader(options: HttpOptions) {
  const { effects } = options;
  const secret = options.token;
  let token = options.token;
  let budget: Budget | null = null;

  return async function read(
    asked: string,
    accept: Attempt['accept'],
    lighten: Lighten = () => null,
  ): Promise<Answer> {
    const patience = patienceWith(asked, lighten, effects);
    let refusal: Outcome | null = null;
    for (;;) {
      await waitForBudget(budget, effects);
      const sent = refusal ? undefined : token;
      const outcome = await attempt({ ...options, url: patience.url(), accept, token: sent, secret });
      budget = outcome.budget ?? budget;
      if (outcome.answer) {
        if (refusal) {
          effects.log('token-refused', { reason: refusal.error.message });
          token = undefined;
        }
        return outcome.answer;
      }
      const isRefused = outcome.status === 401 || outcome.status === 403;
      if (isRefused && sent) {
        refusal = outcome;
        // What is left to the token's user says nothing about this address.
        budget = null;
      } else if (outcome.retry) {
        await patience.after(outcome);
      } else {
        throw isRefused && refusal ? refusal.error : outcome.error;
      }
    }
  };
}

/** Counts the failures of one address and waits after each; throws when patience is over. */
function patienceWith(asked: string, lighten: Lighten, effects: Attempt['effects']) {
  let url = asked;
  let failures = 0;
  let stalls = 0;
  return {
    url: () => url,
    after: async (outcome: Outcome): Promise<void> => {
      const isPaced = outcome.status === 429;
      failures += isPaced ? 0.25 : 1;
      // Being asked to wait says nothing about the weight of a page.
      if (!isPaced) stalls = outcome.stalled ? stalls + 1 : 0;
      const lighter = outcome.stalled ? lighten(url, stalls) : null;
      if (failures >= ATTEMPTS && !lighter) throw gaveUp(url, outcome);
      const waitMs = isPaced ? waitAfter429(outcome, effects) : backoff(failures, effects.random());
      effects.log('source-retried', { reason: outcome.error.message, waitMs: Math.round(waitMs) });
      await pause(waitMs, effects);
      if (!lighter) return;
      url = lighter;
      failures = 0;
      stalls = 0;
    },
  };
}

function gaveUp(url: string, { error: cause, status }: Outcome): SourceError {
  return new SourceError(`gave up after ${ATTEMPTS} failures: ${cause.message}`, { url, status }, { cause });
}

/** Full jitter between half and all of 1, 2, 4 … 60 seconds. */
function backoff(failures: number, random: number): number {
  return Math.min(60_000, 1000 * 2 ** (failures - 1)) * (0.5 + random / 2);
}
