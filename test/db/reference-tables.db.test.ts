import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReference } from '../../db/load-reference.ts';
import { SIZE_CELLS } from '../../db/vocab/size-classes.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('every row of every file and vocabulary stands in the table of its name', async () => {
  const { contentHash: _, ...content } = readReference();
  const { db } = database;
  const held: Record<string, number> = {};
  for (const name of Object.keys(content)) {
    const [row] = await db<{ rows: number }[]>`
      select count(*)::int as "rows" from ${db(`ref_${name.replaceAll('-', '_')}`)}`;
    held[name] = row?.rows ?? -1;
  }

  expect(held).toEqual(
    Object.fromEntries(Object.entries(content).map(([name, rows]) => [name, rows.length])),
  );
});

test('cells are the bounds of all schemes, numbered', async () => {
  const rows = await database.db<{ bounds: string[]; classes: string[] }[]>`
    select bounds::text[] as "bounds", classes as "classes" from ref_size_schemes where scheme = 'cells'`;

  expect([...rows]).toEqual([
    { bounds: SIZE_CELLS.map(String), classes: SIZE_CELLS.map((_, cell) => String(cell)) },
  ]);
});

test('empty cells are null, dates are dates, lists are in the order of their vocabulary', async () => {
  const { db } = database;
  const repos = await db<{ pattern: string | null }[]>`
    select pattern as "pattern" from ref_family_repos where namespace = 'Qwen'`;
  const dates = await db<{ released: string }[]>`
    select released_on::text as "released" from ref_release_dates where repo_id = 'openai/gpt-oss-20b'`;
  const formats = await db<{ word: string }[]>`
    select word as "word" from ref_vocabulary where list = 'format' order by place`;
  const tasks = await db<{ modality: string; language: boolean }[]>`
    select modality as "modality", language as "language" from ref_tasks where task = 'image-text-to-text'`;

  expect([...repos]).toEqual([{ pattern: null }]);
  expect([...dates]).toEqual([{ released: '2025-08-05' }]);
  expect(formats.map(({ word }) => word)).toEqual([
    'gguf',
    'mlx',
    'onnx',
    'safetensors',
    'pytorch',
    'tensorflow',
    'jax',
  ]);
  expect([...tasks]).toEqual([{ modality: 'multimodal', language: true }]);
});
