import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'census-import-cli-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function runImport(...args: string[]) {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', LOG: 'pretty' };
  const script = join(root, 'scripts/census.ts');
  return spawnSync(process.execPath, [script, 'import', ...args], { env, encoding: 'utf8' });
}

const file = join(dataDir, 'list.csv');
writeFileSync(file, 'date,repo_id,likes\n2025-09-01,acme/a,1\n2025-09-02,acme/a,2\n2025-09-03,a b,3\n');
const WORDS = ['--panel', 'list', '--population', 'A list.', '--source-url', 'https://example.org'];

test('the help names every format with an example', () => {
  const { status, stdout } = runImport('--help');
  expect(status).toBe(0);
  for (const format of ['csv', 'model-pulse', 'hub-stats'])
    expect(stdout).toContain(`npx census import ${format} `);
});

test('a command line that asks for nothing that exists ends with 2', () => {
  const wrong: [string[], string][] = [
    [['csv'], 'Too few words: FORMAT SOURCE is expected.'],
    [['xls', file], 'There is no format "xls": csv, model-pulse, hub-stats.'],
    [['csv', file], 'A panel needs --panel, --population, --source-url'],
    [['csv', file, ...WORDS, '--from', 'monday'], '--from takes a day like 2025-03-01, not "monday".'],
    [['csv', file, ...WORDS, '--every', '0'], '--every takes a number of days from 1 to 999, not "0".'],
    [['csv', file, ...WORDS, '--panel', 'My List'], '--panel takes small letters, digits and dashes'],
  ];
  for (const [args, says] of wrong) {
    const { status, stderr } = runImport(...args);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  }
}, 120_000);

test('one JSON object says what was done, and the exit code whether all of it was good', () => {
  const first = runImport('csv', file, ...WORDS, '--json');
  expect(JSON.parse(first.stdout)).toEqual({
    panel: 'list',
    published: [
      { asOf: '2025-09-01', models: 1 },
      { asOf: '2025-09-02', models: 1 },
    ],
    rejected: [
      { asOf: '2025-09-03', reasons: expect.arrayContaining(['1 of 1 records could not be read.']) },
    ],
    passedOver: { published: 0, rejected: 0, 'too-old': 0, between: 0, 'left-out': 0 },
    records: 2,
    skipped: 0,
    stopped: false,
    failed: null,
  });
  expect(first.status).toBe(1);

  const second = runImport('csv', file, ...WORDS);
  expect(second.stdout).toContain('list: 0 days published, 0 records, 0 of them skipped.');
  expect(second.stdout).toContain('  passed over: 2 days published before');
  expect(second.stdout).toContain('Nothing was to be done.');
  expect(second.status).toBe(0);

  const missing = runImport('csv', join(dataDir, 'none.csv'), ...WORDS, '--json');
  expect(JSON.parse(missing.stdout)).toMatchObject({
    failed: `${join(dataDir, 'none.csv')}: there is no such file.`,
  });
  expect(missing.status).toBe(1);
}, 120_000);
