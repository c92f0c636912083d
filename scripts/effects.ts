import { setTimeout as wait } from 'node:timers/promises';
import type { Effects } from '../collectors/collector.ts';
import type { Log } from '../db/log.ts';

/** The real world: network, clock, chance. Ends with `signal`. */
export function realEffects(log: Log, signal: AbortSignal): Effects {
  return {
    fetch,
    now: () => new Date(),
    sleep: (ms) => wait(ms, undefined, { signal }),
    random: Math.random,
    log,
    signal,
  };
}

/** Aborts on the first Ctrl-C, SIGTERM or closed terminal; a second one ends the process at once. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  let firstAt = Number.POSITIVE_INFINITY;
  const stop = (cause: unknown) => {
    // npm passes Ctrl-C on to a program that had it from the terminal already: twice at once is once.
    const isRepeated = performance.now() - firstAt > 500 && (cause === 'SIGINT' || cause === 'SIGTERM');
    if (isRepeated) process.exit(130);
    firstAt = Math.min(firstAt, performance.now());
    stopping.abort(new Stopped());
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // A terminal that was closed takes no more lines; stopping in order matters more than saying so.
  process.stdout.on('error', stop);
  process.stderr.on('error', stop);
  // A worker whose parent is gone has nobody left to stop it.
  process.on('disconnect', stop);
  return stopping.signal;
}

/** Somebody asked the process to stop; nothing is wrong. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('stopped');
  }
}
