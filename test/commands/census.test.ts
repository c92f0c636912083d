import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'census-cli-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function census(...args: string[]) {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', LOG: 'pretty' };
  return spawnSync(process.execPath, [join(root, 'scripts/census.ts'), ...args], { env, encoding: 'utf8' });
}

test('without a command every command is listed', () => {
  const { status, stdout } = census();
  expect(status).toBe(0);
  expect(stdout).toContain('verify            recompute published cubes');
});

test('an unknown command ends with 2 and the list of commands', () => {
  const { status, stderr } = census('verfy');
  expect(status).toBe(2);
  expect(stderr).toContain('There is no command "verfy".');
});

test('an unknown option ends with 2 and the help of the command', () => {
  const { status, stderr } = census('verify', '--lst', '3');
  expect(status).toBe(2);
  expect(stderr).toContain("Unknown option '--lst'");
  expect(stderr).toContain('--last N');
});

test('an empty census says how to fill it, and has nothing to verify', () => {
  const status = census('status');
  expect(status.stdout).toContain('Nothing is collected yet: npm start, or npm run collect.');
  expect(status.status).toBe(0);

  const verify = census('verify', '--json');
  expect(verify.stderr).toContain('Nothing is published.');
  expect(verify.status).toBe(2);
});
