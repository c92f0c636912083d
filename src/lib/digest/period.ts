import type { Payload } from './payload.ts';

/** What stands beside our name: `Week 47, 16 to 22 November 2026`. */
export function datelineOf({ week, days }: Payload): string {
  return `Week ${week.number}, ${days}`;
}
