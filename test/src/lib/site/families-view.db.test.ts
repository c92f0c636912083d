import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../src/lib/metrics/panels.ts';
import { readFamiliesPage } from '../../../../src/lib/site/families-view.ts';
import { readFamilyPage } from '../../../../src/lib/site/family-view.ts';
import { look } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { released } from '../../../support/released.ts';

let database: TestDatabase;
const definition = parseDefinition(new URLSearchParams());

async function families(query = '') {
  const panels = await readPanels(database.db);
  return await readFamiliesPage(database.db, {
    url: new URL(`http://census/families${query}`),
    definition,
    panels,
  });
}

async function family(id: string) {
  return await readFamilyPage(database.db, { id, definition, panels: await readPanels(database.db) });
}

beforeAll(async () => {
  database = await testDatabase();
  const sized = (total: number) => ({ safetensors: { parameters: { BF16: total }, total } });
  const on = (base: string) => ({ cardData: { base_model: [base], base_model_relation: 'finetune' } });
  await look(database.db, '2026-11-20', [
    released('2026-01-05', 1, { id: 'Qwen/Test-Large', downloads: 300, ...sized(32e9) }),
    released('2026-02-05', 2, { id: 'Qwen/Test-Tiny', downloads: 40, ...sized(6e8) }),
    released('2026-03-05', 3, { id: 'acme/tuned', downloads: 7, ...on('Qwen/Test-Large') }),
    released('2026-04-06', 4, { id: 'acme/again', downloads: 5, ...on('acme/tuned') }),
    released('2026-03-07', 5, { id: 'google/gemma-test', downloads: 900, ...sized(2e9) }),
  ]);
});
afterAll(() => database.drop());

test('the most downloaded family is first, and those without a model in the panel stand apart', async () => {
  const page = await families();
  expect(page.rows.map(({ href }) => href)).toEqual(['/families/gemma', '/families/qwen']);
  expect(page.rows[1]).toMatchObject({
    range: '600M to 32B',
    edge: { name: 'Test-Tiny', href: '/models/Qwen/Test-Tiny' },
    downloads: { family: 352, firstParty: 340 },
    derivatives: { direct: 1, descendants: 2 },
  });
  expect(page.absent.map(({ href }) => href)).toContain('/families/kimi');
  expect(page.frame.footer.map(({ term }) => term)).toEqual([
    'Unit',
    'Window',
    'Universe',
    'Attribution',
    'As of',
    'Coverage',
    'Gaps',
    'Source',
  ]);
});

test('another order is an address, an unknown one is refused', async () => {
  const page = await families('?sort=smallest');
  expect(page.rows.map(({ href }) => href)).toEqual(['/families/qwen', '/families/gemma']);
  expect(page.orders.find(({ id }) => id === 'downloads')?.href).toBe('/families');
  await expect(families('?sort=best')).rejects.toThrow(/sort: "best" is not one of downloads/);
});

test('a family shows its models, its releases, and derivatives by month under three countings', async () => {
  const page = await family('qwen');
  expect(page?.models.rows.map(({ repoId }) => repoId)).toEqual(['Qwen/Test-Large', 'Qwen/Test-Tiny']);
  expect(page?.releases.rows[0]?.repoId).toBe('Qwen/Test-Tiny');
  expect(page?.derivatives.series?.columns.map(({ name }) => name)).toEqual([
    'Direct',
    'Descendants',
    'Mentioned',
  ]);
  expect(
    page?.derivatives.series?.rows.map(({ on, cells }) => [on, ...cells.map(({ value }) => value)]),
  ).toEqual([
    ['2026-03', 1, 1, 0],
    ['2026-04', 0, 1, 0],
  ]);
  expect(page?.derivatives.totals.map(({ models }) => models)).toEqual([1, 2, 0]);
});

test('a family without a model in the panel has a page that says so; one that is not curated has none', async () => {
  const page = await family('kimi');
  expect(page?.models.frame.title).toBe('None of its own models is in this panel');
  expect(page?.derivatives.series).toBeNull();
  expect(await family('no-such')).toBeNull();
});
