import type { Db } from '../db/client.ts';

/** Whether any live panel has a published snapshot. */
export async function publishedLive(db: Db): Promise<boolean> {
  const rows = await db`
    select 1
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where p.kind = 'live' and s.status = 'published'
    limit 1`;
  return rows.length > 0;
}

/** Looks that were closed, published or not, as `panel day`. */
export async function lookedAt(db: Db): Promise<Set<string>> {
  const rows = await db<{ look: string }[]>`
    select p.panel || ' ' || s.as_of as "look"
    from snapshots s
    join panels p on p.panel_id = s.panel_id
    where s.status <> 'open'`;
  return new Set(rows.map((row) => row.look));
}
