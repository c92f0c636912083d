import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { look } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { placeVariables } from '../support/place-variables.ts';
import { startProgram, stopPrograms } from '../support/program.ts';
import { oldModels } from '../support/released.ts';

// Each test starts programs.
vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
let folder: string;

/** One look, on a Sunday. */
beforeAll(async () => {
  database = await testDatabase();
  await look(database.db, '2026-11-22', oldModels);
  folder = await mkdtemp(join(tmpdir(), 'digest-'));
});
afterAll(async () => {
  await stopPrograms();
  await database.drop();
  await rm(folder, { recursive: true });
});

const digest = (...args: string[]) =>
  startProgram('census.ts', {
    args: ['digest', ...args],
    variables: { ...placeVariables(database.connection), PUBLIC_URL: 'https://census.example.org' },
  }).ended;

test('a preview changes nothing and is what is built; what is built stays', async () => {
  const week = ['--week', '2026-W47'];
  const preview = await digest('preview', ...week, '--json');
  const files = await digest('preview', ...week, '--to', folder);
  const none = await database.db`select 1 from digest_issues`;
  const built = await digest('build', ...week, '--json');
  const again = await digest('build', ...week);

  expect(none).toHaveLength(0);
  expect([preview, files, built, again].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(JSON.parse(built.stdout)).toEqual({
    kind: 'built',
    issue: '2026-W47',
    payload: JSON.parse(preview.stdout),
  });
  expect(again.stdout).toContain('2026-W47 is there already, and stays as it is.\n');
  expect((await readdir(folder)).sort()).toEqual([
    '2026-W47-card.png',
    '2026-W47.html',
    '2026-W47.json',
    '2026-W47.txt',
  ]);
  expect(await readFile(join(folder, '2026-W47.html'), 'utf8')).toContain(
    'https://census.example.org/digest/2026-W47',
  );
});

test('a week or month without an issue says why, one that there is not is refused', async () => {
  const [withheld, refused, status, month, both] = await Promise.all([
    digest('build', '--week', '2026-W46'),
    digest('preview', '--week', '2026-W99'),
    digest('status', '--json'),
    digest('preview', '--month', '2026-10'),
    digest('preview', '--month', '2026-10', '--week', '2026-W46'),
  ]);

  expect(withheld).toMatchObject({ code: 1 });
  expect(withheld.stdout).toContain(
    'No issue of 2026-W46: The record of hub begins later, on 22 November 2026.',
  );
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no week "2026-W99"') });
  expect(month.stdout).toContain('No issue of 2026-10: The record of hub begins later, on 22 November 2026.');
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('give one of') });
  expect(JSON.parse(status.stdout)).toMatchObject({ next: expect.stringMatching(/T07:00:00/) });
});
