/**
 * How a collecting process is started. Pages are large and short-lived: with V8's default of 16 MB the young
 * generation alone costs 150 MB of resident memory and saves no time (measured, docs/benchmarks.md).
 * `package.json` and `census.mjs` repeat the flag.
 */
export const COLLECTOR_FLAGS = ['--max-semi-space-size=4'];
