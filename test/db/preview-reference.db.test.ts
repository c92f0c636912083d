import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Reference, readReference } from '../../db/load-reference.ts';
import { type MovedGroup, previewReference } from '../../db/preview-reference.ts';
import { lineOf } from '../../scripts/census/reference-check.ts';
import { look } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;

const id = (n: number) => `66000000000000000000000${n}`;
const models = [
  { _id: id(1), id: 'Qwen/a', downloads: 300, likes: 10, cardData: { license: 'mit' } },
  { _id: id(2), id: 'openai/b', downloads: 100, likes: 10, cardData: {} },
  // Comes by halves from Alibaba and from OpenAI, of whose models only the first has a family.
  {
    _id: id(3),
    id: 'somebody/merged',
    downloads: 600,
    likes: 10,
    cardData: { license: 'mit', base_model: ['Qwen/a', 'openai/b'] },
    tags: ['base_model:merge:Qwen/a', 'base_model:merge:openai/b'],
  },
];

beforeAll(async () => {
  database = await testDatabase();
  await look(database.db, '2026-11-20', models);
});
afterAll(() => database.drop());

async function movedBy(change: Partial<Reference>): Promise<string[]> {
  const moved = await previewReference(database.db, {
    ...readReference(),
    contentHash: 'another',
    ...change,
  });
  return moved.map(inWords);
}

/** `region us: 1 → 0 models, 0.1 → 0` */
function inWords(g: MovedGroup): string {
  const models = `${g.modelsBefore} → ${g.modelsAfter} models`;
  return `${g.panel}, ${g.grouping} ${g.value}: ${models}, ${g.shareBefore} → ${g.shareAfter}`;
}

const reference = readReference();

test('a license of another class moves the classes, and nothing is loaded', async () => {
  const { db } = database;
  const tables = () =>
    Promise.all([
      db`select * from panel_models order by model_id`,
      db`select * from kinds order by kind_id`,
      db`select version, content_hash from reference_versions order by version`,
    ]);
  const before = await tables();

  const licenses = reference.licenses.map((row) =>
    row.license === 'mit' ? { ...row, class: 'rail' as const } : row,
  );
  expect(await movedBy({ licenses })).toEqual([
    'hub, license permissive: 2 → 0 models, 0.9 → 0',
    'hub, license rail: 0 → 2 models, 0 → 0.9',
  ]);
  expect(await tables()).toEqual(before);
});

test('a publisher elsewhere moves its region, and by halves the region of what was made from it', async () => {
  const publishers = reference.publishers.map((row) =>
    row.publisher_id === 'openai' ? { ...row, country: 'FR', type: 'academia' as const } : row,
  );
  expect(await movedBy({ publishers })).toEqual([
    'hub, creator-region europe: 0 → 1.5 models, 0 → 0.4',
    'hub, creator-region us: 1.5 → 0 models, 0.4 → 0',
    'hub, publisher-type academia: 0 → 1 models, 0 → 0.1',
    'hub, publisher-type industry: 2 → 1 models, 0.4 → 0.3',
    'hub, region europe: 0 → 1 models, 0 → 0.1',
    'hub, region us: 1 → 0 models, 0.1 → 0',
  ]);
});

test('a rule for the repos of a family moves the family of what descends from them', async () => {
  const row = { place: 1, family: 'whisper', namespace: 'openai', pattern: '^b$' };
  expect(await movedBy({ 'family-repos': [row, ...reference['family-repos']] })).toEqual([
    'hub, family : 1.5 → 0 models, 0.4 → 0',
    'hub, family whisper: 0 → 1.5 models, 0 → 0.4',
  ]);
});

test('a model on the list of infrastructure leaves the total without', async () => {
  const row = { repo_id: 'openai/b', reason: 'Loaded by tests', evidence: 'https://example.org' };
  expect(await movedBy({ infrastructure: [...reference.infrastructure, row] })).toEqual([
    'hub, infrastructure without: 3 → 2 models, 1 → 0.9',
  ]);
});

test('a line names the group, both shares and both counts', () => {
  const moved: MovedGroup = {
    panel: 'radar',
    grouping: 'creator-region',
    value: 'us',
    modelsBefore: 2598.5,
    modelsAfter: 2515,
    shareBefore: 0.514,
    shareAfter: 0.3244,
  };
  const figures = '51.40 % → 32.44 % of downloads (−18.96 points), 2,598.5 → 2,515 models';
  expect(lineOf(moved)).toBe(`radar, creator region us: ${figures}`);
  expect(lineOf({ ...moved, grouping: 'family', value: '' })).toBe(`radar, no family: ${figures}`);
  expect(lineOf({ ...moved, grouping: 'infrastructure', value: 'without' })).toBe(
    `radar, without infrastructure models: ${figures}`,
  );
});

test('the reference in force moves nothing', async () => {
  expect(await previewReference(database.db, readReference())).toHaveLength(0);
});
