import type { OpenDatabase } from '../db/client.ts';
import { loadReference, readReference } from '../db/load-reference.ts';
import type { Log } from '../db/log.ts';
import { migrate } from '../db/migrate.ts';
import { isUnjudged, rejudge } from '../db/rejudge.ts';

/** Schema, functions and reference data as this version of the program wants them. Quick when nothing changed. */
export async function prepare({ connection, db }: OpenDatabase, log: Log): Promise<void> {
  await migrate(connection, log);
  const { version, changed } = await loadReference(db, readReference());
  if (changed) log('reference-loaded', { version });
  if (!(await isUnjudged(db))) return;
  const snapshots = await rejudge(db);
  if (snapshots > 0) log('figures-recomputed', { snapshots, reference: version });
}
