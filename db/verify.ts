import type { Db } from './client.ts';

/** A published snapshot that can be held against what was observed. */
export interface PublishedSnapshot {
  snapshotId: number;
  panel: string;
  asOf: string;
  models: number;
  /** False: its rollups stand as an older reference judged them, until the job `rejudge` comes to it. */
  judged: boolean;
}

/** A published sum of a cell that is not the recomputed one. Null: the cell has nothing on that side. */
export interface Difference {
  region: string;
  /** The place in `SIZE_CELLS`, −1 for unknown. */
  size: string;
  licenseClass: string;
  /** Regions of the roots, with weights where there are several: `cn 0.500, us 0.500`. */
  creators: string;
  relation: string;
  infrastructure: boolean;
  /** The column: `models`, `downloads_30d`, `risen` and so on. */
  measure: string;
  published: number | null;
  recomputed: number | null;
}

/** Sums of a panel that do not agree with the sums they follow from. */
export interface RollupDifference {
  panel: string;
  /** The table: `rollup_weeks`, `rollup_slices` and so on. */
  rollup: string;
  /** The day, or the Monday of the week. */
  asOf: string;
  /** Which models: columns of kinds, of slices, or one kind. */
  part: string;
  measure: string;
  published: number;
  /** What the sums say that it follows from. */
  recomputed: number;
}

/** Published snapshots, newest first; of one panel, or of all when null. */
export async function publishedSnapshots(db: Db, panel: string | null): Promise<PublishedSnapshot[]> {
  return await db<PublishedSnapshot[]>`
    select
      s.snapshot_id as "snapshotId",
      p.panel as "panel",
      s.as_of::text as "asOf",
      s.models as "models",
      s.judged_by is not distinct from (select max(r.version) from reference_versions r) as "judged"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.status = 'published' and (${panel}::text is null or p.panel = ${panel})
    order by s.as_of desc, s.snapshot_id desc`;
}

/** Recomputes the cells of a snapshot from observations, attributes and edges; returns what differs. Changes nothing. */
export async function verifySnapshot(db: Db, snapshotId: number): Promise<Difference[]> {
  return await db<Difference[]>`
    select
      d.region as "region",
      d.size as "size",
      d.license_class as "licenseClass",
      d.creators as "creators",
      d.relation as "relation",
      d.infrastructure as "infrastructure",
      d.measure as "measure",
      d.published::float8 as "published",
      d.recomputed::float8 as "recomputed"
    from differing_figures(${snapshotId}) d`;
}

/** Holds weeks, days and slices of a panel against each other, or of all panels when null. Changes nothing. */
export async function verifyRollups(db: Db, panel: string | null): Promise<RollupDifference[]> {
  return await db<RollupDifference[]>`
    select
      p.panel as "panel",
      d.rollup as "rollup",
      d.as_of::text as "asOf",
      d.part as "part",
      d.measure as "measure",
      d.published::float8 as "published",
      d.recomputed::float8 as "recomputed"
    from panels p
    cross join lateral differing_rollups(p.panel_id) d
    where ${panel}::text is null or p.panel = ${panel}
    order by p.rank, p.panel_id, d.rollup, d.as_of, d.part, d.measure`;
}
