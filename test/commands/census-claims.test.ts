import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';

// Each test starts a program and a database.
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'census-claims-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function claims(...args: string[]) {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', LOG: 'pretty' };
  return spawnSync(process.execPath, [join(root, 'scripts/census.ts'), 'claims', ...args], {
    env,
    encoding: 'utf8',
  });
}

test('the ledger of an empty census says what every claim lacks, and checks published numbers', () => {
  const { status, stdout } = claims();
  expect(status).toBe(0);
  expect(stdout).toContain('S17  reproduced: DeepSeek V3, 37B of 671B active');
  expect(stdout).toContain(
    'No look at the whole Hub is published; it speaks of 1 August 2024 to 31 August 2025.',
  );
  expect(stdout).toContain('differs Models of January 2026');
  expect(stdout).toMatch(/^87 claims: definition_unclear 2, /m);
});

test('one claim comes with its source, definition and other ways of counting it', () => {
  const { status, stdout } = claims('c2');
  expect(status).toBe(0);
  expect(stdout).toContain('State of Open Source on Hugging Face: Spring 2026');
  expect(stdout).toContain('Counted: Downloads gained in the twelve months to March 2026');
  expect(stdout).toContain('Otherwise, China, only rows with a country: none.');
});

test('machines get one object', () => {
  const { status, stdout } = claims('K7', '--json');
  expect(status).toBe(0);
  const told: unknown = JSON.parse(stdout);
  expect(told).toMatchObject({ claims: [{ claim: { id: 'K7' }, answer: { status: 'needs_history' } }] });
});

test('a claim that there is not is refused with the list of those that are', () => {
  const { status, stderr } = claims('X1');
  expect(status).toBe(2);
  expect(stderr).toContain('There is no claim "X1": S1, S2,');
});
