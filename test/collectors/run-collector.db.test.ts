import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { hash } from '../support/hub/random.ts';
import { totalsByDay } from './cell-sums.ts';
import { forgetAll, look, model, sumsOf } from './listing.ts';
import { servedIn } from './stored.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const served = (panel?: string) => servedIn(database.db, panel);

/** Models and downloads in the sums of the published snapshots, oldest day first. */
async function totals() {
  return (await totalsByDay(database.db)).map(({ likes: _, ...totals }) => totals);
}

async function observed() {
  return [
    ...(await database.db`
      select o.as_of::text as "asOf", m.repo_id as "id", o.present, o.downloads_30d::float8 as "downloads"
      from observations o join models m using (model_id)
      order by o.snapshot_id, m.repo_id`),
  ];
}

describe('one look', () => {
  test('is published whole', async () => {
    const { db } = database;
    const summary = await look(db, '2026-11-20', [model(1), model(2), model(3)], { pageSize: 2 });

    expect(summary).toMatchObject({
      panel: 'hub',
      asOf: '2026-11-20',
      models: 3,
      pages: 2,
      records: 3,
      skipped: 0,
    });
    expect(await served()).toEqual({ 'acme/m1': 1, 'acme/m2': 2, 'acme/m3': 3 });
    expect(await totals()).toEqual([{ asOf: '2026-11-20', models: 3, downloads: 6 }]);
    expect([...(await db`select status, models, resume_from, pages from snapshots`)]).toEqual([
      { status: 'published', models: 3, resume_from: null, pages: 2 },
    ]);
    expect([...(await db`select page, asked, records, stored from snapshot_pages order by page`)]).toEqual([
      { page: 1, asked: 'page 1', records: 2, stored: 2 },
      { page: 2, asked: 'page 2', records: 1, stored: 1 },
    ]);
    expect([...(await db`select 1 from staged_models`)]).toEqual([]);
    expect([...(await db`select name from model_names order by name`)].map((row) => row.name)).toEqual([
      'acme/m1',
      'acme/m2',
      'acme/m3',
    ]);
  });

  test('moves the publication number by one', async () => {
    const [before] = await database.db`select version from publication`;
    await look(database.db, '2026-11-20', [model(1)]);
    const [after] = await database.db`select version from publication`;

    expect(after?.version).toBe(before?.version + 1);
  });

  test('keeps counters above 2^31 exact', async () => {
    const entries = [
      model(1, { downloads: 4_000_000_001, downloadsAllTime: 9_007_199_254_740_000 }),
      model(2, { downloads: 4_000_000_002, downloadsAllTime: 3_400_446_695 }),
    ];
    await look(database.db, '2026-11-20', entries);

    expect(await served()).toEqual({ 'acme/m1': 4_000_000_001, 'acme/m2': 4_000_000_002 });
    const [sums] = await database.db`
      select sum(downloads_30d)::text as "d", sum(downloads_all_time)::text as "a" from rollup_cell_sums`;
    expect(sums).toEqual({ d: '8000000003', a: '9007202655186695' });
  });

  test('drops what came twice, keeps the first, and counts it', async () => {
    const entries = Array.from({ length: 40 }, (_, i) => model(i));
    const summary = await look(
      database.db,
      '2026-11-20',
      [...entries, model(7, { downloads: 99_999 }), model(8)],
      {
        pageSize: 10,
      },
    );

    expect(summary).toMatchObject({ models: 40, records: 42, duplicates: 2 });
    expect((await served())['acme/m7']).toBe(7);
    expect([...(await database.db`select duplicates from snapshots`)]).toEqual([{ duplicates: 2 }]);
  });

  test('drops what came twice on one page', async () => {
    const entries = Array.from({ length: 40 }, (_, i) => model(i));
    expect(await look(database.db, '2026-11-20', [...entries, model(3)])).toMatchObject({
      models: 40,
      duplicates: 1,
    });
  });

  test('holds a model once that came a second time without its object id', async () => {
    const entries = Array.from({ length: 40 }, (_, i) => model(i));
    await look(database.db, '2026-11-20', [...entries, { id: 'acme/m7', downloads: 99_999 }]);

    expect((await served())['acme/m7']).toBe(7);
    expect(await totals()).toEqual([{ asOf: '2026-11-20', models: 40, downloads: 780 }]);
  });

  test('survives the worst texts and numbers that parse lets through', async () => {
    /** Ideographs without any pattern: no compression makes them short. */
    const noise = (length: number, salt: number) =>
      String.fromCodePoint(...Array.from({ length }, (_, i) => 0x4e00 + (hash(1, i, salt) % 20_000)));
    const entries = [
      model(1, { cardData: { license: Array.from({ length: 8 }, (_, i) => noise(255, i)) } }),
      model(2, { likes: 3_000_000_000, downloads: 9_007_199_254_740_991 }),
      model(3, {
        tags: ['"', '\\', '{a,b}', 'NULL', '', ',', "'; drop table models; --", 'x\u0000y', '\ud83e'],
      }),
      model(4, { id: `${'n'.repeat(127)}/${'m'.repeat(128)}`, pipeline_tag: noise(10_000, 9) }),
      model(5, { id: `研究${noise(100, 10)}/模型${noise(100, 11)}`, gguf: { total: 7.001852e159 } }),
    ];
    // Among models that nothing is wrong with, as a look with more than a few mended records is held back.
    const plain = Array.from({ length: 20 }, (_, i) => model(i + 10));
    await look(database.db, '2026-11-20', [...entries, ...plain]);

    expect(Object.keys(await served())).toHaveLength(25);
    const [third] = await database.db`
      select a.tags from model_attributes a join models m using (model_id) where m.repo_id = 'acme/m3'`;
    expect(third?.tags).toEqual([
      '"',
      "'; drop table models; --",
      ',',
      'NULL',
      '\\',
      'x\ufffdy',
      '{a,b}',
      '\ufffd',
    ]);
  });
});

describe('another look', () => {
  test('on the same day replaces the first', async () => {
    await look(database.db, '2026-11-20', [model(1, { downloads: 5 }), model(2)]);
    await look(database.db, '2026-11-20', [model(1, { downloads: 7 }), model(2)]);

    expect(await served()).toEqual({ 'acme/m1': 7, 'acme/m2': 2 });
    expect(await totals()).toEqual([{ asOf: '2026-11-20', models: 2, downloads: 9 }]);
    expect([...(await database.db`select status from snapshots order by snapshot_id`)]).toEqual([
      { status: 'superseded' },
      { status: 'published' },
    ]);
  });

  test('on the next day writes only what moved', async () => {
    await look(database.db, '2026-11-20', [model(1), model(2, { tags: ['x'] }), model(3)]);
    await look(database.db, '2026-11-21', [model(1), model(2, { tags: ['y'] }), model(3, { downloads: 8 })]);

    expect(await observed()).toEqual([
      { asOf: '2026-11-20', id: 'acme/m1', present: true, downloads: 1 },
      { asOf: '2026-11-20', id: 'acme/m2', present: true, downloads: 2 },
      { asOf: '2026-11-20', id: 'acme/m3', present: true, downloads: 3 },
      { asOf: '2026-11-21', id: 'acme/m3', present: true, downloads: 8 },
    ]);
    const attributes = await database.db`
      select s.as_of::text as "asOf", m.repo_id as "id", a.tags
      from model_attributes a join models m using (model_id) join snapshots s using (snapshot_id)
      where s.as_of = '2026-11-21'`;
    expect([...attributes]).toEqual([{ asOf: '2026-11-21', id: 'acme/m2', tags: ['y'] }]);
    expect(await totals()).toEqual([
      { asOf: '2026-11-20', models: 3, downloads: 6 },
      { asOf: '2026-11-21', models: 3, downloads: 11 },
    ]);
  });

  test('into which a counter fell to zero or was not sent says so', async () => {
    await look(database.db, '2026-11-20', [model(1), model(2), model(3, { downloads: 50 })]);
    await look(database.db, '2026-11-21', [
      model(1, { downloads: 0 }),
      { ...model(2), downloads: null },
      model(3, { downloads: 50 }),
    ]);

    expect(await served()).toEqual({ 'acme/m1': 0, 'acme/m2': null, 'acme/m3': 50 });
  });

  test('without a model says that it is gone, and the sums forget it', async () => {
    const entries = Array.from({ length: 50 }, (_, i) => model(i));
    await look(database.db, '2026-11-20', entries);
    await look(database.db, '2026-11-21', entries.slice(0, 49));

    expect((await observed()).at(-1)).toEqual({
      asOf: '2026-11-21',
      id: 'acme/m49',
      present: false,
      downloads: null,
    });
    expect(await served()).not.toHaveProperty(['acme/m49']);
    expect((await totals()).at(-1)).toEqual({ asOf: '2026-11-21', models: 49, downloads: 1176 });
  });

  test('with a model that had gone says that it is back', async () => {
    const entries = Array.from({ length: 50 }, (_, i) => model(i));
    await look(database.db, '2026-11-20', entries);
    await look(database.db, '2026-11-21', entries.slice(0, 49));
    await look(database.db, '2026-11-22', entries.slice(0, 49));
    await look(database.db, '2026-11-23', entries);

    expect((await observed()).filter(({ id }) => id === 'acme/m49')).toEqual([
      { asOf: '2026-11-20', id: 'acme/m49', present: true, downloads: 49 },
      { asOf: '2026-11-21', id: 'acme/m49', present: false, downloads: null },
      { asOf: '2026-11-23', id: 'acme/m49', present: true, downloads: 49 },
    ]);
    expect((await totals()).at(-1)).toEqual({ asOf: '2026-11-23', models: 50, downloads: 1225 });
  });

  test('of a day before the last published one is refused', async () => {
    await look(database.db, '2026-11-20', [model(1, { downloads: 5 })]);

    await expect(look(database.db, '2026-11-19', [model(1, { downloads: 7 })])).rejects.toThrow(
      'Of 2026-11-19, after 2026-11-20.',
    );
    expect(await served()).toEqual({ 'acme/m1': 5 });
    expect(await totals()).toEqual([{ asOf: '2026-11-20', models: 1, downloads: 5 }]);
  });

  test('after a move of the publisher judges by the facts of its day', async () => {
    const entry = model(1, { id: 'cross-encoder/ms-marco-MiniLM-L6-v2' });
    await look(database.db, '2025-10-21', [entry]);
    await look(database.db, '2025-10-22', [entry]);

    const { cells } = await sumsOf(database.db);
    expect(cells.map(({ as_of, said }) => [as_of, said.region])).toEqual([
      ['2025-10-21', 'europe'],
      ['2025-10-22', 'us'],
    ]);
  });

  test('at another panel leaves the first alone', async () => {
    await look(database.db, '2026-11-20', [model(1), model(2)]);
    await look(database.db, '2026-11-20', [model(2, { downloads: 22 })], { panel: 'hub-head' });

    expect([await served('hub'), await served('hub-head')]).toEqual([
      { 'acme/m1': 1, 'acme/m2': 2 },
      { 'acme/m2': 22 },
    ]);
    expect([...(await database.db`select 1 from models`)]).toHaveLength(2);
  });
});
