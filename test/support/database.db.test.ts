import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDedicated, only } from '../../db/client.ts';
import { withDatabase } from '../../db/connection.ts';
import { assertTestDatabase, type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a test database is migrated', async () => {
  const rows = await database.db<{ migrations: number }[]>`
    select count(*)::int as "migrations" from drizzle.__drizzle_migrations
  `;
  expect(only(rows).migrations).toBeGreaterThan(0);
});

test('a database with another name is not a test database', async () => {
  const db = connectDedicated(withDatabase(database.connection, 'postgres'));
  await expect(assertTestDatabase(db)).rejects.toThrow('postgres is not a test database');
  await db.end();
});

test('a test never reaches another host', async () => {
  await expect(fetch('https://huggingface.co/api/models')).rejects.toThrow(
    'a test asked huggingface.co; tests never touch the network',
  );
});
