import type { Db } from './client.ts';

/** A published snapshot that can be held against what was observed. */
export interface PublishedSnapshot {
  snapshotId: number;
  panel: string;
  asOf: string;
  models: number;
  /** False: its cube stands as an older reference judged it, until the job `rejudge` comes to it. */
  judged: boolean;
}

/** A cell of the cube whose published figures are not those recomputed. Null: the cell is missing on that side. */
export interface DifferingCell {
  region: string;
  sizeClass: string;
  licenseClass: string;
  publishedModels: number | null;
  recomputedModels: number | null;
  publishedDownloads: number | null;
  recomputedDownloads: number | null;
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

/** Recomputes the cube of a snapshot from observations and attributes; returns what differs. */
export async function verifySnapshot(db: Db, snapshotId: number): Promise<DifferingCell[]> {
  return await db<DifferingCell[]>`
    select
      d.region as "region",
      d.size_class as "sizeClass",
      d.license_class as "licenseClass",
      d.published_models as "publishedModels",
      d.recomputed_models as "recomputedModels",
      d.published_downloads::float8 as "publishedDownloads",
      d.recomputed_downloads::float8 as "recomputedDownloads"
    from differing_cells(${snapshotId}) d`;
}
