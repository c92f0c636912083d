import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, connectDedicated, only } from '../../db/client.ts';
import { type Connection, type Db, withDatabase } from '../../db/connection.ts';
import { testConnection } from './test-server.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly connection: Connection;
  /** Closes `db` and drops the database, whoever still uses it. Call it in `afterAll`. */
  drop(): Promise<void>;
}

/** A database of its own, cloned from the migrated template. Ask for it once per test file, in `beforeAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const fault = inject('testTemplateFault');
  if (fault) throw new Error(`no template to clone: ${fault}`);
  const server = testConnection(inject('testServer'));
  const prefix = inject('testDatabasePrefix');
  const name = `${prefix}${randomBytes(4).toString('hex')}_test`;
  await once(server, (db) => db`create database ${db(name)} template ${db(`${prefix}template_test`)}`);
  const connection = withDatabase(server, name);
  const db = await connect(connection);
  const drop = async () => {
    await assertTestDatabase(db);
    await db.end({ timeout: 1 });
    await once(server, (on) => on`drop database if exists ${on(name)} with (force)`);
  };
  return { db, connection, drop };
}

/** Throws unless the database is one that a test may destroy: its name ends in `_test`. */
export async function assertTestDatabase(db: Db): Promise<void> {
  const { name } = only(await db<{ name: string }[]>`select current_database()::text as "name"`);
  if (!name.endsWith('_test'))
    throw new Error(`${name} is not a test database: its name does not end in _test`);
}

async function once(server: Connection, work: (db: Db) => PromiseLike<unknown>): Promise<void> {
  const db = connectDedicated(server);
  try {
    await work(db);
  } finally {
    await db.end();
  }
}
