import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Connection, createClient, withDatabase } from './connection.ts';
import { findBinaries } from './embedded/binaries.ts';
import { admitUser, createCluster, existingCluster, superuser } from './embedded/cluster.ts';
import { alone, becomeOwner, ownerLives } from './embedded/owner.ts';
import { type Postmaster, runningServer } from './embedded/postmaster.ts';
import { startServer, stopper } from './embedded/server.ts';
import { serverUserFor } from './embedded/server-user.ts';
import type { Listen } from './embedded/settings.ts';
import { DatabaseError } from './errors.ts';
import type { Log } from './log.ts';
import { Secret } from './secret.ts';

/** A running embedded server. */
export interface Embedded {
  /** Of the database `census`, which exists. */
  readonly connection: Connection;
  /** Whether this process has to stop the server: it started it, or found it without an owner. */
  readonly startedHere: boolean;
  /** Stops the server when it is ours, otherwise leaves it alone. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brought on the folder `dataDir`/postgres, or connects to the one already running there.
 * Throws a DatabaseError, one sentence, when the folder or the machine does not allow it.
 */
export async function startEmbedded({ dataDir, log }: { dataDir: string; log: Log }): Promise<Embedded> {
  const folder = await openFolder(dataDir);
  return await alone(folder, async () => {
    const { cluster, server, started } = await findOrStart(folder, log);
    const startedHere = started || !(await ownerLives(folder));
    const stop = startedHere ? stopper({ dataDir: folder, cluster, pid: server.pid }, log) : async () => {};
    try {
      if (startedHere) await becomeOwner(folder);
      const connection = connectionTo(server.listen, await readPassword(folder));
      await createDatabase(connection);
      const event = started ? 'server-started' : startedHere ? 'server-adopted' : 'server-joined';
      log(event, { folder: cluster, pid: server.pid });
      return { connection, startedHere, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  });
}

async function findOrStart(
  dataDir: string,
  log: Log,
): Promise<{ cluster: string; server: Postmaster; started: boolean }> {
  const existing = await existingCluster(dataDir);
  const running = existing === null ? null : await runningServer(existing);
  if (existing !== null && running) return { cluster: existing, server: running, started: false };
  const user = await serverUserFor(existing ?? join(dataDir, 'postgres'));
  const binaries = await findBinaries(user, log);
  const password = process.platform === 'win32' ? randomBytes(24).toString('base64url') : null;
  const cluster = existing ?? (await createCluster(dataDir, { binaries, user, password }, log));
  await admitUser(cluster, user);
  return { cluster, server: await startServer({ cluster, binaries, user }), started: true };
}

/** Step by step: Node's recursive mkdir never ends in places like /proc, where making a folder finds no parent. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function openFolder(dataDir: string): Promise<string> {
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(dataDir);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    const message = `The data folder ${dataDir} cannot be written to (${reason}): correct its permissions, or set DATA_DIR to another folder.`;
    throw new DatabaseError(message, { database: dataDir }, { cause });
  }
}

function connectionTo(listen: Listen, password: string | null): Connection {
  const secret = password === null ? null : new Secret(password);
  return { host: listen.host, port: listen.port, user: superuser, password: secret, database: 'census' };
}

/** The password lies beside the cluster where the server listens on a port, as on Windows. */
async function readPassword(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'postgres.password'), 'utf8').catch(() => null);
  return text === null ? null : text.trim();
}

async function createDatabase(connection: Connection): Promise<void> {
  const db = createClient(withDatabase(connection, 'postgres'), { max: 1 });
  try {
    const found = await db`select 1 from pg_database where datname = 'census'`;
    if (found.length === 0) await db`create database census`;
  } catch (cause) {
    const message = `The embedded PostgreSQL runs and refuses us: ${cause instanceof Error ? cause.message : cause}`;
    throw new DatabaseError(message, { database: 'embedded' }, { cause });
  } finally {
    await db.end();
  }
}
