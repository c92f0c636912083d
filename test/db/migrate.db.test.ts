import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { connect, connectDedicated } from '../../db/client.ts';
import { type Connection, type Db, withDatabase } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { testConnection } from '../support/test-server.ts';

const server = testConnection(inject('testServer'));
const name = `${inject('testDatabasePrefix')}migrate_test`;

let folder: string;
let admin: Db;
let db: Db;
let connection: Connection;
const events: string[] = [];
const log = (event: string) => events.push(event);

beforeEach(async () => {
  events.length = 0;
  folder = await mkdtemp(join(tmpdir(), 'census-migrations-'));
  admin = connectDedicated(server);
  await admin`create database ${admin(name)}`;
  connection = withDatabase(server, name);
  db = await connect(connection);
});

afterEach(async () => {
  await db.end();
  await admin`drop database ${admin(name)} with (force)`;
  await admin.end();
  await rm(folder, { recursive: true });
});

async function write(migrations: readonly { when: number; tag: string; sql: string }[]): Promise<void> {
  await mkdir(join(folder, 'meta'), { recursive: true });
  for (const { tag, sql } of migrations) await writeFile(join(folder, `${tag}.sql`), sql);
  const entries = migrations.map(({ when, tag }, idx) => ({
    idx,
    version: '7',
    when,
    tag,
    breakpoints: true,
  }));
  await writeFile(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
}

async function tables(): Promise<string[]> {
  const rows = await db<{ name: string }[]>`
    select table_name::text as "name" from information_schema.tables where table_schema = 'public' order by 1
  `;
  return rows.map(({ name }) => name);
}

const one = { when: 1000, tag: '0000_one', sql: 'create table one (id int)' };
const two = { when: 2000, tag: '0001_two', sql: 'create table two (id int)' };
const broken = {
  when: 3000,
  tag: '0002_broken',
  sql: 'create table three (id int);\n--> statement-breakpoint\nselect 1 / 0',
};

test('four processes that migrate at once apply every migration once', async () => {
  await write([one, two]);
  await Promise.all([1, 2, 3, 4].map(() => migrate(connection, log, folder)));
  expect(await tables()).toEqual(['one', 'two']);
  expect(events).toEqual(['database-migrated']);
});

test('a later migration is applied alone', async () => {
  await write([one]);
  await migrate(connection, log, folder);
  await write([one, two]);
  await migrate(connection, log, folder);
  expect(await tables()).toEqual(['one', 'two']);
});

test('a failing migration leaves nothing behind', async () => {
  await write([one, broken]);
  await expect(migrate(connection, log, folder)).rejects.toThrow(
    'The database was not migrated: division by zero.',
  );
  expect(await tables()).toEqual([]);
});

test('a journal out of order is refused', async () => {
  await write([two, one]);
  await expect(migrate(connection, log, folder)).rejects.toThrow(
    'The database was not migrated: 0000_one is dated before 0001_two, which it follows: generate it again.',
  );
});

test('a migration slipped in before an applied one is refused', async () => {
  await write([two]);
  await migrate(connection, log, folder);
  await write([one, two]);
  await expect(migrate(connection, log, folder)).rejects.toThrow(
    'The database was not migrated: 0000_one is dated before a migration that is already applied: generate it again.',
  );
});

test('a database newer than the program is refused', async () => {
  await write([one, two]);
  await migrate(connection, log, folder);
  await write([one]);
  await expect(migrate(connection, log, folder)).rejects.toThrow(
    'The database was not migrated: the database was migrated by a newer version of the program: update the program.',
  );
});

test('a table locked by somebody else stops the migration after five seconds', async () => {
  await write([one]);
  await migrate(connection, log, folder);
  await write([one, { when: 2000, tag: '0001_wider', sql: 'alter table one add column name text' }]);
  const other = connectDedicated(connection);
  await other`begin`;
  await other`lock table one`;
  await expect(migrate(connection, log, folder)).rejects.toThrow(
    'The database was not migrated: canceling statement due to lock timeout.',
  );
  await other.end();
});

test('functions are applied once more where the server ends a deadlock with what runs meanwhile', async () => {
  await migrate(connection, log);
  const running = connectDedicated(connection);
  await running`begin`.simple();
  await running`select from changes limit 1`;
  const again = migrate(connection, log);
  // It has replaced the first view by now and waits for the last one.
  await sleep(400);
  await running`select from observed limit 1`;
  await running`commit`.simple();
  await again;
  const [{ deadlocks }] = await running<[{ deadlocks: number }]>`
    select deadlocks::int as "deadlocks" from pg_stat_database where datname = current_database()`;
  await running.end();

  expect(deadlocks).toBeGreaterThan(0);
});
