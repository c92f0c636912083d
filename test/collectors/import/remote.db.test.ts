import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type StandInDataset, startDataset } from '../../support/hub/start-dataset.ts';
import { contentOf, forgetAll } from '../listing.ts';
import { servedIn } from '../stored.ts';
import { runImport, workFolder } from './run-import.ts';
import { HUB_STATS, hubStatsRow, int64, parquetOf, text, timestamp } from './write-parquet.ts';

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

test('cards are never fetched: only the bytes of wanted columns are asked for', async () => {
  const card = Array.from({ length: 40_000 }, (_, n) => String(Math.sin(n))).join();
  const rows = [1, 2, 3].map((n) => hubStatsRow(n, { cardData: `${n}${card}` }));
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
    Array.from({ length: models }, (_, n) => hubStatsRow(n, { downloads: BigInt(n + shift) })),
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
