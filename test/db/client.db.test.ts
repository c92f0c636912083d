import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, connectDedicated, only, openDatabase } from '../../db/client.ts';
import { type Connection, type Db, withDatabase } from '../../db/connection.ts';
import { Secret } from '../../db/secret.ts';
import { testConnection } from '../support/test-server.ts';

const server = testConnection(inject('testServer'));

describe('a connection', () => {
  let db: Db;
  beforeAll(async () => {
    db = await connect(server, { max: 2, statementTimeoutMs: 3000 });
  });
  afterAll(() => db.end());

  test('reads days as text, instants as Date, and wide numbers as text', async () => {
    const [row] = await db`
      select
        date '2026-08-22' as "day",
        timestamptz '2026-08-22 10:00+02' as "instant",
        9007199254740993::bigint as "wide",
        7::int as "narrow",
        array['2026-08-22']::date[] as "days"
    `;
    expect(row).toEqual({
      day: '2026-08-22',
      instant: new Date('2026-08-22T08:00:00Z'),
      wide: '9007199254740993',
      narrow: 7,
      days: ['2026-08-22'],
    });
  });

  test('writes days from text and from Date, alone and in lists', async () => {
    const days = ['2026-08-22', '2026-08-23'];
    const [row] = await db`
      select ${'2026-08-22'}::date as "text", ${new Date('2026-08-22T23:00:00Z')}::date as "instant",
        ${days}::text[]::date[] as "days"
    `;
    expect(row).toEqual({ text: '2026-08-22', instant: '2026-08-22', days });
  });

  test('carries a name, UTC and a limit for statements', async () => {
    const [row] = await db`
      select
        current_setting('application_name') as "name",
        current_setting('TimeZone') as "zone",
        current_setting('statement_timeout') as "limit"
    `;
    expect(row).toEqual({ name: 'open-model-census', zone: 'UTC', limit: '3s' });
  });

  test('for a lock is one that stays', async () => {
    const lock = connectDedicated(server);
    expect(lock.options).toMatchObject({ max: 1, max_lifetime: null });
    await lock.end();
  });
});

describe('a database that cannot be used', () => {
  const refused = 'postgres://census:hunter2@127.0.0.1:1/census';
  const at = (url: string): Connection => ({ url: new Secret(url) });

  test('because nothing listens is named, without its password', async () => {
    await expect(connect(at(refused))).rejects.toThrow(
      'The database at 127.0.0.1:1/census cannot be reached (ECONNREFUSED): start the server or correct DATABASE_URL.',
    );
  });

  test('because it does not exist is named', async () => {
    await expect(connect(withDatabase(server, 'nowhere_test'))).rejects.toThrow(
      /^The database at \S+\/nowhere_test does not exist: create it with "create database nowhere_test"\.$/,
    );
  });

  test('because it refuses the password names the user', async () => {
    const answer = error('28P01', 'password authentication failed for user "census"');
    await expect(fakeServer(answer)).rejects.toThrow(/ refuses the password of user census\.$/);
  });

  test('because it is too old says how old', async () => {
    const old = withDatabase(server, `${inject('testDatabasePrefix')}old_test`);
    await pretendVersion14(old);
    await expect(connect(old)).rejects.toThrow(
      / is PostgreSQL 14; Open Model Census needs PostgreSQL 15 or newer\.$/,
    );
  });

  /** A database in which our own function answers for the server. */
  async function pretendVersion14(connection: Connection): Promise<void> {
    const name = `${inject('testDatabasePrefix')}old_test`;
    const admin = connectDedicated(server);
    await admin`create database ${admin(name)}`;
    await admin`alter database ${admin(name)} set search_path = public, pg_catalog`;
    await admin.end();
    const db = connectDedicated(connection);
    await db`create function public.current_setting(text) returns text language sql as $$ select '140005' $$`;
    await db.end();
  }

  /** Connects to a server that answers every greeting with the same message. */
  async function fakeServer(answer: Buffer): Promise<void> {
    const fake = createServer((socket) => socket.once('data', () => socket.end(answer)));
    await new Promise<void>((listening) => fake.listen(0, '127.0.0.1', listening));
    const address = fake.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    try {
      await connect(at(`postgres://census:hunter2@127.0.0.1:${port}/census`));
    } finally {
      fake.close();
    }
  }

  function error(code: string, message: string): Buffer {
    const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
    const head = Buffer.alloc(5);
    head.write('E');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  }
});

test('without DATABASE_URL, a database of our own is opened and closed', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'census-open-'));
  await chmod(dataDir, 0o755);
  const events: string[] = [];
  const open = await openDatabase({ databaseUrl: undefined, dataDir }, (event) => events.push(event));
  expect(only(await open.db`select current_database()::text as "name"`)).toEqual({ name: 'census' });
  await open.close();
  expect(events).toEqual(['cluster-created', 'server-started', 'server-stopped']);
  await rm(dataDir, { recursive: true });
});

describe('a single row', () => {
  test('is returned when there is exactly one', () => {
    expect(only([7])).toBe(7);
  });

  test('is refused when there are none or two', () => {
    expect(() => only([])).toThrow('expected one row, got 0');
    expect(() => only([1, 2])).toThrow('expected one row, got 2');
  });
});
