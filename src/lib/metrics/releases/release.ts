import type { Definition } from '../../definition/definition.ts';
import type { ReleaseCursor } from './release-cursor.ts';
import type { ReleaseShow } from './rule.ts';

/** One model of the feed. Groups are vocabulary ids. */
export interface Release {
  modelId: number;
  repoId: string;
  releasedOn: string;
  /** When the repo appeared on the Hub; another day than `releasedOn` where the reference corrects it. */
  createdOn: string | null;
  /** Null where the namespace is not reviewed. */
  publisher: string | null;
  publisherName: string | null;
  /** What the reference rests on for the publisher. */
  evidence: string | null;
  country: string;
  countryName: string | null;
  region: string;
  /** Curated families at the roots of its lineage. */
  families: readonly string[];
  familyNames: readonly string[];
  task: string | null;
  relation: string;
  /** The first declared base, as it is called now or else as declared. */
  base: string | null;
  baseSeen: boolean;
  bases: number;
  parameters: number | null;
  sizeClass: string;
  licenseId: string | null;
  licenseClass: string;
  inheritance: string;
  downloads30d: number | null;
  downloadsAllTime: number | null;
  likes: number | null;
}

export interface Scope {
  definition: Definition;
  panel: string;
  asOf: string;
  /** Half-open days of release. */
  from: string;
  until: string;
  show: ReleaseShow;
  /** Downloads in the previous 30 days. */
  least: number;
}

export interface Part {
  after: ReleaseCursor | null;
  limit: number;
}

/** A row and its place in the order it was asked in. */
export type Placed = Release & { score: number | null };
