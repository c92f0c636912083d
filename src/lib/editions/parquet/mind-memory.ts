import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What building may add to the memory of the process before what is not used any more is collected. */
const mostMore = 100 * 2 ** 20;
/** And again after each collection, which may have found less than that. */
const leastMore = 40 * 2 ** 20;

let most = Number.POSITIVE_INFINITY;

/**
 * Returns what is called between groups. The writer leaves behind a small buffer for each text; they lie outside the heap of V8, which
 * therefore collects them late: without this a build takes up to 530 MB. docs/benchmarks.md
 */
export function mindMemory(): () => void {
  most = Math.min(most, process.memoryUsage.rss() + mostMore);
  return () => {
    if (process.memoryUsage.rss() <= most) return;
    collect();
    most = Math.max(most, process.memoryUsage.rss() + leastMore);
  };
}

let known: (() => void) | undefined;

function collect(): void {
  if (!known) {
    setFlagsFromString('--expose-gc');
    const gc: unknown = runInNewContext('gc');
    known = () => {
      // The usual kind keeps the pages of what it collected.
      if (typeof gc === 'function') gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    };
  }
  known();
}
