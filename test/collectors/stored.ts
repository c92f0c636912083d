import { type Db, only } from '../../db/client.ts';

/** The present models of a panel and their downloads. */
export async function servedIn(db: Db, panel = 'hub'): Promise<Record<string, number | null>> {
  const rows = await db<{ id: string; downloads: number | null }[]>`
    select m.repo_id as "id", pm.downloads_30d::float8 as "downloads"
    from panel_models pm join models m using (model_id) join panels p using (panel_id)
    where p.panel = ${panel} and pm.present
    order by m.repo_id`;
  return Object.fromEntries(rows.map(({ id, downloads }) => [id, downloads]));
}

/** The newest snapshot, how many of its records wait, and the failed checks. */
export async function newestSnapshot(db: Db) {
  return only(
    await db`
      select
        s.as_of::text as "asOf", s.status, s.pages, s.skipped,
        (select count(*)::int from staged_models) as "staged",
        (select array_agg(c ->> 'check') from jsonb_array_elements(s.checks) c where not (c ->> 'passed')::boolean) as "failed"
      from snapshots s order by s.snapshot_id desc limit 1`,
  );
}

/** The quality log, oldest entry first. */
export async function qualityLog(db: Db) {
  return [...(await db`select as_of::text as "asOf", kind, says from quality_log order by entry_id`)];
}
