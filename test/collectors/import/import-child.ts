// Started as a process of its own: waits for its order, imports a table into a test database, says how far it is,
// and may be killed at any moment.
import { createInterface } from 'node:readline';
import { connect } from '../../../db/client.ts';
import { Secret } from '../../../db/secret.ts';
import { runImport, wordsOf } from './run-import.ts';

/** What a child is told, as one line of JSON. */
export interface ImportOrder {
  source: string;
  dataDir: string;
  database: { url: string } | { host: string; port: number; user: string; database: string };
}

async function importTable({ source, dataDir, database }: ImportOrder): Promise<void> {
  const connection = 'url' in database ? { url: new Secret(database.url) } : { ...database, password: null };
  const db = await connect(connection, { max: 2, relaxedCommit: true });
  const onProgress = (says: string) => console.log(says);
  await runImport('csv', { ...wordsOf('list'), source }, { db, dataDir, onProgress });
  await db.end();
}

for await (const line of createInterface(process.stdin)) {
  await importTable(JSON.parse(line) as ImportOrder);
  process.exit(0);
}
