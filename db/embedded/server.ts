import { chown, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { broken } from './cluster.ts';
import { resignOwner } from './owner.ts';
import { type Postmaster, processExists, readPostmaster } from './postmaster.ts';
import { run, type ServerUser, serverUserFor } from './server-user.ts';
import { type Listen, settings } from './settings.ts';

/** Linux allows 107 bytes for the path of a socket, macOS 103; the rest is `/.s.PGSQL.5432` with its lock. */
const longestSocketFolder = 103 - Buffer.byteLength('/.s.PGSQL.5432.lock');
const temporaryPrefix = 'open-model-census-socket-';
const startTimeoutS = 600;
const leftoverPatienceMs = 10_000;
const noProcess = 2 ** 31 - 2; // Above every number a system gives.

interface Place {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | null;
}

/** Starts the server of a cluster on which none runs, and waits until it takes connections, recovery included. */
export async function startServer(where: Place): Promise<Postmaster> {
  const { cluster } = where;
  const log = join(cluster, 'server.log');
  const deadline = Date.now() + leftoverPatienceMs;
  for (;;) {
    try {
      return await tryToStart(where, log);
    } catch (cause) {
      const reason = await lastWords(log, cause);
      const isLeftover = reason.startsWith('pre-existing shared memory block');
      if (!isLeftover || Date.now() > deadline) throw broken(cluster, `does not start (${reason})`, cause);
    }
    await sleep(250); // Children of a killed server need a moment to notice.
  }
}

async function tryToStart({ cluster, binaries, user }: Place, log: string): Promise<Postmaster> {
  await disarmLeftovers(cluster);
  await rename(log, `${log}.1`).catch(() => {}); // The first start has none.
  await writeFile(join(cluster, 'postgresql.conf'), await settings(await listenFor(cluster, user)));
  const args = [
    'start',
    '--silent',
    '--wait',
    `--timeout=${startTimeoutS}`,
    '--pgdata',
    cluster,
    '--log',
    log,
  ];
  await run(binaries.pgCtl, args, user);
  const server = await readPostmaster(cluster);
  if (!server) throw new Error('it ended at once');
  return server;
}

/**
 * What a killed server leaves behind names a process, and PostgreSQL does not start while that number lives,
 * whatever it is now. The number is replaced; the rest of the file stays, with it PostgreSQL finds the
 * children of the killed server, which must be gone before the next may start.
 */
async function disarmLeftovers(cluster: string): Promise<void> {
  const server = await readPostmaster(cluster);
  if (!server) return;
  const { host, port, socket } = server.listen;
  if (socket) {
    await rm(join(host, `.s.PGSQL.${port}`), { force: true });
    await rm(join(host, `.s.PGSQL.${port}.lock`), { force: true });
    await removeTemporary(host);
  }
  if (!processExists(server.pid)) return;
  const file = join(cluster, 'postmaster.pid');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^-?\d+/, String(noProcess)));
}

/** A function that stops the server once. When the process exits without calling it, the server is told to stop. */
export function stopper(
  { dataDir, cluster, pid }: { dataDir: string; cluster: string; pid: number },
  log: Log,
): () => Promise<void> {
  const tell = () => {
    if (process.platform !== 'win32' && processExists(pid)) process.kill(pid, 'SIGINT'); // A fast stop.
  };
  process.once('exit', tell);
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    process.off('exit', tell);
    const server = await readPostmaster(cluster);
    if (server?.pid === pid) await stopServer(cluster, server, log);
    await resignOwner(dataDir);
    log('server-stopped', { folder: cluster, pid });
  };
  return () => {
    stopped ??= stop();
    return stopped;
  };
}

async function stopServer(cluster: string, server: Postmaster, log: Log): Promise<void> {
  const user = await serverUserFor(cluster);
  const { pgCtl } = await findBinaries(user, log);
  await run(pgCtl, ['stop', '--silent', '--wait', '--mode=fast', '--timeout=60', '--pgdata', cluster], user);
  await removeTemporary(server.listen.host);
}

async function removeTemporary(socketFolder: string): Promise<void> {
  if (basename(socketFolder).startsWith(temporaryPrefix))
    await rm(socketFolder, { recursive: true, force: true });
}

async function listenFor(cluster: string, user: ServerUser | null): Promise<Listen> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort(), socket: false };
  if (Buffer.byteLength(cluster) <= longestSocketFolder) return { host: cluster, port: 5432, socket: true };
  const short = Buffer.byteLength(tmpdir()) < 40 ? tmpdir() : '/tmp';
  const host = await mkdtemp(join(short, temporaryPrefix));
  if (user) await chown(host, user.uid, user.gid);
  return { host, port: 5432, socket: true };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject).listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') resolve(address.port);
  });
  const port = await promise;
  server.close();
  return port;
}

/** Why the server gave up: the last grave line of its log, else what pg_ctl said. */
async function lastWords(log: string, cause: unknown): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const grave = text.split('\n').findLast((line) => /(FATAL|PANIC):/.test(line));
  const words =
    grave?.replace(/^.*?(FATAL|PANIC):\s*/, '') ??
    (cause instanceof Error ? cause.message.split('\n').at(-1) : '');
  return words || `no reason given, see ${dirname(log)}`;
}
