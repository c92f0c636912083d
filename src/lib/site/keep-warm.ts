import { setTimeout as sleep } from 'node:timers/promises';

export interface WarmOptions {
  /** Where the site answers. */
  url: string;
  /** What most readers open first. */
  paths: readonly string[];
  /** What pages depend on, as text. */
  readMark: () => Promise<string>;
  signal: AbortSignal;
  everyMs?: number;
}

const usualMs = 10_000;

/**
 * Asks for pages, one after the other, as soon as what they depend on is new: nobody has to wait for the first reading of a
 * publication. Ends when `signal` says so. A page that fails fails again for the reader who asks, and is logged there.
 */
export async function keepWarm({
  url,
  paths,
  readMark,
  signal,
  everyMs = usualMs,
}: WarmOptions): Promise<void> {
  let known: string | null = null;
  while (!signal.aborted) {
    const mark = await readMark().catch(() => known);
    if (mark !== known) {
      for (const path of paths) {
        const answer = await fetch(`${url}${path}`, { signal }).catch(() => null);
        await answer?.arrayBuffer().catch(() => null);
        if (signal.aborted) return;
      }
      known = mark;
    }
    await sleep(everyMs, null, { signal, ref: false }).catch(() => null);
  }
}
