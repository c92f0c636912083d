import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { headLength } from '../../../../../src/lib/metrics/search-head.ts';
import { answerSearch } from '../../../../../src/lib/site/search/answer-search.ts';
import { readSearch } from '../../../../../src/lib/site/search/search-view.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { publish } from '../../publish-by-hand.ts';

let database: TestDatabase;

const named = ['Qwen/Qwen3-8B', 'Qwen/Qwen3-8B-GGUF', 'mit-lab/pi', 'acme/100%_sure', 'acme/r1-tiny'];

// More models than the head, so that rare ones have to come from the index of names. Later ones are downloaded less.
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const cells = [{ region: 'us', models: headLength + 200 }];
  const id = await publish(db, { panel: 'hub', asOf: '2026-08-22', cells });
  await db`
    insert into models (repo_id, namespace, first_seen_on)
    select 'filler/plain-' || i, 'filler', '2026-08-22' from generate_series(1, ${headLength + 100}::int) i
  `;
  for (const repoId of named)
    await db`insert into models (repo_id, namespace, first_seen_on) values (${repoId}, 'x', '2026-08-22')`;
  await db`
    insert into panel_models (
      panel_id, model_id, downloads_30d, present, fingerprint, described_by, parameters_source,
      country, region, size_class, license_class
    )
    select p.panel_id, m.model_id, 1000000 - m.model_id, true, gen_random_uuid(), ${id}, 'unknown', 'US', 'us',
      'unknown', 'unrecorded'
    from models m cross join panels p
  `;
  await db`select index_names()`;
});
afterAll(() => database.drop());

const find = async (q: string) => await readSearch(database.db, { q, panel: null });

async function namesOf(q: string, group: string): Promise<readonly string[]> {
  const { groups } = await find(q);
  return groups.find(({ id }) => id === group)?.results.map(({ name }) => name) ?? [];
}

test('a model far down the list is found by a part of its name, in any case', async () => {
  expect(await namesOf('qwen3-8b', 'models')).toEqual(['Qwen/Qwen3-8B', 'Qwen/Qwen3-8B-GGUF']);
});

test('an address of a repo leads to it, and to those that begin with it', async () => {
  expect(await namesOf('Qwen/Qwen3-8B', 'models')).toEqual(['Qwen/Qwen3-8B', 'Qwen/Qwen3-8B-GGUF']);
  expect(await namesOf('qwen/qwen3-8b-g', 'models')).toEqual(['Qwen/Qwen3-8B-GGUF']);
});

test('every word must stand in the name, in any order', async () => {
  expect(await namesOf('gguf qwen3', 'models')).toEqual(['Qwen/Qwen3-8B-GGUF']);
});

test('two letters look through the most downloaded models only, and say so', async () => {
  const { groups } = await find('pl');
  const none = await namesOf('r1', 'models');
  expect(groups.find(({ id }) => id === 'models')?.results).toHaveLength(8);
  expect(none).toEqual([]);
});

test('a common word gives the most downloaded models and the list of all', async () => {
  const models = (await find('plain')).groups.find(({ id }) => id === 'models');
  expect(models?.results[0]).toEqual({
    name: 'filler/plain-1',
    says: '999,999 downloads in 30 days',
    href: '/models/filler/plain-1',
  });
  expect(models?.allHref).toBe('/models?q=plain');
});

test('wildcards of the database are letters', async () => {
  expect(await namesOf('100%_sure', 'models')).toEqual(['acme/100%_sure']);
  expect(await namesOf('plain_1', 'models')).toEqual([]);
});

test.each([
  ['concentration', 'pages', 'Concentration', '/concentration'],
  ['china', 'places', 'China', '/?region=cn'],
  ['permissive', 'licenses', 'Permissive', '/?license=permissive'],
  ['downloads gained', 'measures', 'Downloads gained', '/methods#measure-downloadsGained'],
  ['attribution', 'measures', 'Attribution', '/methods#key-attribution'],
  ['shortcuts', 'pages', 'Keyboard shortcuts', '/shortcuts'],
])('"%s" leads to %s: %s', async (q, group, name, href) => {
  const found = (await find(q)).groups.find(({ id }) => id === group)?.results[0];
  expect(found).toMatchObject({ name, href });
});

test('a claim is found by its number, and its group stands first', async () => {
  const { groups } = await find('c1');
  expect(groups[0]?.results[0]?.href).toBe('/claims/C1');
});

test('where nothing fits, names that are alike are offered', async () => {
  const { groups, alike } = await find('concentratoin');
  expect(groups).toEqual([]);
  expect(alike.map(({ name }) => name)).toContain('Concentration');
});

test('an empty search finds nothing, a very long one is refused', async () => {
  expect((await find('  ')).groups).toEqual([]);
  await expect(find('x'.repeat(101))).rejects.toThrow(BadDefinition);
});

test('the same as JSON; an unknown key is a problem in words', async () => {
  const at = (path: string) => answerSearch({ url: new URL(`https://census.test${path}`), db: database.db });
  const found = await at('/search.json?q=qwen3');
  const refused = await at('/search.json?query=qwen3');
  expect(await found.json()).toMatchObject({ q: 'qwen3', page: '/search?q=qwen3', as_of: '2026-08-22' });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
});
