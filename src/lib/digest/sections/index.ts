import type { Section } from '../payload.ts';
import type { DigestReading } from '../read.ts';
import { claims } from './claims.ts';
import { glance } from './glance.ts';
import { labels } from './labels.ts';
import { licenses } from './licenses.ts';
import { movers } from './movers.ts';
import { quality } from './quality.ts';
import { regions } from './regions.ts';
import { releases } from './releases.ts';
import { sizes } from './sizes.ts';
import { watch } from './watch.ts';

/** THE REGISTRY of sections, in the order of an issue. */
export const SECTIONS: readonly ((reading: DigestReading) => Section | null)[] = [
  glance,
  regions,
  sizes,
  licenses,
  movers,
  releases,
  labels,
  claims,
  watch,
  quality,
];
