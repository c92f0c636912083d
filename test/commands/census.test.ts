import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';

// Each test starts a program, some of them a database.
vi.setConfig({ testTimeout: 60_000 });

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
  expect(stdout).toContain('verify              recompute published sums');
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

test('a word that a command does not take ends with 2, before anything is opened', () => {
  const { status, stdout, stderr } = census('status', 'hub');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^Too many words: "hub"\.\n\nUsage: npx census status \[options\]\n/);
});

describe('every command', () => {
  const listed = census().stdout;
  const names = [...listed.matchAll(/^ {2}(\w[\w ]*?) {2,}\S/gm)].map(([, name]) => name ?? '');

  test('is in the list', () => {
    expect(names).toEqual(expect.arrayContaining(['collect', 'status', 'verify', 'reference check']));
  });

  test.each(names)('%s says its usage, options, examples and exit codes', (name) => {
    const { status, stdout } = census(...name.split(' '), '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: npx census ${name}( .*)? \\[options\\]\n\n[A-Z]`));
    expect(stdout).toContain('  --json            one JSON object');
    expect(stdout).toMatch(new RegExp(`^Examples\n {2}npx census ${name}`, 'm'));
    expect(stdout).toMatch(/^Exit codes: 0 .*, 2 the command line is wrong\.$/m);
  });
});

test('an empty census says how to fill it, and has nothing to verify', () => {
  const status = census('status');
  expect(status.stdout).toContain('Nothing is collected yet: npm start, or npx census collect.');
  expect(status.status).toBe(0);

  const verify = census('verify', '--json');
  expect(verify.stderr).toContain('Nothing is published.');
  expect(verify.status).toBe(2);
});
