import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFamilies } from '../../../../src/lib/families/read-families.ts';
import { look } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { released } from '../../../support/released.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const sized = (total: number) => ({ safetensors: { parameters: { BF16: total }, total } });
  const on = (base: string, relation: string) => ({
    cardData: { base_model: [base], base_model_relation: relation },
  });
  await look(database.db, '2026-11-20', [
    released('2026-01-05', 1, {
      id: 'Qwen/Test-Large',
      downloads: 300,
      cardData: { license: 'apache-2.0' },
      ...sized(32_000_000_000),
    }),
    released('2026-02-05', 2, {
      id: 'Qwen/Test-Tiny',
      downloads: 40,
      cardData: {},
      ...sized(999_999_999),
    }),
    released('2026-03-05', 3, { id: 'acme/tuned', downloads: 7, ...on('Qwen/Test-Large', 'finetune') }),
    released('2026-03-06', 4, { id: 'acme/packed', downloads: 5, ...on('acme/tuned', 'quantized') }),
    released('2026-03-07', 5, { id: 'google/gemma-test', downloads: 11 }),
    released('2026-03-08', 6, { id: 'google/other-test', downloads: 90 }),
  ]);
});
afterAll(() => database.drop());

test('a family beside its publisher, sizes, licenses, downloads of its own and of all that descend from it', async () => {
  const { families, asOf, derivativesAsOf } = await readFamilies(database.db, { panel: 'hub' });
  const [first] = families;

  expect([asOf, derivativesAsOf]).toEqual(['2026-11-20', '2026-11-20']);
  expect(first).toMatchObject({
    id: 'qwen',
    region: { id: 'cn', name: 'China' },
    models: 2,
    sized: 2,
    smallest: { repoId: 'Qwen/Test-Tiny', parameters: 999_999_999 },
    largest: { repoId: 'Qwen/Test-Large', parameters: 32_000_000_000 },
    smallestEdge: { repoId: 'Qwen/Test-Tiny' },
    hasUnder7b: true,
    newest: { repoId: 'Qwen/Test-Tiny', releasedOn: '2026-02-05' },
    downloads30d: { firstParty: 340, family: 352 },
    derivatives: { direct: 1, descendants: 2, mentioned: 0 },
  });
  expect(first?.licenses).toEqual([
    { license: 'apache-2.0', licenseClass: 'permissive', models: 1, downloads30d: 300 },
    { license: 'none', licenseClass: 'none', models: 1, downloads30d: 40 },
  ]);
});

test('a repo of the same publisher that no rule names belongs to no family', async () => {
  const { families } = await readFamilies(database.db, { panel: 'hub' });

  expect(families.find(({ id }) => id === 'gemma')).toMatchObject({
    models: 1,
    downloads30d: { firstParty: 11, family: 11 },
    smallest: null,
    hasUnder7b: false,
  });
});

test('every curated family is there, also without a model in the panel', async () => {
  const { families } = await readFamilies(database.db, { panel: 'hub' });
  const [count] = await database.db<
    [{ curated: number }]
  >`select count(*)::int as "curated" from ref_families`;

  expect(families.length).toBe(count.curated);
  expect(families.find(({ id }) => id === 'kimi')).toMatchObject({
    models: 0,
    downloads30d: { firstParty: 0, family: 0 },
  });
});
