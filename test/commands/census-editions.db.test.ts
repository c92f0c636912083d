import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishMade } from '../src/lib/editions/made-panel.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { placeVariables } from '../support/place-variables.ts';

const root = resolve(import.meta.dirname, '../..');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  await publishMade(database.db);
  folder = await mkdtemp(join(tmpdir(), 'census-cli-editions-'));
}, 60_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  status: number;
  stdout: string;
  stderr: string;
}

/** `reach`: none is a database that is not there. */
function census(args: readonly string[], reach: 'database' | 'none' = 'none'): Promise<Ended> {
  const place =
    reach === 'database'
      ? placeVariables(database.connection)
      : { DATABASE_URL: 'postgres://127.0.0.1:9/none' };
  const env = { ...process.env, DATA_DIR: folder, LOG: 'pretty', ...place };
  return new Promise((done) => {
    execFile(process.execPath, [join(root, 'scripts/census.ts'), ...args], { env }, (error, stdout, stderr) =>
      done({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test('an edition is built, listed, exported and verified; all but the first without a database', async () => {
  const built = await census(['edition', 'build', 'hub'], 'database');
  expect(built).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^built +hub\/2026-11-01\.1 +whole/m),
  });
  expect((await census(['edition', 'build', 'hub'], 'database')).stdout).toMatch(
    /^was there +hub\/2026-11-01\.1/m,
  );
  expect((await census(['edition', 'list'])).stdout).toMatch(/^hub\/2026-11-01\.1 +whole .* rows/);

  const out = join(folder, 'out');
  const exported = await census(['export', '--edition', 'hub/latest', '--out', out, '--spreadsheet']);
  expect(exported).toMatchObject({ status: 0, stderr: '' });
  const held = join(folder, 'editions/hub/2026-11-01.1');
  for (const name of ['models.csv.gz', 'models.parquet', 'SHA256SUMS', 'README.md', 'manifest.json'])
    expect(await hash(join(out, name)), name).toBe(await hash(join(held, name)));
  const defused = gunzipSync(
    await readFile(join(`${out}-spreadsheet`, 'models.spreadsheet.csv.gz')),
  ).toString();
  expect(defused).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);

  expect(await census(['verify', out])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^hub\/2026-11-01\.1: \d+ files, [\d,]+ rows, all as it was built\.\n$/),
  });
}, 60_000);

test('verify names every file that is changed, cut, missing or foreign', async () => {
  const out = join(folder, 'broken');
  await census(['export', '--edition', 'hub/2026-11-01.1', '--out', out]);
  await truncate(join(out, 'models.parquet'), 1000);
  await writeFile(join(out, 'registry.csv.gz'), 'not this');
  await rm(join(out, 'claims.parquet'));
  await writeFile(join(out, 'foreign.txt'), 'hello');

  const { status, stdout } = await census(['verify', out]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^models\.parquet: its sum is [0-9a-f]{64}, not/m);
  expect(stdout).toMatch(/^registry\.csv\.gz: its sum is/m);
  expect(stdout).toContain('claims.parquet is missing.');
  expect(stdout).toContain('foreign.txt does not belong to the edition.');
  expect((await census(['verify', folder])).stderr).toContain('no manifest.json');
}, 60_000);

test('what cannot be asked is said with what there is', async () => {
  expect(
    (await census(['export', '--edition', 'hub/2020-01-01.1', '--out', join(folder, 'x')])).stderr,
  ).toContain('There is no edition "hub/2020-01-01.1" here: hub/2026-11-01.1.');
  expect((await census(['export', '--edition', '../../etc', '--out', join(folder, 'x')])).status).toBe(2);
  expect((await census(['export', '--edition', 'hub/latest', '--out', folder])).stderr).toContain(
    'is not empty',
  );
  expect((await census(['edition', 'retract', 'hub/2026-11-01.1'])).stderr).toContain(
    '--because is required',
  );
}, 60_000);

test('a retracted edition keeps its manifest and the reason, and cannot be exported', async () => {
  const because = 'Half of the models were missing.';
  const { status, stdout } = await census(['edition', 'retract', 'hub/2026-11-01.1', '--because', because]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: `hub/2026-11-01.1 is retracted: ${because}\n` });
  expect(await readdir(join(folder, 'editions/hub/2026-11-01.1'))).toEqual([
    'edition.json',
    'manifest.json',
    'retracted.json',
  ]);
  expect(
    (await census(['export', '--edition', 'hub/2026-11-01.1', '--out', join(folder, 'y')])).stderr,
  ).toContain(because);
  expect((await census(['edition', 'build', 'hub'], 'database')).stdout).toMatch(
    /^built +hub\/2026-11-01\.2/m,
  );
}, 60_000);

async function hash(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
