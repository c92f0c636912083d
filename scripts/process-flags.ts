/**
 * How our processes are started. Pages of the Hub and rows of figures are large and short-lived: with V8's default of 16 MB the
 * young generation alone costs 150 MB of resident memory and saves no time (measured, docs/benchmarks.md).
 * `package.json` and `census.mjs` repeat the flags.
 */
export const PROCESS_FLAGS = ['--max-semi-space-size=4'];

/**
 * How the site is started. It holds some 60 MB at 3.2 million models. V8 lets garbage pile up to four times what is held where a heap may
 * have gigabytes, and to one and a half times where it may have this much: 340 MB resident or 240 MB.
 */
export const SITE_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=384'];
