import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { effectsOn } from '../../support/effects.ts';
import { contentOf, forgetAll } from '../listing.ts';
import { runImport, workFolder } from './run-import.ts';
import { HUB_STATS, hubStatsRow, int64, parquetOf, text } from './write-parquet.ts';

let database: TestDatabase;
const folder = workFolder();
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await forgetAll(database.db);
});
afterAll(async () => {
  folder.drop();
  await database.drop();
});

const order = (rest: object = {}) => ({ db: database.db, dataDir: folder.dataDir, ...rest });

const COLUMNS = Object.values(HUB_STATS);

test('one file is the whole Hub on one day, in the words of the Hub', async () => {
  const rows = [
    hubStatsRow(1, {
      baseModels: { relation: 'finetune', models: [{ _id: '660000000000000000000002', id: 'acme/m2' }] },
      safetensors: { parameters: { BF16: 7_000_000_000n, F32: null }, total: 7_000_000_000n },
    }),
    hubStatsRow(2, { downloads: 2n ** 60n, createdAt: new Date('2022-03-02T23:29:04Z'), _id: null }),
  ];
  const source = folder.write('2025-10-06/models.parquet', parquetOf(rows, COLUMNS));

  const summary = await runImport('hub-stats', { source }, order());

  expect(summary.published).toEqual([{ asOf: '2025-10-06', models: 2 }]);
  const stored = await database.db`
    select m.repo_id, m.object_id, m.repo_created_at, o.downloads_30d::float8 as last30,
      o.downloads_all_time::float8 as "all", o.likes, a.license_id, a.license_source,
      a.parameters::float8 as parameters, a.parameters_source, a.task, a.library, a.gated, a.base_models,
      a.base_object_ids, a.relation, a.lineage_source
    from models m join observations o using (model_id) join model_attributes a using (model_id) order by 1`;
  expect([...stored]).toEqual([
    {
      repo_id: 'acme/m1',
      object_id: '660000000000000000000001',
      repo_created_at: new Date('2024-03-24T10:27:12Z'),
      last30: 1,
      all: 3_000_000_001,
      likes: 2,
      license_id: 'mit',
      license_source: 'hub',
      parameters: 7e9,
      parameters_source: 'safetensors',
      task: 'text-generation',
      library: 'transformers',
      gated: null,
      base_models: ['acme/m2'],
      base_object_ids: ['660000000000000000000002'],
      relation: 'finetune',
      lineage_source: 'hub',
    },
    {
      repo_id: 'acme/m2',
      object_id: null,
      repo_created_at: null,
      last30: null,
      all: 3_000_000_002,
      likes: 2,
      license_id: 'mit',
      license_source: 'hub',
      parameters: null,
      parameters_source: 'unknown',
      task: 'text-generation',
      library: 'transformers',
      gated: null,
      base_models: null,
      base_object_ids: null,
      relation: null,
      lineage_source: null,
    },
  ]);
  const [snapshot] = await database.db`
    select s.source, s.repaired, p.asked, l.whole, l.every_days, l.kind
    from snapshots s join snapshot_pages p using (snapshot_id) join panels l using (panel_id)`;
  expect(snapshot).toMatchObject({
    repaired: 1,
    asked: 'models.parquet, rows 0 to 1',
    whole: true,
    kind: 'history',
  });
  expect(snapshot?.['source']).toMatch(/^models\.parquet sha256:[0-9a-f]{64}$/);
});

test('columns that came later may be missing, and timestamps may be texts', async () => {
  const columns = [
    text('id'),
    int64('downloads'),
    int64('likes'),
    text('createdAt'),
    text('safetensors'),
    text('gated'),
  ];
  const rows = [
    {
      id: 'acme/old',
      downloads: 5n,
      likes: 1n,
      createdAt: '2024-03-24 10:27:12',
      safetensors: '{"total":1000000}',
      gated: 'False',
    },
    { id: 'acme/odd', downloads: 6n, likes: 1n, createdAt: 'soon', safetensors: '{broken', gated: 'auto' },
  ];
  const source = folder.write('old/2024-07-29.parquet', parquetOf(rows, columns, { codec: 'SNAPPY' }));

  await runImport('hub-stats', { source }, order());

  const stored = await database.db`
    select m.repo_id, m.repo_created_at, o.downloads_all_time, a.parameters::int as parameters, a.gated, a.license_source
    from models m join observations o using (model_id) join model_attributes a using (model_id) order by 1 desc`;
  expect([...stored]).toEqual([
    {
      repo_id: 'acme/old',
      repo_created_at: new Date('2024-03-24T10:27:12Z'),
      downloads_all_time: null,
      parameters: 1_000_000,
      gated: 'no',
      license_source: null,
    },
    {
      repo_id: 'acme/odd',
      repo_created_at: null,
      downloads_all_time: null,
      parameters: null,
      gated: 'auto',
      license_source: null,
    },
  ]);
});

test('a file of another schema names what it needs and what it has; a file without a day asks for one', async () => {
  const other = folder.write(
    'x/datasets.parquet',
    parquetOf([{ id: 'a', rows: 1n }], [text('id'), int64('rows')]),
  );

  await expect(runImport('hub-stats', { source: other, asOf: '2025-10-06' }, order())).rejects.toThrow(
    'datasets.parquet lacks the column downloads. Expected: id, downloads; found: id, rows.',
  );
  await expect(runImport('hub-stats', { source: other }, order())).rejects.toThrow(
    /of which day is it\? Say it with --as-of YYYY-MM-DD\.$/,
  );
  await expect(runImport('hub-stats', { source: other, asOf: '2031-01-01' }, order())).rejects.toThrow(
    '--as-of takes a past day like 2025-10-06, not "2031-01-01".',
  );
});

test('a day that was stopped goes on at its row and ends like one that was left alone', async () => {
  const rows = Array.from({ length: 6500 }, (_, n) => hubStatsRow(n));
  const file = parquetOf(rows, [HUB_STATS._id, HUB_STATS.id, HUB_STATS.downloads], { rowGroupSize: 3000 });
  const source = folder.write('2025-10-07/models.parquet', file);
  await runImport('hub-stats', { source }, order());
  const unbroken = await contentOf(database.db);
  await forgetAll(database.db);

  const stopping = new AbortController();
  const onProgress = (says: string) => {
    if (says.includes('2,000 models')) stopping.abort(new Error('stopped'));
  };
  const effects = effectsOn('2026-11-20', stopping.signal);
  await expect(runImport('hub-stats', { source }, order({ effects, onProgress }))).rejects.toThrow('stopped');
  const [open] = await database.db`select resume_from from snapshots where status = 'open'`;
  expect(open).toEqual({ resume_from: 'row 3000' });
  await runImport('hub-stats', { source }, order());

  expect(await contentOf(database.db)).toEqual(unbroken);
});
