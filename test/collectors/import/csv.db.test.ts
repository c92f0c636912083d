import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { contentOf, forgetAll } from '../listing.ts';
import { runImport, wordsOf, workFolder } from './run-import.ts';

let database: TestDatabase;
const folder = workFolder();
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(async () => {
  folder.drop();
  await database.drop();
});

const order = () => ({ db: database.db, dataDir: folder.dataDir });

const HEADER = 'date,repo_id,downloads_30d,downloads_all_time,likes';
const TWO_DAYS = `${HEADER}
2025-09-02,acme/a,12,3000000012,1
2025-09-01,acme/b,20,2000,
2025-09-01,acme/a,10,3000000010,1
2025-09-02,"acme/b",,2005,2
`;

test('a table in any order is published day by day, oldest first, and leaves nothing on the disk', async () => {
  const summary = await runImport(
    'csv',
    { ...wordsOf('list'), source: folder.write('two.csv', TWO_DAYS) },
    order(),
  );

  expect(summary).toMatchObject({
    panel: 'list',
    published: [
      { asOf: '2025-09-01', models: 2 },
      { asOf: '2025-09-02', models: 2 },
    ],
    rejected: [],
    records: 4,
    skipped: 0,
  });
  const observed = await database.db`
    select o.as_of::text as "asOf", m.repo_id as "id", o.downloads_30d::float8 as "last30",
      o.downloads_all_time::float8 as "all", o.likes
    from observations o join models m using (model_id) order by 1, 2`;
  expect([...observed]).toEqual([
    { asOf: '2025-09-01', id: 'acme/a', last30: 10, all: 3_000_000_010, likes: 1 },
    { asOf: '2025-09-01', id: 'acme/b', last30: 20, all: 2000, likes: null },
    { asOf: '2025-09-02', id: 'acme/a', last30: 12, all: 3_000_000_012, likes: 1 },
    { asOf: '2025-09-02', id: 'acme/b', last30: null, all: 2005, likes: 2 },
  ]);
  expect(folder.left('list')).toEqual([]);
});

test('every page names the file, its checksum and its lines; the panel is a history of its source', async () => {
  await runImport(
    'csv',
    { ...wordsOf('list'), source: folder.write('two.csv', TWO_DAYS), title: 'A list' },
    order(),
  );

  const [panel] = await database.db`
    select title, population, kind, source_title, source_url, terms, whole, every_days from panels`;
  expect(panel).toEqual({
    title: 'A list',
    population: 'Models of a list.',
    kind: 'history',
    source_title: 'example.org',
    source_url: 'https://example.org/lists',
    terms: 'The terms of this history were not stated when it was imported.',
    whole: false,
    every_days: 1,
  });
  const pages = await database.db`
    select s.source, p.asked from snapshots s join snapshot_pages p using (snapshot_id) order by s.as_of`;
  const source = 'two.csv sha256:59d78197f9ed0c5bbe7964ee2701466cddafb990cf33a618caf3d6564277c20c';
  expect([...pages]).toEqual([
    { source, asked: 'two.csv, lines 3 to 4' },
    { source, asked: 'two.csv, lines 2 to 5' },
  ]);
});

test('a compressed table with all columns says what it records, and an empty cell is not a missing column', async () => {
  const text = `date,repo_id,likes,object_id,created_at,license,license_name,parameters,task,library,gated,base_model,relation
2025-09-01,acme/a,5,663212a00000000000000001,2024-05-01 10:00:00,Other,acme-1,7000000000.0,text-generation,transformers,manual,up/x;up/y,merge
2025-09-01,acme/b-3B,,,,,,,,,no,,
`;
  await runImport('csv', { ...wordsOf('all'), source: folder.write('all.csv.gz', text) }, order());

  const rows = await database.db`
    select m.repo_id, m.object_id, m.repo_created_at, a.license_id, a.license_name, a.license_source,
      a.parameters::float8 as parameters, a.parameters_source, a.task, a.library, a.gated, a.base_models, a.relation
    from model_attributes a join models m using (model_id) order by 1`;
  expect([...rows]).toEqual([
    {
      repo_id: 'acme/a',
      object_id: '663212a00000000000000001',
      repo_created_at: new Date('2024-05-01T10:00:00Z'),
      license_id: 'other',
      license_name: 'acme-1',
      license_source: 'all',
      parameters: 7e9,
      parameters_source: 'recorded, all',
      task: 'text-generation',
      library: 'transformers',
      gated: 'manual',
      base_models: ['up/x', 'up/y'],
      relation: 'merge',
    },
    {
      repo_id: 'acme/b-3B',
      object_id: null,
      repo_created_at: null,
      license_id: null,
      license_name: null,
      license_source: 'all',
      parameters: 3e9,
      parameters_source: 'repo-name',
      task: null,
      library: null,
      gated: 'no',
      base_models: null,
      relation: null,
    },
  ]);
});

test('a license that no column records is not recorded, rather than none', async () => {
  await runImport('csv', { ...wordsOf('list'), source: folder.write('two.csv', TWO_DAYS) }, order());

  const classes = await database.db`select distinct license_class from panel_models`;
  expect([...classes]).toEqual([{ license_class: 'unrecorded' }]);
});

test('the same file again does nothing, and says so', async () => {
  const source = folder.write('two.csv', TWO_DAYS);
  await runImport('csv', { ...wordsOf('list'), source }, order());
  const before = await contentOf(database.db);

  const again = await runImport('csv', { ...wordsOf('list'), source }, order());

  expect(again.published).toEqual([]);
  expect(again.passedOver).toEqual({ published: 2, rejected: 0, 'too-old': 0, between: 0, 'left-out': 0 });
  expect(await contentOf(database.db)).toEqual(before);
  expect(folder.left('list')).toEqual([]);
});

test('a later file of the same source goes on; days before the newest stay out', async () => {
  await runImport('csv', { ...wordsOf('list'), source: folder.write('two.csv', TWO_DAYS) }, order());
  const later = `${HEADER}\n2025-08-31,acme/a,9,1,1\n2025-09-03,acme/a,13,1,1\n2025-09-03,acme/b,1,1,1\n`;

  const summary = await runImport(
    'csv',
    { ...wordsOf('list'), source: folder.write('later.csv', later) },
    order(),
  );

  expect(summary.published).toEqual([{ asOf: '2025-09-03', models: 2 }]);
  expect(summary.passedOver['too-old']).toBe(1);
});

describe('another source or population', () => {
  const source = () => folder.write('two.csv', TWO_DAYS);

  test('is refused under the name of a panel that holds one', async () => {
    await runImport('csv', { ...wordsOf('list'), source: source() }, order());

    const elsewhere = { ...wordsOf('list'), source: source(), sourceUrl: 'https://example.com' };
    await expect(runImport('csv', elsewhere, order())).rejects.toThrow(
      'The panel list was imported from https://example.org/lists, not from https://example.com. One source and one population are one panel: choose another name with --panel.',
    );
    const others = { ...wordsOf('list'), source: source(), population: 'Other models.' };
    await expect(runImport('csv', others, order())).rejects.toThrow(
      /holds another population, "Models of a list."/,
    );
  });

  test('cannot take the name of a live panel', async () => {
    await database.db`select register_panel('hub', 'Hub', 'All.', 'live', 'Hub', 'https://huggingface.co', 'x', 1, true, 1)`;

    await expect(runImport('csv', { ...wordsOf('hub'), source: source() }, order())).rejects.toThrow(
      'The panel hub is a live panel, not an imported history.',
    );
  });
});

describe('what cannot be read', () => {
  test.each([
    [
      'date,repo_id,downloads',
      'does not know "downloads", needs one of downloads_30d, downloads_all_time, likes',
    ],
    ['day,repo_id,likes', 'does not know "day", needs date and repo_id'],
    ['date,repo_id,likes,likes', 'names likes twice'],
  ])('the header %s', async (header, says) => {
    const source = folder.write('bad.csv', `${header}\n2025-09-01,acme/a,1,1\n`);

    await expect(runImport('csv', { ...wordsOf('bad'), source }, order())).rejects.toThrow(
      `bad.csv: the header ${says}. Valid columns: date, repo_id, downloads_30d, downloads_all_time, likes, object_id`,
    );
  });

  test('an empty file, a damaged gzip, a file that is not there', async () => {
    const empty = folder.write('empty.csv', '');
    await expect(runImport('csv', { ...wordsOf('bad'), source: empty }, order())).rejects.toThrow(
      'empty.csv is empty.',
    );
    const packed = gzipSync(TWO_DAYS);
    const cut = `${folder.root}/half.csv.gz`;
    writeFileSync(cut, packed.subarray(0, packed.length / 2));
    await expect(runImport('csv', { ...wordsOf('bad'), source: cut }, order())).rejects.toThrow(
      /half\.csv\.gz cannot be read as CSV: unexpected end of file/,
    );
    await expect(runImport('csv', { ...wordsOf('bad'), source: '/nowhere.csv' }, order())).rejects.toThrow(
      '/nowhere.csv: there is no such file.',
    );
  });

  test('rows whose date is none, when they are many', async () => {
    const source = folder.write(
      'undated.csv',
      `${HEADER}\n01.09.2025,acme/a,1,1,1\n2025-09-01,acme/b,1,1,1\n`,
    );

    await expect(runImport('csv', { ...wordsOf('bad'), source }, order())).rejects.toThrow(
      'undated.csv: 1 of 2 rows have no date like 2025-09-25 from 2015-01-01 to 2026-11-20; the first is line 2: "01.09.2025".',
    );
  });
});
