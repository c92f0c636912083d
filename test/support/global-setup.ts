import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, connectDedicated } from '../../db/client.ts';
import { type Connection, withDatabase } from '../../db/connection.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { Secret } from '../../db/secret.ts';
import { prepareTemplate } from './prepare-template.ts';

/** Where the tests' server is, in a form that travels to the workers. */
export type TestServer = { url: string } | { host: string; port: number; user: string };

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
    /** Why there is no template to clone; '' when there is one. Tests without a database run all the same. */
    testTemplateFault: string;
    /** Every database of this run begins with it. */
    testDatabasePrefix: string;
  }
}

const run = `census_${process.pid}_`;
const quiet = () => {};

let stop: () => Promise<void> = async () => {};

/** One server and one migrated template per run: TEST_DATABASE_URL, else an embedded server in a temporary folder. */
export async function setup(project: TestProject): Promise<void> {
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

/** The connection to the server's own database, on which databases are created and dropped. */
export function testConnection(server: TestServer): Connection {
  if ('url' in server) return { url: new Secret(server.url) };
  return { ...server, password: null, database: 'postgres' };
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
  // Nobody misses the tests' data after a power failure.
  await onServer(server, ['alter system set fsync = off', 'select pg_reload_conf()']);
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
