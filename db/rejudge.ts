import { type Db, only } from './client.ts';

/** Judges everything published by the reference data in force. Returns the number of snapshots rolled up anew. */
export async function rejudge(db: Db): Promise<number> {
  const row = only(await db<{ rolled: number }[]>`select rejudge_all() as "rolled"`);
  return row.rolled;
}
