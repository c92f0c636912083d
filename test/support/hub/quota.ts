import { type Answer, json, type SeenRequest } from './answer.ts';

/** A fixed window, as the Hub has (hub-api.md §3.2). */
export interface QuotaOptions {
  /** Requests per window. */
  requests: number;
  windowMs: number;
  /** Requests per window with a token; as many as without when not given. */
  requestsWithToken?: number;
}

export interface Quota {
  /** Counts a request and tells what the headers say after it. */
  take(request: SeenRequest): QuotaState;
}

export interface QuotaState {
  exceeded: boolean;
  allowed: number;
  headers: Record<string, string>;
}

/** Large enough that no test waits by accident. */
export const GENEROUS: QuotaOptions = { requests: 1_000_000, windowMs: 300_000 };

export function createQuota(options: QuotaOptions): Quota {
  const windows = new Map<string, { startedAt: number; used: number }>();
  return {
    take: ({ authorization }) => {
      const now = Date.now();
      const allowed =
        authorization === null ? options.requests : (options.requestsWithToken ?? options.requests);
      const key = authorization ?? 'anonymous';
      let window = windows.get(key);
      if (!window || now - window.startedAt >= options.windowMs) {
        window = { startedAt: now, used: 0 };
        windows.set(key, window);
      }
      window.used += 1;
      const remaining = Math.max(0, allowed - window.used);
      const secondsLeft = Math.ceil((window.startedAt + options.windowMs - now) / 1000);
      const policy = { q: allowed, w: Math.ceil(options.windowMs / 1000) };
      return { exceeded: window.used > allowed, allowed, headers: rateLimit(remaining, secondsLeft, policy) };
    },
  };
}

export function rateLimit(r: number, t: number, { q, w }: { q: number; w: number }): Record<string, string> {
  return { ratelimit: `"api";r=${r};t=${t}`, 'ratelimit-policy': `"fixed window";"api";q=${q};w=${w}` };
}

/** The Hub's words, with and without a token (hub-api.md §3.4 and recorded texts). */
export function quotaMessage(allowed: number, authorization: string | null): string {
  if (authorization === null) {
    return "We had to rate limit your IP (127.0.0.1). To continue using our service, create a HF account or login to your existing account, and make sure you pass a HF_TOKEN if you're using the API.";
  }
  return `We had to rate limit you, you hit the quota of ${allowed} api requests per 5 minutes period. Upgrade to a PRO user or Team/Enterprise organization account (https://hf.co/pricing) to get higher limits. See https://huggingface.co/docs/hub/rate-limits`;
}

export function tooManyRequests(state: QuotaState, authorization: string | null): Answer {
  return json({ error: quotaMessage(state.allowed, authorization) }, 429, state.headers);
}
