import {
  sharesByCountry,
  sharesByLicense,
  sharesByLicenseId,
  sharesByPublisher,
  sharesByRegion,
  sharesBySize,
} from './grouped.ts';
import { headlines } from './headlines.ts';
import { licenseExposure, licenseTransitions } from './license-exposure.ts';
import { lineageTrees } from './lineage-trees.ts';
import type { Metric } from './metric.ts';
import { newModels } from './new-models.ts';
import { quality } from './quality.ts';
import { releases } from './releases.ts';

/** Every metric of the site, in the order of /methods. */
export const METRICS: readonly Metric<unknown>[] = [
  headlines,
  sharesByRegion,
  sharesBySize,
  sharesByLicense,
  sharesByCountry,
  sharesByLicenseId,
  sharesByPublisher,
  newModels,
  releases,
  licenseExposure,
  licenseTransitions,
  lineageTrees,
  quality,
];
