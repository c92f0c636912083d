/**
 * How our processes are started. Pages of the Hub and rows of figures are large and short-lived: with V8's default of 16 MB the
 * young generation alone costs 150 MB of resident memory and saves no time (measured, docs/benchmarks.md).
 * `package.json` and `census.mjs` repeat the flag.
 */
export const PROCESS_FLAGS = ['--max-semi-space-size=4'];
