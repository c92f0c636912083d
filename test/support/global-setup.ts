import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, connectDedicated } from '../../db/client.ts';
import { type Connection, withDatabase } from '../../db/connection.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { memoryFolder } from './memory-folder.ts';
import { prepareTemplate } from './prepare-template.ts';
import { type TestServer, testConnection } from './test-server.ts';

const run = `census_${process.pid}_`;
const quiet = () => {};

let stop: () => Promise<void> = async () => {};
let memory: string | null = null;

/** One server and one migrated template per run: TEST_DATABASE_URL, else an embedded server in a temporary folder. */
export async function setup(project: TestProject): Promise<void> {
  memory = await memoryFolder();
  // The workers start after this.
  if (memory) process.env.TMPDIR = memory;
  const url = process.env.TEST_DATABASE_URL;
  const server = url ? { url } : await startTestServer();
  const template = withDatabase(testConnection(server), `${run}template_test`);
  await onServer(server, [`create database ${run}template_test`]);
  if (url) stop = () => dropDatabases(server);
  project.provide('testTemplateFault', await faultOf(template));
  project.provide('testServer', server);
  project.provide('testDatabasePrefix', run);
}

export async function teardown(): Promise<void> {
  await stop();
  if (memory) await rm(memory, { recursive: true, force: true, maxRetries: 5 });
}

async function faultOf(template: Connection): Promise<string> {
  try {
    await migrate(template, quiet);
    await prepareTemplate(template);
    return '';
  } catch (error) {
    return String(error);
  }
}

async function startTestServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'census-test-'));
  await chmod(dataDir, 0o755); // For root: the server runs as nobody.
  const embedded = await startEmbedded({ dataDir, log: quiet });
  stop = async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  if ('url' in embedded.connection) throw new Error('an embedded server has no address');
  const { host, port, user } = embedded.connection;
  const server = { host, port, user };
  await onServer(server, [
    // Nobody misses the tests' data after a power failure.
    'alter system set fsync = off',
    'alter system set full_page_writes = off',
    // A clone writes its template into the log, which is quick as it is and slow when compressed.
    'alter system set wal_compression = off',
    `alter system set max_wal_size = '512MB'`,
    'select pg_reload_conf()',
  ]);
  return server;
}

async function onServer(server: TestServer, statements: readonly string[]): Promise<void> {
  const db = connectDedicated(testConnection(server));
  for (const statement of statements) await db.unsafe(statement);
  await db.end();
}

async function dropDatabases(server: TestServer): Promise<void> {
  const db = await connect(testConnection(server), { max: 1 });
  const left = await db<{ name: string }[]>`
    select datname as "name" from pg_database where starts_with(datname, ${run}) and datname like '%\\_test'
  `;
  for (const { name } of left) await db`drop database ${db(name)} with (force)`;
  await db.end();
}
