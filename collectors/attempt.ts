import { SourceError } from '../db/errors.ts';
import type { Effects } from './collector.ts';
import { type Budget, budgetFrom } from './rate-limit.ts';
import { readJson, readWords } from './read-json.ts';

/** What one address answered: parsed JSON and the headers that matter. */
export interface Answer {
  /** The address that answered; another than was asked first where that one was too heavy. */
  asked: string;
  body: unknown;
  link: string | null;
  fetchedAt: Date;
}

/** One request of one address. */
export interface Attempt {
  url: string;
  /** What a usable body is. */
  accept: (body: unknown) => boolean;
  /** Every request stays on the origin of this address. */
  base: string;
  /** Sent to that origin only. */
  token: string | undefined;
  /** Shown to nobody, also when the source repeats it; the token, even where it is not sent. */
  secret: string | undefined;
  effects: Effects;
  /** Whole answer, body included; 120,000 when not said. Connecting has 10 s of it, silence in a body 15 s. */
  deadlineMs?: number | undefined;
}

/** How an attempt ended: an answer, or an error and what may be done about it. */
export interface Outcome {
  answer?: Answer;
  error: Error;
  status: number | null;
  retry: boolean;
  /** The source failed or took too long: a smaller question may help. */
  stalled: boolean;
  budget: Budget | null;
  retryAfter: string | null;
}

const RETRY_STATUS = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);
const USER_AGENT = 'open-model-census/0.1 (+https://github.com/open-model-census/open-model-census)';

/** Asks once. Throws only where asking is not allowed or no longer wanted. */
export async function attempt(asking: Attempt): Promise<Outcome> {
  const { url, effects } = asking;
  assertOrigin(asking);
  effects.signal.throwIfAborted();
  let budget: Budget | null = null;
  try {
    const response = await ask(asking);
    budget = budgetFrom(response.headers, effects.now());
    return { ...(await outcomeOf(response, asking)), budget };
  } catch (cause) {
    if (effects.signal.aborted) throw effects.signal.reason;
    const failed = { status: null, budget, retryAfter: null };
    if (cause instanceof RefusedRedirect) return { error: cause, retry: false, stalled: false, ...failed };
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const stalled = error.name === 'TimeoutError';
    return { error: reasonOf(url, error, asking.secret), retry: true, stalled, ...failed };
  }
}

async function outcomeOf(response: Response, asking: Attempt): Promise<Omit<Outcome, 'budget'>> {
  const { url, accept, secret, effects } = asking;
  const { status } = response;
  const retryAfter = response.headers.get('retry-after');
  if (status !== 200) {
    const says = hide(await readWords(response, effects.signal), secret)
      .slice(0, 200)
      .replaceAll(/\s+/g, ' ');
    const error = new SourceError(`${placeOf(url)}: HTTP ${status}: ${says}`, { url, status });
    return { error, status, retry: RETRY_STATUS.has(status), stalled: status >= 500, retryAfter };
  }
  const body = await readJson(response, effects.signal, (text) => hide(text, secret));
  if (!accept(body)) throw new SourceError(`${placeOf(url)}: unexpected body`, { url, status });
  // Where the walk goes on stands in logs and in the database.
  const link = hide(response.headers.get('link') ?? '', secret) || null;
  const answer = { asked: url, body, link, fetchedAt: effects.now() };
  return { answer, error: new Error('none'), status, retry: false, stalled: false, retryAfter };
}

/** Follows at most three redirects, and only on the same origin: the token goes nowhere else. */
async function ask({ url, base, token, effects, deadlineMs = 120_000 }: Attempt): Promise<Response> {
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

function assertOrigin({ url, base }: Attempt): void {
  if (new URL(url).origin !== new URL(base).origin) {
    throw new SourceError(`${placeOf(url)}: not on ${new URL(base).origin}; refused`, { url, status: null });
  }
}

function reasonOf(url: string, error: Error, secret: string | undefined): Error {
  if (error instanceof SourceError) return error;
  const below = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const says = `${placeOf(url)}: ${error.name}: ${error.message}${below}`;
  const told = hide(says, secret);
  // A cause that holds the secret would be printed with the error.
  return new SourceError(told, { url, status: null }, told === says ? { cause: error } : undefined);
}

/** An address without its query: cursors and lists of fields say nothing to a reader. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function hide(text: string, secret: string | undefined): string {
  return secret ? text.replaceAll(secret, '***') : text;
}
