import { connect } from '../../db/client.ts';
import type { Connection } from '../../db/connection.ts';
import { loadReference, readReference } from '../../db/load-reference.ts';

/**
 * What every test database holds besides the migrated schema: the reference data that ships. Runs once per
 * test run, on the template, after migrate().
 */
export async function prepareTemplate(template: Connection): Promise<void> {
  const db = await connect(template);
  try {
    await loadReference(db, readReference());
  } finally {
    await db.end({ timeout: 5 });
  }
}
