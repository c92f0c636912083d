import { afterAll, beforeAll, expect, test } from 'vitest';
import { PANEL_REACH } from '../../../../../src/lib/definition/panel-reach.ts';
import { parseDefinition } from '../../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../../src/lib/metrics/panels.ts';
import { answerRows } from '../../../../../src/lib/site/data/answer-rows.ts';
import type { BranchView } from '../../../../../src/lib/site/lineage/branches.ts';
import {
  LINEAGE_KEYS,
  readFamilyLineagePage,
  readModelLineagePage,
} from '../../../../../src/lib/site/lineage/lineage-tree-view.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;

const on = (license: string, ...bases: string[]) => ({
  cardData: { license, base_model: bases, base_model_relation: 'finetune' },
});

/** A base with twenty small derivatives, one large one with a merge of it, and a base nobody has seen. */
beforeAll(async () => {
  database = await testDatabase();
  const small = Array.from({ length: 20 }, (_, i) =>
    released('2026-02-02', 100 + i, {
      id: `acme/small-${String(i).padStart(2, '0')}`,
      downloads: i,
      ...on('apache-2.0', 'Qwen/Qwen9-1B'),
    }),
  );
  await look(database.db, '2026-11-09', [
    released('2026-01-05', 1, {
      id: 'Qwen/Qwen9-1B',
      downloads: 1000,
      ...on('apache-2.0', 'Qwen/never-seen'),
    }),
    released('2026-02-01', 2, { id: 'acme/large', downloads: 5, ...on('mit', 'Qwen/Qwen9-1B') }),
    released('2026-03-01', 3, {
      id: 'acme/merged',
      downloads: 300,
      ...on('mit', 'acme/large', 'Qwen/Qwen9-1B'),
    }),
    released('2026-03-02', 4, { id: 'acme/alone', downloads: 1 }),
    ...small,
  ]);
});
afterAll(() => database.drop());

async function read(repoId: string, query = '') {
  const url = new URL(`http://census/lineage${query}`);
  const definition = parseDefinition(url.searchParams, { ...PANEL_REACH, own: LINEAGE_KEYS });
  const panels = await readPanels(database.db);
  return await readModelLineagePage(database.db, repoId, { url, definition, panels });
}

const names = (branches: readonly BranchView[] | undefined) => branches?.map(({ name }) => name);

test('below a model stand its biggest branches, and how many more there are', async () => {
  const page = (await read('Qwen/Qwen9-1B'))?.page;
  expect(page?.frame.title).toBe(
    '22 models are known to derive from Qwen/Qwen9-1B; they have 495 downloads in 30 days',
  );
  const below = page?.trees[0]?.below;
  expect(names(below?.branches.slice(0, 3))).toEqual(['acme/large', 'acme/small-19', 'acme/small-18']);
  expect(below?.branches).toHaveLength(16);
  expect(below?.more).toEqual({
    says: 'and 5 more, 10 downloads in 30 days',
    href: '/lineage/Qwen/Qwen9-1B?children=all',
  });
  expect(names(below?.branches[0]?.below?.branches)).toEqual(['acme/merged']);
});

test('all its children stand on the page that shows all', async () => {
  const page = (await read('Qwen/Qwen9-1B', '?children=all'))?.page;
  expect(page?.trees[0]?.below?.branches).toHaveLength(21);
  expect(page?.trees[0]?.below?.more).toBeNull();
});

test('above a model stand its bases with how they were declared, seen or not', async () => {
  const { above } = (await read('acme/merged'))?.page ?? {};
  const bases = above?.below?.branches;
  expect(bases?.map(({ name, how }) => [name, how])).toEqual([
    ['acme/large', 'Fine-tune, declared on the model card'],
    ['Qwen/Qwen9-1B', 'Fine-tune, declared on the model card'],
  ]);
  const root = (await read('Qwen/Qwen9-1B'))?.page.above?.below?.branches;
  expect(root).toMatchObject([{ name: 'Qwen/never-seen', href: null, notes: ['no look ever named it'] }]);
});

test('a model without lineage says so; one that nobody named is not there', async () => {
  expect((await read('acme/alone'))?.page.frame.title).toBe(
    'Neither a base nor a derivative of acme/alone is known',
  );
  expect(await read('acme/nobody')).toBeNull();
});

test('coverage says what part of the panel declares a base', async () => {
  const footer = (await read('acme/alone'))?.page.frame.footer;
  expect(footer?.find(({ term }) => term === 'Coverage')?.says.replaceAll('\u00a0', ' ')).toBe(
    '95.8 % of the models of the panel declare a base, and 99.9 % of its downloads are in such models',
  );
});

test('the models of a family stand under their roots', async () => {
  const definition = parseDefinition(new URLSearchParams(), PANEL_REACH);
  const panels = await readPanels(database.db);
  const page = await readFamilyLineagePage(database.db, 'qwen', { definition, panels });
  expect(names(page?.trees)).toEqual(['Qwen/Qwen9-1B']);
  expect(page?.trees[0]?.below?.branches).toHaveLength(8);
  expect(page?.trees[0]?.below?.more?.href).toBe('/lineage/Qwen/Qwen9-1B');
  expect(await readFamilyLineagePage(database.db, 'no-such', { definition, panels })).toBeNull();
});

test('the edges come as rows with where they were declared', async () => {
  const url = new URL('https://census.example.org/lineage.csv?model=acme/merged');
  const answer = await answerRows({ url, db: database.db, view: 'lineage', format: 'csv' });
  const [, ...rows] = (await answer?.text())?.trim().split('\n') ?? [];
  expect(rows.map((row) => row.split(',').slice(0, 6).join(','))).toEqual([
    'above,acme/merged,acme/large,1,finetune,card',
    'above,acme/merged,Qwen/Qwen9-1B,2,finetune,card',
    'above,acme/large,Qwen/Qwen9-1B,1,finetune,card',
  ]);
});

test('the edges of a family come as rows too, and one of the two has to be named', async () => {
  const ask = (query: string) =>
    answerRows({
      url: new URL(`https://census.example.org/lineage.json${query}`),
      db: database.db,
      view: 'lineage',
      format: 'json',
    });
  const family: unknown = await (await ask('?family=qwen'))?.json();
  expect(family).toMatchObject({
    meta: { family: 'qwen', complete: false },
    rows: expect.arrayContaining([
      expect.objectContaining({ model: 'acme/large', base: 'Qwen/Qwen9-1B', relation_source: 'card' }),
    ]),
  });
  expect((await ask(''))?.status).toBe(400);
  expect((await ask('?model=acme/large&family=qwen'))?.status).toBe(400);
});
