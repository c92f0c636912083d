import { type Db, only } from '../db/client.ts';
import type { Check, Look } from './collector.ts';
import type { OpenSnapshot } from './store.ts';

/** Reads what a finished walk brought in, and the published look it follows. */
export async function readLook(db: Db, snapshot: OpenSnapshot): Promise<Look> {
  const row = only(
    await db<
      (Omit<Look, 'previous'> & {
        previousAsOf: string | null;
        previousModels: number;
        previousSum: number;
      })[]
    >`
      with staged as (
        select count(*) as models, coalesce(sum(m.downloads_30d), 0) as downloads
        from staged_models m
        where m.panel_id = ${snapshot.panelId}
      ),
      previous as (
        select s.snapshot_id, s.as_of, s.models
        from snapshots s
        where s.panel_id = ${snapshot.panelId} and s.status = 'published'
        order by s.as_of desc
        limit 1
      )
      select
        s.as_of::text as "asOf",
        staged.models::float8 as "models",
        s.records as "records",
        s.skipped as "skipped",
        s.repaired as "repaired",
        (s.records - s.skipped - staged.models)::float8 as "duplicates",
        staged.downloads::float8 as "sumDownloads30d",
        previous.as_of::text as "previousAsOf",
        coalesce(previous.models, 0) as "previousModels",
        coalesce((
          select sum(c.downloads_30d) from rollup_cell_sums c where c.snapshot_id = previous.snapshot_id
        ), 0)::float8 as "previousSum"
      from snapshots s
      cross join staged
      left join previous on true
      where s.snapshot_id = ${snapshot.snapshotId}`,
  );
  const { previousAsOf, previousModels, previousSum, ...look } = row;
  const previous =
    previousAsOf === null
      ? null
      : { asOf: previousAsOf, models: previousModels, sumDownloads30d: previousSum };
  return { ...look, previous };
}

/** Writes the checks of a look that is about to be published. */
export async function recordChecks(
  db: Db,
  snapshot: OpenSnapshot,
  look: Look,
  checks: Check[],
): Promise<void> {
  await db`
    update snapshots set checks = ${JSON.stringify(checks)}::text::jsonb, duplicates = ${look.duplicates}
    where snapshot_id = ${snapshot.snapshotId} and token = ${snapshot.token} and status = 'open'`;
}

/** Closes a look that failed. Its reasons stay in the snapshot and in the quality log. */
export async function rejectSnapshot(db: Db, snapshot: OpenSnapshot, checks: Check[]): Promise<void> {
  const reason = checks
    .filter((check) => !check.passed)
    .map((check) => check.says)
    .join(' ');
  await db`
    select reject_snapshot(
      ${snapshot.snapshotId}, ${snapshot.token}, ${JSON.stringify(checks)}::text::jsonb, ${reason}
    )`;
}
