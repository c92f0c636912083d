import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientOptions, type Connection, createClient, type Db } from './connection.ts';
import { startEmbedded } from './embedded.ts';
import type { Env } from './env.ts';
import { DatabaseError } from './errors.ts';
import type { Log } from './log.ts';

export type { Connection, Db } from './connection.ts';

const oldestServer = 15;
const poolSize = 10;
const answerDeadlineMs = 12_000;

/** An open database and the way to close it. */
export interface OpenDatabase {
  readonly db: Db;
  readonly connection: Connection;
  /** Closes the connections, and stops the embedded server when this process has to. */
  close(): Promise<void>;
}

/**
 * Opens DATABASE_URL where it is set, else the embedded server of DATA_DIR.
 * Throws a DatabaseError, one sentence, when neither can be used.
 */
export async function openDatabase(
  env: Pick<Env, 'databaseUrl' | 'dataDir'>,
  log: Log,
  options: Partial<ClientOptions> = {},
): Promise<OpenDatabase> {
  if (env.databaseUrl) {
    const connection = { url: env.databaseUrl };
    const db = await connect(connection, options);
    log('database-connected', { database: placeOf(db) });
    return { db, connection, close: () => db.end({ timeout: 5 }) };
  }
  const { connection, stop } = await startEmbedded({ dataDir: env.dataDir, log });
  const db = await connect(connection, options).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const close = async () => {
    await db.end({ timeout: 5 });
    await stop();
  };
  return { db, connection, close };
}

/**
 * A pool of connections that has answered once.
 * Throws a DatabaseError, one sentence without the password, when the server cannot be used.
 */
export async function connect(connection: Connection, options: Partial<ClientOptions> = {}): Promise<Db> {
  const db = createClient(connection, { max: poolSize, ...options });
  const answered = new AbortController();
  try {
    const asked = db<{ version: number }[]>`select current_setting('server_version_num')::int as "version"`;
    const rows = await Promise.race([asked, silence(db, answered.signal)]);
    const major = Math.floor(only(rows).version / 10_000);
    if (major < oldestServer) {
      throw unusable(
        db,
        `is PostgreSQL ${major}; Open Model Census needs PostgreSQL ${oldestServer} or newer`,
      );
    }
    return db;
  } catch (error) {
    // Not awaited: towards a host that swallows everything, postgres.js never comes to an end.
    db.end({ timeout: 1 }).catch(() => {});
    throw error instanceof DatabaseError ? error : unusable(db, faultOf(error, db), error);
  } finally {
    answered.abort();
  }
}

/** One connection that is never renewed, for session locks. It connects when first used; end it yourself. */
export function connectDedicated(connection: Connection): Db {
  return createClient(connection, { max: 1, renew: false, applicationName: 'open-model-census lock' });
}

/** The only row. Throws when there is none, or more than one. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`);
  return row;
}

/** Rejects when the deadline for a first answer has passed. */
async function silence(db: Db, answered: AbortSignal): Promise<never> {
  await sleep(answerDeadlineMs, undefined, { signal: answered });
  throw unusable(
    db,
    `did not answer within ${answerDeadlineMs / 1000} seconds: start the server or correct DATABASE_URL`,
  );
}

/** host:port/database, without user and password. */
function placeOf(db: Db): string {
  const { host, port, path, database } = db.options;
  const server = path || host.map((name, at) => `${name}:${port[at]}`).join(',');
  return `${server}/${database}`;
}

function unusable(db: Db, fault: string, cause?: unknown): DatabaseError {
  const database = placeOf(db);
  return new DatabaseError(`The database at ${database} ${fault}.`, { database }, { cause });
}

const unreachable = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|ENOENT|EACCES|CONNECT)/;

function faultOf(error: unknown, db: Db): string {
  const { user, database } = db.options;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  if (unreachable.test(code)) return `cannot be reached (${code}): start the server or correct DATABASE_URL`;
  if (code === '28P01') return `refuses the password of user ${user}`;
  if (code === '28000') return `refuses user ${user}: ${message}`;
  if (code === '3D000') return `does not exist: create it with "create database ${database}"`;
  return `cannot be used: ${message}`;
}
