import { breakdownByCountry, breakdownByLicense, breakdownByNamespace } from './breakdown.ts';
import { headlines } from './headlines.ts';
import type { Metric } from './metric.ts';
import { quality } from './quality.ts';
import { releases } from './releases.ts';
import { sharesByLicense } from './shares-by-license.ts';
import { sharesByRegion } from './shares-by-region.ts';
import { sharesBySize } from './shares-by-size.ts';

/** Every metric of the site, in the order of /methods. */
export const METRICS: readonly Metric<unknown>[] = [
  headlines,
  sharesByRegion,
  sharesBySize,
  sharesByLicense,
  breakdownByCountry,
  breakdownByLicense,
  breakdownByNamespace,
  releases,
  quality,
];
