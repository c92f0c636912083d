import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forgetAll, type ListingOptions, look, model } from './listing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

/** Enough unchanged models that one more or less passes the checks. */
const OTHERS = Array.from({ length: 40 }, (_, i) => model(i + 100, { downloads: 1000 }));

function day(n: number, entries: readonly unknown[], options?: ListingOptions) {
  return look(database.db, `2026-11-${n}`, [...entries, ...OTHERS], options);
}

async function changes() {
  return [
    ...(await database.db`
      select as_of::text as "asOf", repo_id as "id", kind, before, after from changes order by event_id`),
  ];
}

const licensed = (license: unknown, more = {}) => model(1, { cardData: { license, ...more } });

describe('what changes about a model is an event', () => {
  test.each([
    ['mit', 'cc-by-nc-4.0', 'license-tighter'],
    ['llama3.1', 'apache-2.0', 'license-looser'],
    ['mit', 'apache-2.0', 'license-lateral'],
    ['mit', 'nobody-knows-it', 'license-changed'],
    [undefined, 'mit', 'license-declared'],
    ['mit', undefined, 'license-dropped'],
  ])('a license that goes from %s to %s is %s', async (from, to, kind) => {
    await day(20, [licensed(from)]);
    await day(21, [licensed(to)]);
    expect(await changes()).toEqual([
      { asOf: '2026-11-21', id: 'acme/m1', kind, before: from ?? 'none', after: to ?? 'none' },
    ]);
  });

  test('a license named `other` is compared by its name', async () => {
    await day(20, [licensed('other', { license_name: 'modified-mit' })]);
    await day(21, [licensed('other', { license_name: 'mnpl' })]);
    expect(await changes()).toEqual([
      {
        asOf: '2026-11-21',
        id: 'acme/m1',
        kind: 'license-tighter',
        before: 'other: modified-mit',
        after: 'other: mnpl',
      },
    ]);
  });

  test('gating, names, bases, sizes, tasks and being disabled', async () => {
    const weights = (total: number) => ({ safetensors: { total } });
    await day(20, [
      model(1, { gated: false, pipeline_tag: 'text-generation', disabled: false, ...weights(7e9) }),
    ]);
    await day(21, [
      model(1, {
        id: 'other/m1',
        gated: 'manual',
        pipeline_tag: 'image-text-to-text',
        disabled: true,
        cardData: { base_model: ['acme/m100', 'acme/m101'] },
        ...weights(8e9),
      }),
    ]);
    const of = { asOf: '2026-11-21', id: 'other/m1' };
    expect(await changes()).toEqual([
      { ...of, kind: 'bases', before: null, after: 'acme/m100 acme/m101' },
      { ...of, kind: 'disabled', before: 'false', after: 'true' },
      { ...of, kind: 'gating', before: 'no', after: 'manual' },
      { ...of, kind: 'parameters', before: '7000000000', after: '8000000000' },
      { ...of, kind: 'renamed', before: 'acme/m1', after: 'other/m1' },
      { ...of, kind: 'task', before: 'text-generation', after: 'image-text-to-text' },
    ]);
  });

  test('counters that move and tags that come and go are none', async () => {
    await day(20, [model(1, { tags: ['a'], downloads: 1000 })]);
    await day(21, [model(1, { tags: ['b'], downloads: 1200, likes: 7 })]);
    expect(await changes()).toEqual([]);
  });

  test('a deleted name that is used again is a recreated model', async () => {
    await day(20, [model(1, { id: 'acme/same' })]);
    await day(21, [model(2, { id: 'acme/same' })]);
    expect(await changes()).toEqual([
      {
        asOf: '2026-11-21',
        id: 'acme/same',
        kind: 'recreated',
        before: '660000000000000000000001',
        after: '660000000000000000000002',
      },
    ]);
  });
});

describe('a model that is gone', () => {
  const marks = async () => [
    ...(await database.db`
      select missing_since::text as "missing", removed_on::text as "removed" from models where repo_id = 'acme/m1'`),
  ];
  const lastCounts = async () => [
    ...(await database.db`
      select p.present, p.downloads_30d::int as "downloads", p.likes from panel_models p
      join models m using (model_id) where m.repo_id = 'acme/m1'`),
  ];

  test('is missing after one complete look, a tombstone with its last counts after the next', async () => {
    await day(20, [model(1, { downloads: 77, likes: 3 })]);
    await day(21, []);
    expect(await marks()).toEqual([{ missing: '2026-11-21', removed: null }]);
    expect(await changes()).toEqual([]);
    await day(22, []);
    expect(await marks()).toEqual([{ missing: '2026-11-21', removed: '2026-11-22' }]);
    expect(await changes()).toEqual([
      { asOf: '2026-11-22', id: 'acme/m1', kind: 'removed', before: '77', after: null },
    ]);
    expect(await lastCounts()).toEqual([{ present: false, downloads: 77, likes: 3 }]);
    await day(23, []);
    expect(await changes()).toHaveLength(1);
  });

  test('and is back on the next look was never a tombstone', async () => {
    await day(20, [model(1)]);
    await day(21, []);
    await day(22, [model(1)]);
    expect(await marks()).toEqual([{ missing: null, removed: null }]);
    expect(await changes()).toEqual([]);
  });

  test('and comes back later is the same model, under any name', async () => {
    await day(20, [model(1)]);
    await day(21, []);
    await day(22, []);
    await day(23, [model(1, { id: 'acme/back' })]);
    const [row] =
      await database.db`select repo_id as "id", missing_since, removed_on from models where object_id = ${model(1)['_id'] as string}`;
    expect(row).toEqual({ id: 'acme/back', missing_since: null, removed_on: null });
    expect((await changes()).map(({ kind }) => kind)).toEqual(['removed', 'renamed', 'reappeared']);
  });

  test('from the head of a list only has left the list', async () => {
    const head = { panel: 'hub-head', whole: false };
    await day(20, [model(1)], head);
    await day(21, [], head);
    await day(22, [], head);
    expect(await marks()).toEqual([{ missing: null, removed: null }]);
    expect(await changes()).toEqual([]);
  });

  test('is not confirmed by a second look of the same day', async () => {
    await day(20, [model(1)]);
    await day(21, []);
    await day(21, []);
    expect(await marks()).toEqual([{ missing: '2026-11-21', removed: null }]);
  });
});

test('a record that could not be read is kept as it came, with its reason, and counted for readers', async () => {
  const broken = { id: 'acme/ /x', downloads: 3, note: 'a\u0000b' };
  await look(database.db, '2026-11-20', [
    broken,
    ...OTHERS,
    ...Array.from({ length: 80 }, (_, i) => model(i + 200)),
  ]);
  expect([...(await database.db`select page, reason, record from skipped_records`)]).toEqual([
    { page: 1, reason: 'unusable id', record: JSON.stringify(broken) },
  ]);
  expect([...(await database.db`select kind, says from quality_log`)]).toEqual([
    { kind: 'records-skipped', says: '1 of 121 records could not be read (unusable id: 1).' },
  ]);
});
