import type { Db } from '../../db/client.ts';

/** Beside what is there: every third model moves on every published day. */
export async function observeMonth(db: Db, say: (line: string) => void): Promise<void> {
  const started = performance.now();
  const days = await db<{ snapshotId: number }[]>`
    select s.snapshot_id as "snapshotId" from snapshots s where s.status = 'published' order by s.as_of`;
  for (const { snapshotId } of days)
    await db`
      insert into observations
        (downloads_30d, downloads_all_time, model_id, likes, snapshot_id, as_of, page, panel_id, present)
      select
        coalesce(p.downloads_30d, 0) + s.snapshot_id * 3, coalesce(p.downloads_all_time, 0) + s.snapshot_id * 7,
        p.model_id, p.likes, s.snapshot_id, s.as_of, p.model_id / 1000 + 1, p.panel_id, true
      from panel_models p
      join snapshots s on s.snapshot_id = ${snapshotId}
      where p.present and (p.model_id + s.snapshot_id) % 3 = 0
      order by p.model_id
      on conflict do nothing`;
  await db`vacuum (analyze) observations`;
  say(`observed ${days.length} days in ${Math.round((performance.now() - started) / 1000)} s`);
}
