import { SourceError } from '../db/errors.ts';
import type { Effects } from './collector.ts';
import { type Budget, budgetFrom, waitAfter429, waitForBudget } from './rate-limit.ts';
import { readJson } from './read-json.ts';

/** What one address answered: parsed JSON and the headers that matter. */
export interface Answer {
  body: unknown;
  link: string | null;
  fetchedAt: Date;
}

export interface HttpOptions {
  /** Every request stays on the origin of this address. */
  base: string;
  /** Sent to that origin only. */
  token: string | undefined;
  effects: Effects;
  /** Whole answer, body included. */
  deadlineMs?: number;
}

const ATTEMPTS = 8;
const RETRY_STATUS = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);
const USER_AGENT = 'open-model-census/0.1 (+https://github.com/open-model-census/open-model-census)';

/**
 * A polite reader of one origin: paced by the rate-limit headers, patient where waiting helps.
 * Returns a function that answers with parsed JSON, or throws `SourceError` when retrying is over
 * or pointless. `accept` names what a usable body is; others count as broken answers and are retried.
 */
export function politeReader(options: HttpOptions) {
  const { effects } = options;
  let budget: Budget | null = null;

  return async function read(url: string, accept: (body: unknown) => boolean): Promise<Answer> {
    assertOrigin(url, options.base);
    let failures = 0;
    for (;;) {
      await waitForBudget(budget, effects);
      const outcome = await attempt(url, options, accept);
      budget = outcome.budget ?? budget;
      if (outcome.answer) return outcome.answer;
      const cause = outcome.error;
      if (!outcome.retry) throw cause;
      failures += outcome.status === 429 ? 0.25 : 1;
      if (failures >= ATTEMPTS) {
        const says = `gave up after ${ATTEMPTS} failures: ${cause.message}`;
        throw new SourceError(says, { url, status: outcome.status }, { cause });
      }
      const waitMs =
        outcome.status === 429 ? waitAfter429(outcome, effects) : backoff(failures, effects.random());
      effects.log('source-retried', { reason: cause.message, waitMs: Math.round(waitMs) });
      await effects.sleep(waitMs);
    }
  };
}

interface Outcome {
  answer?: Answer;
  error: Error;
  status: number | null;
  retry: boolean;
  budget: Budget | null;
  retryAfter: string | null;
}

async function attempt(
  url: string,
  options: HttpOptions,
  accept: (body: unknown) => boolean,
): Promise<Outcome> {
  const { effects } = options;
  effects.signal.throwIfAborted();
  let budget: Budget | null = null;
  try {
    const response = await ask(url, options);
    budget = budgetFrom(response.headers, effects.now());
    const { status } = response;
    const retryAfter = response.headers.get('retry-after');
    if (status !== 200) {
      const says = (await response.text()).slice(0, 200).replaceAll(/\s+/g, ' ');
      const error = new SourceError(`${placeOf(url)}: HTTP ${status}: ${says}`, { url, status });
      return { error, status, retry: RETRY_STATUS.has(status), budget, retryAfter };
    }
    const body = await readJson(response, effects.signal);
    if (!accept(body)) throw new SourceError(`${placeOf(url)}: unexpected body`, { url, status });
    const answer = { body, link: response.headers.get('link'), fetchedAt: effects.now() };
    return { answer, error: new Error('none'), status, retry: false, budget, retryAfter };
  } catch (cause) {
    if (effects.signal.aborted) throw effects.signal.reason;
    if (cause instanceof RefusedRedirect) {
      return { error: cause, status: null, retry: false, budget, retryAfter: null };
    }
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { error: reasonOf(url, error), status: null, retry: true, budget, retryAfter: null };
  }
}

/** Follows at most three redirects, and only on the same origin: the token goes nowhere else. */
async function ask(url: string, { base, token, effects, deadlineMs = 120_000 }: HttpOptions) {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': USER_AGENT };
  if (token) headers['authorization'] = `Bearer ${token}`;
  const signal = AbortSignal.any([effects.signal, AbortSignal.timeout(deadlineMs)]);
  let at = url;
  for (let hop = 0; hop <= 3; hop++) {
    const response = await effects.fetch(at, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !location) return response;
    await response.body?.cancel();
    at = new URL(location, at).href;
    if (new URL(at).origin !== new URL(base).origin) throw new RefusedRedirect(url, at);
  }
  throw new RefusedRedirect(url, at);
}

class RefusedRedirect extends SourceError {
  constructor(from: string, to: string) {
    super(`${placeOf(from)}: refused a redirect to ${new URL(to).origin}`, { url: from, status: null });
  }
}

function assertOrigin(url: string, base: string): void {
  if (new URL(url).origin !== new URL(base).origin) {
    throw new SourceError(`${placeOf(url)}: not on ${new URL(base).origin}; refused`, { url, status: null });
  }
}

function reasonOf(url: string, error: Error): Error {
  if (error instanceof SourceError) return error;
  const below = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const says = `${placeOf(url)}: ${error.name}: ${error.message}${below}`;
  return new SourceError(says, { url, status: null }, { cause: error });
}

/** An address without its query: cursors and lists of fields say nothing to a reader. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Full jitter between half and all of 1, 2, 4 … 60 seconds. */
function backoff(failures: number, random: number): number {
  return Math.min(60_000, 1000 * 2 ** (failures - 1)) * (0.5 + random / 2);
}
