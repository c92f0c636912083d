import type { Effects } from './collector.ts';
import { pause } from './pause.ts';

/** What the source still allows: `remaining` requests until `resetsAt`, of `quota` per window. */
export interface Budget {
  remaining: number;
  resetsAt: Date;
  quota: number | null;
}

const RESERVE = 40;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Reads `ratelimit: "api";r=472;t=235` and its policy; null where absent or senseless. hub-api.md §3.3 */
export function budgetFrom(headers: Headers, now: Date): Budget | null {
  const found = /;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/.exec(headers.get('ratelimit') ?? '');
  if (!found) return null;
  const quota = /q\s*=\s*(\d+)/.exec(headers.get('ratelimit-policy') ?? '')?.[1];
  const resetSeconds = Math.min(Number(found[2]), 900);
  return {
    remaining: Number(found[1]),
    resetsAt: new Date(now.getTime() + resetSeconds * SECOND),
    quota: quota === undefined ? null : Number(quota),
  };
}

/** Stops before the quota is gone: others of the same user or address share it. */
export async function waitForBudget(budget: Budget | null, effects: Effects): Promise<void> {
  if (!budget) return;
  const reserve = Math.min(RESERVE, Math.floor((budget.quota ?? 500) / 10));
  if (budget.remaining > reserve) return;
  const waitMs = budget.resetsAt.getTime() - effects.now().getTime();
  if (waitMs <= 0) return;
  effects.log('source-paced', { remaining: budget.remaining, waitMs });
  await pause(waitMs + SECOND, effects);
}

/**
 * Milliseconds to wait after a 429. An exhausted window says when it resets; a 429 with requests left
 * is another limiter, whose reset nobody knows: hub-api.md §3.4. `Retry-After` is believed up to 15 minutes;
 * where both speak, the later one is. Without a word that makes sense: half a minute to two and a half.
 */
export function waitAfter429(
  { budget, retryAfter }: { budget: Budget | null; retryAfter: string | null },
  effects: Effects,
): number {
  const asked = retryAfterMs(retryAfter, effects.now());
  const sane = asked === null ? null : Math.min(Math.max(asked, SECOND), 15 * MINUTE);
  if (budget && budget.remaining === 0) {
    const untilReset = Math.max(budget.resetsAt.getTime() - effects.now().getTime(), 0);
    return Math.max(untilReset + SECOND * (1 + effects.random()), sane ?? 0);
  }
  return sane ?? MINUTE * (0.5 + 2 * effects.random());
}

/** Seconds, or a date as HTTP writes it: `Date.parse` alone takes `-5` for a month. */
function retryAfterMs(value: string | null, now: Date): number | null {
  const said = value?.trim() ?? '';
  if (/^\d+$/.test(said)) return Number(said) * SECOND;
  const at = / GMT$/.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? null : at - now.getTime();
}
