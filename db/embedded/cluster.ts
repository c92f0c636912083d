import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Binaries, reachableHome } from './binaries.ts';
import { canReach, run, type ServerUser } from './server-user.ts';

/** The PostgreSQL the package brings. A cluster of another major version cannot be opened. */
export const majorVersion = '18';
export const superuser = 'census';

/**
 * The real path of the cluster in `dataDir`; null when there is none yet.
 * Throws a DatabaseError, one sentence, when what lies there is no cluster of this major version.
 */
export async function existingCluster(dataDir: string): Promise<string | null> {
  const folder = join(dataDir, 'postgres');
  if (!(await lstat(folder).catch(() => null))) return null;
  const entries = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw broken(folder, reasons[cause.code ?? ''] ?? `cannot be read (${cause.message})`, cause);
  });
  if (entries.length === 0) return null;
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '');
  if (version.trim() === '' || !entries.includes('global'))
    throw broken(folder, 'holds no PostgreSQL cluster');
  if (version.trim() !== majorVersion) {
    const message = `${folder} was made by PostgreSQL ${version.trim()} and this program brings PostgreSQL ${majorVersion}, which cannot open it: set DATABASE_URL to a server of that version, or set DATA_DIR to a new folder.`;
    throw new DatabaseError(message, { database: folder });
  }
  return await realpath(folder);
}

/** Makes a new cluster in `dataDir` and returns its real path. It appears whole or not at all. */
export async function createCluster(
  dataDir: string,
  { binaries, user, password }: { binaries: Binaries; user: ServerUser | null; password: string | null },
  log: Log,
): Promise<string> {
  const started = Date.now();
  const home = await homeOf(dataDir, user);
  const fresh = join(home, 'postgres.new');
  const cluster = join(home, 'postgres');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (user) await chown(fresh, user.uid, user.gid);
  const passwordFile = join(dataDir, 'postgres.password');
  if (password !== null) await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const auth = password === null ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const form = ['--locale=C', '--encoding=UTF8', '--data-checksums', `--username=${superuser}`];
  await run(binaries.initdb, ['--pgdata', fresh, ...form, ...auth], user).catch((cause: Error) => {
    throw broken(cluster, `cannot be made: ${cause.message.split('\n').at(-1)}`, cause);
  });
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true }); // An empty folder, or nothing.
  await rename(fresh, cluster);
  if (home !== dataDir) await symlink(cluster, join(dataDir, 'postgres'));
  log('cluster-created', { folder: cluster, ms: Date.now() - started });
  return await realpath(cluster);
}

/** Makes sure that the server's user owns the cluster and can get to it. */
export async function admitUser(cluster: string, user: ServerUser | null): Promise<void> {
  if (!user) return;
  const { uid } = await stat(cluster);
  // Restored from a backup by root: PostgreSQL runs only as the owner.
  if (uid !== user.uid) await run('/bin/chown', ['-R', `${user.uid}:${user.gid}`, cluster], null);
  if (!(await canReach(cluster, user))) {
    throw broken(
      cluster,
      `lies in a private folder that user ${user.uid}, who runs PostgreSQL for root, cannot enter`,
    );
  }
}

/** A DatabaseError that says what is wrong with a folder and what to do. */
export function broken(folder: string, fault: string, cause?: unknown): DatabaseError {
  const message = `The database folder ${folder} ${fault}: repair it, move it away to begin anew, or set DATA_DIR to another folder.`;
  return new DatabaseError(message, { database: folder }, { cause });
}

const reasons: Record<string, string> = {
  ENOTDIR: 'is not a folder',
  EACCES: 'belongs to another user, who alone may read it',
  ENOENT: 'is a link that leads nowhere',
};

/** Where the cluster goes: into `dataDir`, or elsewhere, linked from there, when the server's user cannot enter it. */
async function homeOf(dataDir: string, user: ServerUser | null): Promise<string> {
  if (!user || (await canReach(dirname(join(dataDir, 'postgres')), user))) return dataDir;
  const home = await mkdtemp(join(await reachableHome(), 'data-'));
  await chmod(home, 0o755);
  return home;
}
