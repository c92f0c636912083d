import type { BenchResult } from './bench.ts';
import type { PageBytes } from './pages-bytes.ts';
import type { LoadAnswer } from './pages-load.ts';
import { quantile } from './quantile.ts';

interface Measured {
  load: LoadAnswer;
  bytes: readonly (readonly [kind: string, bytes: PageBytes])[];
  peakMb: number;
}

/** The figures of the site, and of the worst page where pages differ. */
export function pagesResult({ load, bytes, peakMb }: Measured): BenchResult {
  const figure = quantile(load.sitePerSecond, 0.5);
  const floor = quantile(load.floorPerSecond, 0.5);
  const fresh = Object.values(load.freshMs).flat();
  return {
    name: 'pages',
    figure,
    unit: 'cached pages per second',
    floor,
    ratio: floor / figure,
    rss_mb: peakMb,
    load_generator_busy: load.generatorBusy,
    cached_p50_ms: quantile(load.keptMs, 0.5),
    cached_p95_ms: quantile(load.keptMs, 0.95),
    uncached_requests: fresh.length,
    uncached_p50_ms: quantile(fresh, 0.5),
    uncached_p95_ms: quantile(fresh, 0.95),
    uncached_max_ms: Math.max(...fresh),
    uncached_slowest: load.slowest,
    ...freshKinds(load.freshMs),
    html_bytes: Math.max(...bytes.map(([, { html }]) => html)),
    eager_js_bytes: Math.max(...bytes.map(([, { eagerJs }]) => eagerJs)),
    all_js_bytes: Math.max(...bytes.map(([, { allJs }]) => allJs)),
    ...byteKinds(bytes),
  };
}

/** Median, p95 and maximum of every kind, and which kind has the worst median. */
function freshKinds(freshMs: LoadAnswer['freshMs']): Record<string, number | string> {
  const kinds = Object.entries(freshMs).map(([kind, ms]) => ({ kind, median: quantile(ms, 0.5), ms }));
  const worst = kinds.toSorted((a, b) => b.median - a.median)[0];
  return {
    uncached_worst: worst?.kind ?? '',
    uncached_worst_p50_ms: worst?.median ?? 0,
    ...Object.fromEntries(
      kinds.flatMap(({ kind, median, ms }) => [
        [`uncached_${kind}_p50_ms`, median],
        [`uncached_${kind}_p95_ms`, quantile(ms, 0.95)],
        [`uncached_${kind}_max_ms`, Math.max(...ms)],
      ]),
    ),
  };
}

function byteKinds(bytes: Measured['bytes']): Record<string, number> {
  return Object.fromEntries(
    bytes.flatMap(([kind, { html, eagerJs, allJs }]) => [
      [`html_bytes_${kind}`, html],
      [`eager_js_bytes_${kind}`, eagerJs],
      [`all_js_bytes_${kind}`, allJs],
    ]),
  );
}
