import type { Effects } from '../collector.ts';
import { politeReader } from '../http.ts';
import { isObject } from '../hub/fields.ts';
import { pause } from '../pause.ts';
import { type Budget, budgetFrom } from '../rate-limit.ts';

/** Answers with the JSON object at an address of the Hub. Throws `SourceError` like any polite reader. */
export type ReadObject = (url: string) => Promise<unknown>;

/** Requests per window where the Hub does not say: hub-api.md §3.2, without a token. */
const SMALLEST_QUOTA = 500;

/**
 * A polite reader for work that can wait: it asks only while more than half of the rate-limit window is left,
 * and leaves that half to the walks of the models, which share the quota.
 */
export function sparingReader({
  hubUrl,
  token,
  effects,
}: {
  hubUrl: string;
  token: string | undefined;
  effects: Effects;
}): ReadObject {
  let budget: Budget | null = null;
  const watched: typeof fetch = async (input, init) => {
    const response = await effects.fetch(input, init);
    budget = budgetFrom(response.headers, effects.now()) ?? budget;
    return response;
  };
  const read = politeReader({ base: hubUrl, token, effects: { ...effects, fetch: watched } });
  return async (url) => {
    await waitForHalf(budget, effects);
    return (await read(url, isObject)).body;
  };
}

async function waitForHalf(budget: Budget | null, effects: Effects): Promise<void> {
  if (!budget || budget.remaining > (budget.quota ?? SMALLEST_QUOTA) / 2) return;
  const waitMs = budget.resetsAt.getTime() - effects.now().getTime();
  if (waitMs <= 0) return;
  effects.log('source-spared', { remaining: budget.remaining, quota: budget.quota, waitMs });
  await pause(waitMs + 1000, effects);
}
