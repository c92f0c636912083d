import { setTimeout as wait } from 'node:timers/promises';

/** Lets so many pass in a minute, evenly; 0: any number. Throws when told to stop. */
export function evenly(perMinute: number, signal: AbortSignal): () => Promise<void> {
  if (perMinute === 0) return async () => undefined;
  const gapMs = 60_000 / perMinute;
  let nextAt = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + gapMs;
    if (at > now) await wait(at - now, undefined, { signal });
  };
}
