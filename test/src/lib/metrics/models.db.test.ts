import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import type { Definition } from '../../../../src/lib/definition/definition.ts';
import { readModel } from '../../../../src/lib/metrics/model.ts';
import { readModels } from '../../../../src/lib/metrics/models.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publish } from '../publish-by-hand.ts';

const everything = definitionOf();
const all = { q: null, after: null };
const oneHundredAndTwenty = 120;
let database: TestDatabase;

// Downloads tie in tens; every twelfth is not recorded; even models are American, odd ones unreviewed.
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const cells = [
    { region: 'us', models: 60 },
    { region: 'unreviewed', models: 60 },
  ];
  const id = await publish(db, { panel: 'hub', asOf: '2026-08-22', cells });
  await db`
    insert into models (repo_id, namespace, first_seen_on)
    select case when i = 7 then 'Acme/100%_sure\\' else 'acme/model-' || i end, 'acme', '2026-08-22'
    from generate_series(1, ${oneHundredAndTwenty}::int) i
  `;
  await db`
    insert into panel_models (
      panel_id, model_id, downloads_30d, present, fingerprint, described_by, parameters_source,
      country, region, size_class, license_class
    )
    select
      p.panel_id, m.model_id, case when m.model_id % 12 = 0 then null else m.model_id / 10 * 1000000000::bigint end, true,
      gen_random_uuid(), ${id}, 'unknown', 'US', case when m.model_id % 2 = 0 then 'us' else 'unreviewed' end,
      'unknown', 'unrecorded'
    from models m cross join panels p
  `;
  await db`select index_names()`;
});
afterAll(() => database.drop());

async function walk(definition: Definition, q: string | null) {
  const seen = [];
  let after: string | null = null;
  do {
    const list = await readModels(database.db, definition, { q, after });
    seen.push(...list.models);
    after = list.next;
  } while (after !== null);
  return seen;
}

test.each([
  ['by downloads', everything, null, 120],
  ['in cells', definitionOf({ lenses: { region: ['us'] } }), null, 60],
  ['by search', everything, 'MODEL', 119],
  ['by search and lens', definitionOf({ lenses: { region: ['us'] } }), 'model', 60],
])('parts of a list join without loss or repeat: %s', async (_, definition, q, count) => {
  const seen = await walk(definition, q);

  expect(new Set(seen.map(({ modelId }) => modelId)).size).toBe(count);
  expect(seen).toHaveLength(count);
  const place = seen.map(({ downloads30d, modelId }) => (downloads30d ?? -1) * 1000 + modelId);
  expect(place).toEqual(place.toSorted((a, b) => b - a));
  expect(seen.at(-1)?.downloads30d).toBeNull();
});

test('a count above 2^31 arrives whole', async () => {
  const { models, matching } = await readModels(database.db, everything, all);

  expect([models[0]?.downloads30d, matching]).toEqual([11_000_000_000, 120]);
});

test('signs of LIKE are letters like any other', async () => {
  const find = async (q: string) =>
    (await readModels(database.db, everything, { q, after: null })).models.length;

  expect([
    await find('100%_SURE\\'),
    await find('mod%l'),
    await find('mod_l-1').catch(() => 'refused'),
  ]).toEqual([1, 0, 0]);
});

test.each([
  'x',
  'WzEsMF0',
  Buffer.from('[1,"1"]').toString('base64url'),
  Buffer.from('[1, 1]').toString('base64url'),
])('a forged place in the list is refused: %s', async (after) => {
  await expect(readModels(database.db, everything, { q: null, after })).rejects.toMatchObject({
    status: 400,
  });
});

test('a search that the index cannot narrow is refused', async () => {
  await expect(readModels(database.db, everything, { q: 'a-b', after: null })).rejects.toThrow(
    'q: search for three letters or digits in a row, and for at most 100 characters.',
  );
});

test('a model is found by its exact name, then in any case', async () => {
  const exact = await readModel(database.db, 'acme/model-9');
  const loose = await readModel(database.db, 'ACME/Model-9');

  expect([exact?.model.repoId, loose?.model.repoId]).toEqual(['acme/model-9', 'acme/model-9']);
  expect(exact?.states).toMatchObject([
    { panel: 'hub', region: 'unreviewed', downloads30d: 0, described: null },
  ]);
  expect(await readModel(database.db, 'acme/none')).toBeNull();
});
