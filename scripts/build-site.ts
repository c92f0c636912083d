import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../db/log.ts';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const sources = ['src', 'public', 'db/vocab', 'astro.config.mjs', 'package-lock.json'];

/** The pages cannot be built. The message ends with what Astro said. Fate: stop at start. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(says: string, options?: ErrorOptions) {
    super(`The pages of the site cannot be built:\n${says}`, options);
  }
}

/** Builds the pages into `dist/` unless they are built from exactly these sources. Throws BuildError. */
export async function ensureBuilt(log: Log): Promise<void> {
  const started = Date.now();
  const wanted = await hashOf(sources);
  if ((await builtFrom()) === wanted) return;
  log('site-build-started', {});
  // Built aside and moved into place: a build that fails or is killed leaves the old pages whole.
  const aside = join(root, '.astro', `build-${process.pid}`);
  try {
    await build(aside);
    await writeFile(join(aside, 'built-from'), `${wanted}\n`);
    await moveIntoPlace(aside, wanted);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  log('site-built', { ms: Date.now() - started });
}

/** Another process may build from the same sources at the same time: whoever is second keeps what is there. */
async function moveIntoPlace(aside: string, wanted: string): Promise<void> {
  try {
    await rm(dist, { recursive: true, force: true });
    await rename(aside, dist);
  } catch (error) {
    if ((await builtFrom()) !== wanted) throw error;
  }
}

/** Vite would bake these into the pages: with DEV set they would open a database of their own. */
const BAKED_IN = { DEV: undefined, PROD: undefined, MODE: undefined, SSR: undefined, BASE_URL: undefined };

async function build(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [astro, 'build', '--outDir', outDir], {
    cwd: root,
    env: { ...process.env, ...BAKED_IN, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (text: unknown) => {
    said = `${said}${text}`.slice(-4000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((done, failed) =>
    child.once('error', failed).once('close', done),
  );
  if (code !== 0) throw new BuildError(said.trim() || `astro build ended with ${code ?? 'a signal'}`);
}

async function builtFrom(): Promise<string | null> {
  const file = join(dist, 'built-from');
  return existsSync(file) ? (await readFile(file, 'utf8')).trim() : null;
}

/** sha256 over the path and content of every file, in the order of their paths. */
async function hashOf(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesOf))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  const entries = await readdir(whole, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}
