import type { Resource } from './resource.ts';
import { CLAIM } from './resources/claim.ts';
import { CLAIMS } from './resources/claims.ts';
import { EDITION } from './resources/edition.ts';
import { EDITIONS } from './resources/editions.ts';
import { FAMILIES } from './resources/families.ts';
import { FAMILY } from './resources/family.ts';
import { HISTORY } from './resources/history.ts';
import { LICENSES } from './resources/licenses.ts';
import { MODEL } from './resources/model.ts';
import { MODELS } from './resources/models.ts';
import { PUBLISHER } from './resources/publisher.ts';
import { PUBLISHERS } from './resources/publishers.ts';
import { QUALITY } from './resources/quality.ts';
import { REGIONS } from './resources/regions.ts';
import { RELEASES } from './resources/releases.ts';
import { SERIES } from './resources/series.ts';
import { STATUS } from './resources/status.ts';

/** Every address below `/api/v1`, in the order of the reference. Router, documents and tests go over this list. */
export const RESOURCES: readonly Resource[] = [
  SERIES,
  MODELS,
  MODEL,
  HISTORY,
  RELEASES,
  PUBLISHERS,
  PUBLISHER,
  FAMILIES,
  FAMILY,
  LICENSES,
  REGIONS,
  CLAIMS,
  CLAIM,
  EDITIONS,
  EDITION,
  QUALITY,
  STATUS,
];
