import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build, editionsRoot, publishMade } from './src/lib/editions/made-panel.ts';
import { askDuckDb } from './src/lib/editions/readers.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

const examples = resolve(import.meta.dirname, '../examples');
let database: TestDatabase;
let place: Awaited<ReturnType<typeof editionsRoot>>;
let folder: string;

beforeAll(async () => {
  [database, place] = [await testDatabase(), await editionsRoot()];
  await publishMade(database.db);
  const built = await build(database.db, place.root);
  folder = built?.edition.folder ?? '';
  await symlink(folder, join(place.root, 'edition'));
}, 60_000);
afterAll(async () => {
  await database.drop();
  await place.remove();
});

const ask = (name: string) =>
  askDuckDb(readFileSync(join(examples, 'sql', name), 'utf8').replaceAll("'edition/", `'${folder}/`));

test('every question in SQL has an answer in a real edition', async () => {
  const answers: Record<string, (string | null)[][]> = {};
  for (const name of readdirSync(join(examples, 'sql'))) answers[name] = await ask(name);
  expect(Object.keys(answers)).toHaveLength(5);
  expect(answers['1-regions.sql']).toEqual([
    ['us', '1', '3000000003', '1', '1'],
    ['unreviewed', '88', '83184', '0', '1'],
    ['cn', '1', '1500', '0', '1'],
  ]);
  expect(answers['3-publishers.sql']?.[0]).toEqual(['OpenAI', 'US', '1', '3000000003', '1']);
  expect(answers['4-one-model.sql']).toEqual([
    ['2026-10-30', 'openai/big', '3000000001'],
    ['2026-10-31', 'openai/big', '3000000002'],
    ['2026-11-01', 'openai/big', '3000000003'],
  ]);
  expect(answers['5-built-upon.sql']?.find(([base]) => base === 'Qwen/b')).toEqual([
    'Qwen/b',
    '1',
    '0',
    '1',
    '0',
    '3',
  ]);
});

const has = (...modules: string[]) =>
  spawnSync('python3', ['-c', `import ${modules.join(', ')}`]).status === 0;

test.runIf(has('pandas', 'pyarrow'))('the same in pandas', () => {
  const said = execFileSync('python3', [join(examples, 'python/pandas_questions.py')], {
    cwd: place.root,
    encoding: 'utf8',
  });
  expect(said).toContain('openai/big');
});

test.runIf(has('polars'))('the same in polars', () => {
  const said = execFileSync('python3', [join(examples, 'python/polars_questions.py')], {
    cwd: place.root,
    encoding: 'utf8',
  });
  expect(said).toContain('openai/big');
});
