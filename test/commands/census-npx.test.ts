import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'census-npx-'));
const copy = join(folder, 'copy of it');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** npx as a person runs it in a fresh clone: an empty cache, no network, and only the system’s own programs. */
function npx(cwd: string, ...args: string[]) {
  const ours = resolve(root, 'node_modules');
  const path = (process.env.PATH ?? '').split(':').filter((place) => !resolve(place).startsWith(ours));
  const foreign = /^(npm_|VITEST|NODE_OPTIONS|TEST$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const env = {
    ...Object.fromEntries(kept),
    PATH: path.join(':'),
    HOME: folder,
    npm_config_cache: join(folder, 'cache'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  return spawnSync('npx', ['census', ...args], { cwd, env, encoding: 'utf8', timeout: 60_000 });
}

beforeAll(() => {
  mkdirSync(copy);
  for (const name of ['package.json', 'package-lock.json', 'scripts', 'db', 'collectors', 'src']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
});

// npm links the command anew for the copy, and marks it executable.
describe.skipIf(process.platform === 'win32')('npx census', () => {
  test('is ours, from the root and from a folder in it, and asks no registry', () => {
    const inRoot = npx(copy, '--help');
    const below = npx(join(copy, 'db'), 'verify', '--help');

    expect(inRoot.stdout).toMatch(/^Usage: npx census COMMAND \[options\]\n/);
    expect(inRoot.status).toBe(0);
    expect(below.stdout).toMatch(/^Usage: npx census verify \[DIR\] \[options\]\n/);
    expect(below.status).toBe(0);
  });

  test('passes on words and exit codes', () => {
    const { status, stderr } = npx(copy, 'verfy', '--now');

    expect(status).toBe(2);
    expect(stderr).toContain('There is no command "verfy --now".');
  });

  test('in a clone without node_modules is still ours, and says what to do first', () => {
    const bare = join(folder, 'bare');
    mkdirSync(join(bare, 'scripts'), { recursive: true });
    for (const name of ['package.json', 'scripts/census.mjs', 'scripts/node-version.mjs']) {
      cpSync(join(root, name), join(bare, name));
    }
    const { stderr } = npx(bare, 'status');
    const direct = spawnSync(process.execPath, [join(bare, 'scripts/census.mjs')], { encoding: 'utf8' });

    // What npm says offline when it wants a package of the registry.
    expect(stderr).not.toContain('ENOTCACHED');
    expect(direct.status).toBe(1);
    expect(direct.stderr).toMatch(/^Run npm ci first: /);
  });
});
