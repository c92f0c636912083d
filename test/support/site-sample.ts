import { inject } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import { sampleCollectors } from '../../collectors/sample/index.ts';
import { connect, connectDedicated } from '../../db/client.ts';
import { type Connection, type Db, withDatabase } from '../../db/connection.ts';
import { SnapshotRejected } from '../../db/errors.ts';
import { ensureBuilt } from '../../scripts/build-site.ts';
import { effectsOn } from './effects.ts';
import { testConnection } from './test-server.ts';

/** Enough for a trend with its gaps and rejected days. */
const trendDays = 50;

const viteVariables = ['DEV', 'PROD', 'MODE', 'SSR', 'BASE_URL'];

/** The built pages; test files that need them at the same moment build them once. */
export async function builtPages(): Promise<void> {
  await alone(() => withoutVariables(() => ensureBuilt(() => {})));
}

/** vitest tells every process that it is in development; pages built then would open a database of their own. */
async function withoutVariables(work: () => Promise<void>): Promise<void> {
  const held = viteVariables.map((name) => [name, process.env[name]] as const);
  for (const name of viteVariables) delete process.env[name];
  try {
    await work();
  } finally {
    for (const [name, value] of held) if (value !== undefined) process.env[name] = value;
  }
}

/** A database with the published sample: whole single looks, and the first days of the series. Read only. */
export async function sampleDatabase(): Promise<Connection> {
  const fault = inject('testTemplateFault');
  if (fault) throw new Error(`no template to clone: ${fault}`);
  const prefix = inject('testDatabasePrefix');
  const server = testConnection(inject('testServer'));
  const name = `${prefix}sample_test`;
  await alone(async (db) => {
    const found = await db`select 1 from pg_database where datname = ${name}`;
    if (found.length > 0) return;
    // Under another name until it is whole.
    const loading = `${prefix}loading_test`;
    await db`drop database if exists ${db(loading)}`;
    await db`create database ${db(loading)} template ${db(`${prefix}template_test`)}`;
    await load(withDatabase(server, loading));
    await db`alter database ${db(loading)} rename to ${db(name)}`;
  });
  return withDatabase(server, name);
}

/** Runs `work` while no other test file of any run on this server does. */
async function alone(work: (db: Db) => Promise<unknown>): Promise<void> {
  const db = connectDedicated(testConnection(inject('testServer')));
  try {
    await db`select pg_advisory_lock(7261)`;
    await work(db);
  } finally {
    await db.end({ timeout: 1 });
  }
}

async function load(connection: Connection): Promise<void> {
  const db = await connect(connection, { relaxedCommit: true });
  const effects = effectsOn('2026-11-20');
  let days = 0;
  for await (const collector of sampleCollectors()) {
    if (collector.panel.panel === 'do-me' && ++days > trendDays) break;
    await runCollector(collector, { db, effects }).catch((error: unknown) => {
      // A partial look is kept out, as in the product.
      if (!(error instanceof SnapshotRejected)) throw error;
    });
  }
  await db.end({ timeout: 5 });
}
