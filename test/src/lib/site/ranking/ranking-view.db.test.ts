import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import type { Definition } from '../../../../../src/lib/definition/definition.ts';
import { readPanels } from '../../../../../src/lib/metrics/panels.ts';
import { readPublisherPage } from '../../../../../src/lib/site/ranking/publisher-view.ts';
import { type Ranked, readRanking } from '../../../../../src/lib/site/ranking/ranking-view.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const world = (qwen: number) => [
    model(1, { id: 'openai/a', downloads: 600, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/b', downloads: qwen, cardData: { license: 'apache-2.0' } }),
    model(3, { id: 'nobody-knows/c', downloads: 1000 }),
    model(4, { id: 'openai/d', downloads: 3_000_000_000 }),
  ];
  await look(db, '2026-08-01', world(300));
  await look(db, '2026-08-29', world(1300));
  await look(db, '2026-08-29', [model(1, { id: 'openai/a', downloads: 600 })], { panel: 'other' });
});
afterAll(() => database.drop());

async function ranking(by: Ranked, parts: Partial<Definition> = {}) {
  const panels = await readPanels(database.db);
  return await readRanking(database.db, {
    by,
    definition: definitionOf({ panel: 'hub', by: [by], ...parts }),
    panels,
  });
}

test('countries are ranked with share, change and drawing, what is not known last and without a rank', async () => {
  const page = await ranking('country');
  expect(page.ranking.rows.map(({ rank, id, href }) => [rank, id, href])).toEqual([
    [1, 'US', '/publishers?panel=hub&country=US'],
    [2, 'CN', '/publishers?panel=hub&country=CN'],
    [null, 'UNREVIEWED', '/publishers?panel=hub&country=UNREVIEWED'],
  ]);
  expect(page.ranking.comparedWith).toBe('2026-08-01');
  expect(page.ranking.rows.every(({ spark }) => spark.length > 0)).toBe(true);
  expect(page.figure.notes.join(' ')).not.toMatch(/bar|outline/);
});

test('a publisher leads to its page, under the settings in force; nobody leads nowhere', async () => {
  const { rows } = (await ranking('publisher', { window: { days: 91 }, unknown: 'drop' })).ranking;
  expect(rows.map(({ href }) => href)).toEqual([
    '/publishers/openai?panel=hub&window=91d&unknown=drop',
    expect.stringMatching(/^\/publishers\/[a-z-]+\?panel=hub&window=91d&unknown=drop$/),
    null,
  ]);
});

test('on the first day there is a bar in place of the drawing', async () => {
  const page = await ranking('country', { panel: 'other' });
  expect([page.ranking.drawn, page.ranking.comparedWith, page.figure.series]).toEqual([false, null, null]);
});

async function publisher(id: string, parts: Partial<Definition> = {}) {
  const panels = await readPanels(database.db);
  return await readPublisherPage(database.db, {
    id,
    definition: definitionOf({ panel: 'hub', ...parts }),
    panels,
  });
}

test('a publisher is its figures, its models and what the registry says of it', async () => {
  const page = await publisher('openai');
  expect(page?.name).toBe('OpenAI');
  expect(page?.says).toBe('Industry · United States');
  expect(page?.total.title).toContain('(publisher: OpenAI)');
  expect(page?.total.take?.csv).toBe('/explore.csv?panel=hub&publisher=openai');
  expect(page?.models.map(({ repoId, downloads30d }) => [repoId, downloads30d])).toEqual([
    ['openai/d', 3_000_000_000],
    ['openai/a', 600],
  ]);
  expect(page?.groupings.map(({ href }) => href)).toEqual([
    '/sizes?panel=hub&publisher=openai',
    '/licenses?panel=hub&publisher=openai',
    '/explore?panel=hub&by=family&publisher=openai',
  ]);
  expect(page?.namespaces).toContainEqual({
    name: 'openai',
    href: '/models?panel=hub&q=openai/',
    when: 'always',
  });
  expect(page?.evidence[0]?.facts.map(({ term }) => term)).toEqual(
    expect.arrayContaining(['Name', 'Type', 'Country', 'Evidence', 'Confidence', 'Checked on']),
  );
  expect(
    page?.controls.switches.flatMap(({ choices }) => choices.flatMap(({ href }) => href ?? [])),
  ).toContain('/publishers/openai?panel=hub&window=91d');
});

test('medians are not offered, as none are kept by publisher', async () => {
  const page = await publisher('openai');
  expect(page?.controls.form.measures.map(({ id }) => id)).not.toContain('parametersMedian');
});

test('a publisher without a model in the panel has no empty figures', async () => {
  const page = await publisher('mistral-ai');
  expect([page?.models, page?.groupings, page?.total.series]).toEqual([[], [], null]);
});

test('whom the registry does not know has no page', async () => {
  expect(await publisher('nobody-at-all')).toBeNull();
});
