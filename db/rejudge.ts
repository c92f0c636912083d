import type { Db } from './client.ts';

/** Whether the reference in force has not judged everything yet: it is new, or judging was interrupted. */
export async function isUnjudged(db: Db): Promise<boolean> {
  const rows = await db`
    select 1
    from reference_versions
    where version = (select max(version) from reference_versions) and judged_at is null`;
  return rows.length > 0;
}

/** What was judged again, and the sums of how many earlier days still stand as an older reference judged them. */
export interface Rejudged {
  snapshots: number;
  left: number;
}

/**
 * Judges what is published by the reference data in force: first the newest state of every panel, then earlier days,
 * newest first, until `mostModels` models of earlier days were recomputed. One transaction each; what is left over is
 * for a later call.
 */
export async function rejudge(
  db: Db,
  {
    mostModels = Number.POSITIVE_INFINITY,
    signal,
    onProgress,
  }: { mostModels?: number; signal?: AbortSignal; onProgress?: (says: string) => void } = {},
): Promise<Rejudged> {
  let snapshots = 0;
  let models = 0;
  for (;;) {
    signal?.throwIfAborted();
    const [next] = await db<{ panel: string; asOf: string | null; models: number; left: number }[]>`
      select
        r.panel as "panel", r.as_of::text as "asOf", r.models as "models", r.snapshots_left as "left"
      from rejudge_next() r`;
    if (!next) return { snapshots, left: 0 };
    if (next.asOf !== null) snapshots++;
    models += next.models;
    onProgress?.(`Judging anew: ${next.panel} ${next.asOf ?? ''}, ${next.left} days left`);
    if (models >= mostModels && !(await newestIsWaiting(db))) return { snapshots, left: next.left };
  }
}

async function newestIsWaiting(db: Db): Promise<boolean> {
  const rows = await db`
    select 1 from panels where judged_by is distinct from (select max(version) from reference_versions) limit 1`;
  return rows.length > 0;
}
