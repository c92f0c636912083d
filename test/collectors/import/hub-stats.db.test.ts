import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { effectsOn } from '../../support/effects.ts';
import { type StandInDataset, startDataset } from '../../support/hub/start-dataset.ts';
import { contentOf, forgetAll } from '../listing.ts';
import { servedIn } from '../stored.ts';
import { runImport, workFolder } from './run-import.ts';
import { HUB_STATS, int64, parquetOf, text, timestamp } from './write-parquet.ts';

let database: TestDatabase;
const folder = workFolder();
const started: StandInDataset[] = [];
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((dataset) => dataset.close()));
  await forgetAll(database.db);
});
afterAll(async () => {
  folder.drop();
  await database.drop();
});

const order = (rest: object = {}) => ({ db: database.db, dataDir: folder.dataDir, ...rest });

const COLUMNS = Object.values(HUB_STATS);

function model(n: number, fields: Record<string, unknown> = {}) {
  return {
    _id: `66000000000000000000${String(n).padStart(4, '0')}`,
    id: `acme/m${n}`,
    author: 'acme',
    createdAt: new Date('2024-03-24T10:27:12Z'),
    cardData: '{"license":"not read"}',
    downloads: BigInt(n),
    downloadsAllTime: 3_000_000_000n + BigInt(n),
    likes: 2n,
    tags: ['license:mit', 'gguf'],
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    baseModels: null,
    safetensors: null,
    ...fields,
  };
}

test('one file is the whole Hub on one day, in the words of the Hub', async () => {
  const rows = [
    model(1, {
      baseModels: { relation: 'finetune', models: [{ _id: '660000000000000000000002', id: 'acme/m2' }] },
      safetensors: { parameters: { BF16: 7_000_000_000n, F32: null }, total: 7_000_000_000n },
    }),
    model(2, { downloads: 2n ** 60n, createdAt: new Date('2022-03-02T23:29:04Z'), _id: null }),
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

test('cards are never fetched: only the bytes of wanted columns are asked for', async () => {
  const card = Array.from({ length: 40_000 }, (_, n) => String(Math.sin(n))).join();
  const rows = [1, 2, 3].map((n) => model(n, { cardData: `${n}${card}` }));
  const file = parquetOf(rows, COLUMNS, { codec: 'UNCOMPRESSED' });
  const dataset = await serving({ '2025-10-06': file });

  await runImport('hub-stats', { source: dataset.url }, order({ hubUrl: dataset.hubUrl }));

  const asked = dataset.cdn.map(
    ({ range }) =>
      /bytes=(\d+)-(\d+)/
        .exec(range ?? '')
        ?.slice(1)
        .map(Number) ?? [],
  );
  const bytes = asked.reduce((sum, [from = 0, to = 0]) => sum + to - from + 1, 0);
  expect(file.length).toBeGreaterThan(2_000_000);
  expect(bytes).toBeLessThan(700_000);
  expect((await servedIn(database.db, 'hub-stats'))['acme/m3']).toBe(3);
});

const ID = 'cfahlgren1/hub-stats';

/** Revisions at 03:00 of the given days, and others that wrote other files or came earlier that day. */
async function serving(
  days: Record<string, Uint8Array>,
  more: Partial<Parameters<typeof startDataset>[0]> = {},
) {
  const shaOf = (n: number) => n.toString(16).padStart(40, '0');
  const commits = Object.keys(days).flatMap((day, n) => [
    {
      id: shaOf(n * 10 + 3),
      title: 'Upload models.parquet with huggingface_hub',
      date: `${day}T03:00:00.000Z`,
    },
    {
      id: shaOf(n * 10 + 2),
      title: 'Upload datasets.parquet with huggingface_hub',
      date: `${day}T02:00:00.000Z`,
    },
    {
      id: shaOf(n * 10 + 1),
      title: 'Upload models.parquet with huggingface_hub',
      date: `${day}T01:00:00.000Z`,
    },
  ]);
  const files = Object.fromEntries(
    Object.values(days).map((file, n) => [`${shaOf(n * 10 + 3)}/models.parquet`, file]),
  );
  const dataset = await startDataset({
    id: ID,
    commits: commits.reverse(),
    files,
    commitsPerPage: 4,
    ...more,
  });
  started.push(dataset);
  return dataset;
}

const dayFile = (shift: number, models = 40) =>
  parquetOf(
    Array.from({ length: models }, (_, n) => model(n, { downloads: BigInt(n + shift) })),
    COLUMNS,
  );

describe('the data set', () => {
  const days = {
    '2025-10-06': dayFile(0),
    '2025-10-07': dayFile(1),
    '2025-10-08': dayFile(2),
    '2025-10-09': dayFile(3, 20),
  };

  test('gives the last models.parquet of every day; a partial one is kept out; again does nothing', async () => {
    const dataset = await serving(days);
    const asking = order({ hubUrl: dataset.hubUrl, token: 'hf_secret' });

    const summary = await runImport('hub-stats', { source: dataset.url }, asking);

    expect(summary.published.map(({ asOf, models }) => [asOf, models])).toEqual([
      ['2025-10-06', 40],
      ['2025-10-07', 40],
      ['2025-10-08', 40],
    ]);
    expect(summary.rejected).toEqual([
      {
        asOf: '2025-10-09',
        reasons: ['20 models, against 40 on 2025-10-08.', '0.29 times the downloads of 2025-10-08.'],
      },
    ]);
    const pages =
      await database.db`select asked, fetched_at from snapshot_pages order by snapshot_id limit 1`;
    expect([...pages]).toEqual([
      {
        asked: `${ID}@000000000000 models.parquet, rows 0 to 39`,
        fetched_at: new Date('2025-10-06T03:00:00Z'),
      },
    ]);
    const before = await contentOf(database.db);
    const asked = dataset.cdn.length;
    const again = await runImport('hub-stats', { source: dataset.url }, asking);
    expect([again.published, again.rejected, again.passedOver.published]).toEqual([[], [], 3]);
    expect(await contentOf(database.db)).toEqual(before);
    expect(dataset.cdn).toHaveLength(asked);
    expect(new Set(dataset.cdn.map(({ authorization }) => authorization))).toEqual(new Set([null]));
    expect(new Set(dataset.hub.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer hf_secret']),
    );
  });

  test('every other day asks for every other file only', async () => {
    const dataset = await serving(days);

    const asked = { source: dataset.url, every: 2, from: '2025-10-06', to: '2025-10-08' };
    const summary = await runImport('hub-stats', asked, order({ hubUrl: dataset.hubUrl }));

    expect(summary.published.map(({ asOf }) => asOf)).toEqual(['2025-10-06', '2025-10-08']);
    const resolved = dataset.hub.filter(({ url }) => url.includes('/resolve/'));
    expect(resolved).toHaveLength(2);
  });

  test('a mirror is a source of its own: it cannot go on with the panel of another', async () => {
    const [first, second] = [await serving(days), await serving(days)];
    await runImport('hub-stats', { source: first.url }, order({ hubUrl: first.hubUrl }));

    await expect(
      runImport('hub-stats', { source: second.url }, order({ hubUrl: second.hubUrl })),
    ).rejects.toThrow(`The panel hub-stats was imported from ${first.url}, not from ${second.url}.`);
  });

  test('a signature that expires in the middle changes nothing', async () => {
    const dataset = await serving(
      { '2025-10-06': dayFile(0, 400) },
      { fault: { kind: 'expired', times: 1 } },
    );

    const summary = await runImport('hub-stats', { source: dataset.url }, order({ hubUrl: dataset.hubUrl }));

    expect(summary.published).toEqual([{ asOf: '2025-10-06', models: 400 }]);
  });
});

test('the address of one file is read in place, of the day its folder names', async () => {
  const dataset = await serving({ '2025-10-06': dayFile(0) });
  const sha = '3'.padStart(40, '0');
  const source = `${dataset.url}/resolve/${sha}/models.parquet`;

  await runImport('hub-stats', { source, asOf: '2025-10-06' }, order({ hubUrl: dataset.hubUrl }));

  const [snapshot] = await database.db`select source from snapshots`;
  expect(snapshot?.['source']).toMatch(
    /^datasets\/cfahlgren1\/hub-stats\/resolve\/0{39}3\/models\.parquet sha256:/,
  );
});

test('a day that was stopped goes on at its row and ends like one that was left alone', async () => {
  const rows = Array.from({ length: 6500 }, (_, n) => model(n));
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

test('Model Pulse is read from its data set too, pinned to one revision', async () => {
  const sha = 'b'.repeat(40);
  const month = parquetOf(
    [{ id: 'acme/a', day: new Date('2025-09-01T00:00:00Z'), dl30: 1n, dl_all: 2n, likes: 3n }],
    [text('id'), timestamp('day'), int64('dl30'), int64('dl_all'), int64('likes')],
  );
  const dataset = await startDataset({
    id: 'modelpulse/model-pulse-data',
    commits: [{ id: sha, title: 'Daily update 2025-09-02', date: '2025-09-02T04:00:00Z' }],
    files: {
      [`${sha}/series/2025-09.parquet`]: month,
      [`${sha}/series/README.md`]: '',
      [`${sha}/meta.json`]: '{"days":["2025-09-01"],"low_days":["2025-09-01"]}',
    },
  });
  started.push(dataset);

  const summary = await runImport('model-pulse', { source: dataset.url }, order({ hubUrl: dataset.hubUrl }));

  expect(summary.published).toEqual([{ asOf: '2025-09-01', models: 1 }]);
  const [snapshot] = await database.db`select source from snapshots`;
  expect(snapshot?.['source']).toMatch(
    /^modelpulse\/model-pulse-data@b{12} series\/2025-09\.parquet sha256:[0-9a-f]{64}$/,
  );
  expect(dataset.hub.map(({ url }) => url.split('?')[0])).toEqual([
    '/api/datasets/modelpulse/model-pulse-data/commits/main',
    `/api/datasets/modelpulse/model-pulse-data/tree/${sha}/series`,
    `/datasets/modelpulse/model-pulse-data/resolve/${sha}/meta.json`,
    `/datasets/modelpulse/model-pulse-data/resolve/${sha}/series/2025-09.parquet`,
  ]);
});
