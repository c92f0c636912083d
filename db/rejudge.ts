import { type Db, only } from './client.ts';

/** Whether the reference in force has not judged everything yet: it is new, or judging was interrupted. */
export async function isUnjudged(db: Db): Promise<boolean> {
  const rows = await db`
    select 1
    from reference_versions
    where version = (select max(version) from reference_versions) and judged_at is null`;
  return rows.length > 0;
}

/** Judges everything published by the reference data in force. Returns the number of snapshots rolled up anew. */
export async function rejudge(db: Db): Promise<number> {
  const row = only(await db<{ rolled: number }[]>`select rejudge_all() as "rolled"`);
  return row.rolled;
}
