import type { OpenDatabase } from '../db/client.ts';
import { loadReference, readReference } from '../db/load-reference.ts';
import type { Log } from '../db/log.ts';
import { migrate } from '../db/migrate.ts';
import { isUnjudged, rejudge } from '../db/rejudge.ts';

/** Models of earlier days that a start judges anew, some seconds of work; the job `rejudge` does the rest. */
const AT_START = 1_000_000;

/** Schema, functions and reference data as this version of the program wants them. Quick when nothing changed. */
export async function prepare({ connection, db }: OpenDatabase, log: Log): Promise<void> {
  await migrate(connection, log);
  const { version, changed } = await loadReference(db, readReference());
  if (changed) log('reference-loaded', { version });
  if (!(await isUnjudged(db))) return;
  const { snapshots, left } = await rejudge(db, { mostModels: AT_START });
  if (snapshots > 0) log('figures-recomputed', { snapshots, reference: version, left });
}
