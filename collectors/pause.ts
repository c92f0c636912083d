import type { Effects } from './collector.ts';

/** Waits. Ends at once, with the reason, when the process is asked to stop. */
export async function pause(ms: number, effects: Effects): Promise<void> {
  effects.signal.throwIfAborted();
  try {
    await effects.sleep(ms);
  } finally {
    effects.signal.throwIfAborted();
  }
}
