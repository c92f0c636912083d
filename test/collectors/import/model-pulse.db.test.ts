import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { forgetAll } from '../listing.ts';
import { qualityLog, servedIn } from '../stored.ts';
import { runImport, workFolder } from './run-import.ts';
import { type Codec, int32, int64, parquetOf, seriesOf, text } from './write-parquet.ts';

let database: TestDatabase;
let folder: ReturnType<typeof workFolder>;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => {
  folder.drop();
  return forgetAll(database.db);
});
afterAll(() => database.drop());

const order = () => ({ db: database.db, dataDir: folder.dataDir });

async function remarks() {
  return (await qualityLog(database.db)).filter(({ kind }) => kind === 'source-remark');
}

/** A data set with two months, and what its pipeline says of their days. */
function dataset(meta: unknown = {}, codec: Codec = 'ZSTD') {
  folder = workFolder();
  const september = seriesOf(
    [
      ['acme/a', '2025-09-29', 10, 3_000_000_000n, 1],
      ['acme/b-7b', '2025-09-29', 20, null, 2],
      ['acme/a', '2025-09-30', 11, 3_000_000_001n, 1],
      ['acme/b-7b', '2025-09-30', 21, 2n, 2],
    ],
    { codec, rowGroupSize: 3 },
  );
  const october = seriesOf([
    ['acme/a', '2025-10-01', 12, 3_000_000_002n, 1],
    ['acme/b-7b', '2025-10-01', 22, 3n, 2],
    ['acme/c', '2025-10-01', 1, 1n, 1],
  ]);
  folder.write('pulse/series/2025-09.parquet', september);
  folder.write('pulse/series/2025-10.parquet', october);
  folder.write('pulse/meta.json', JSON.stringify(meta));
  return join(folder.root, 'pulse');
}

test.each<Codec>(['ZSTD', 'GZIP', 'SNAPPY', 'UNCOMPRESSED'])(
  'months in %s are published day by day',
  async (codec) => {
    const summary = await runImport('model-pulse', { source: dataset({}, codec) }, order());

    expect(summary.published).toEqual([
      { asOf: '2025-09-29', models: 2 },
      { asOf: '2025-09-30', models: 2 },
      { asOf: '2025-10-01', models: 3 },
    ]);
    const observed = await database.db`
    select o.as_of::text as "asOf", m.repo_id as "id", o.downloads_30d::int as "last30",
      o.downloads_all_time::float8 as "all", o.likes
    from observations o join models m using (model_id) where o.as_of < '2025-10-01' order by 1, 2`;
    expect([...observed]).toEqual([
      { asOf: '2025-09-29', id: 'acme/a', last30: 10, all: 3_000_000_000, likes: 1 },
      { asOf: '2025-09-29', id: 'acme/b-7b', last30: 20, all: null, likes: 2 },
      { asOf: '2025-09-30', id: 'acme/a', last30: 11, all: 3_000_000_001, likes: 1 },
      { asOf: '2025-09-30', id: 'acme/b-7b', last30: 21, all: 2, likes: 2 },
    ]);
  },
);

test('the panel says what the series leaves out; licenses are not recorded, sizes come from names', async () => {
  await runImport('model-pulse', { source: dataset() }, order());

  const [panel] = await database.db`select panel, kind, source_url, terms, population, whole from panels`;
  expect(panel).toMatchObject({
    panel: 'model-pulse',
    kind: 'history',
    source_url: 'https://huggingface.co/datasets/modelpulse/model-pulse-data',
    whole: false,
  });
  expect(panel?.['terms']).toMatch(/^Apache-2\.0\./);
  expect(panel?.['population']).toMatch(/10 downloads within 30 days, 50 downloads in all, or 1 like/);
  const said = await database.db`
    select m.repo_id, p.license_class, p.parameters::float8 as parameters, p.parameters_source
    from panel_models p join models m using (model_id) order by 1`;
  expect([...said]).toEqual([
    { repo_id: 'acme/a', license_class: 'unrecorded', parameters: null, parameters_source: 'unknown' },
    { repo_id: 'acme/b-7b', license_class: 'unrecorded', parameters: 7e9, parameters_source: 'repo-name' },
    { repo_id: 'acme/c', license_class: 'unrecorded', parameters: null, parameters_source: 'unknown' },
  ]);
  const pages = await database.db`select asked from snapshot_pages order by snapshot_id`;
  expect(pages.map(({ asked }) => asked)).toEqual([
    '2025-09.parquet, rows 0 to 2',
    '2025-09.parquet, rows 1 to 3',
    '2025-10.parquet, rows 0 to 2',
  ]);
});

test('days the source ignores stay out, other remarks go with the day; all stand in the quality log', async () => {
  const meta = {
    days: ['2025-09-29', '2025-09-30', '2025-10-01'],
    skip_days: ['2025-09-30'],
    short_days: ['2025-09-30'],
    low_days: ['2025-10-01', 'yesterday', 7],
    frozen: { '2025-10-01': 0.31, '2031-01-01': 0.5 },
  };
  const summary = await runImport('model-pulse', { source: dataset(meta) }, order());

  expect(summary.published.map(({ asOf }) => asOf)).toEqual(['2025-09-29', '2025-10-01']);
  expect(summary.passedOver['left-out']).toBe(1);
  const log = [
    {
      asOf: '2025-09-30',
      kind: 'source-remark',
      says: 'Its source ignores this day: the counters of the Hub stood still or fell back. Its source calls this a short day: taken soon after the one before.',
    },
    {
      asOf: '2025-10-01',
      kind: 'source-remark',
      says: 'Its source calls this a low day: fewer downloads than expected, not made up later. Its source saw counters that stood still (31 % of the models).',
    },
  ];
  expect(await remarks()).toEqual(log);
  await runImport('model-pulse', { source: join(folder.root, 'pulse') }, order());
  expect(await remarks()).toEqual(log);
});

test('a month whose days are all there is not even opened', async () => {
  const source = dataset();
  await runImport('model-pulse', { source }, order());
  for (const month of ['2025-09', '2025-10'])
    folder.write(`pulse/series/${month}.parquet`, 'no Parquet any more');

  const september = { source, to: '2025-09-30' };
  const again = await runImport('model-pulse', september, order());

  expect(again.published).toEqual([]);
  expect(again.passedOver.published).toBe(2);
});

test('a single file, and --from and --to, take the days inside', async () => {
  const source = join(dataset(), 'series/2025-09.parquet');

  const summary = await runImport('model-pulse', { source, from: '2025-09-30', to: '2025-10-01' }, order());

  expect(summary.published).toEqual([{ asOf: '2025-09-30', models: 2 }]);
  expect(await servedIn(database.db, 'model-pulse')).toEqual({ 'acme/a': 11, 'acme/b-7b': 21 });
});

describe('what cannot be read', () => {
  test('a file with other columns names those it has and those it needs', async () => {
    folder = workFolder();
    const other = parquetOf([{ id: 'acme/a', downloads: 1 }], [text('id'), int32('downloads')]);
    const source = folder.write('series/2025-09.parquet', other);

    await expect(runImport('model-pulse', { source }, order())).rejects.toThrow(
      '2025-09.parquet lacks the columns day, dl30, dl_all, likes. Expected: id, day, dl30, dl_all, likes; found: id, downloads.',
    );
  });

  test('a file that is no Parquet, a folder without months, a file that is not there', async () => {
    folder = workFolder();
    const source = folder.write('series/2025-09.parquet', 'PAR0');
    await expect(runImport('model-pulse', { source }, order())).rejects.toThrow(
      /2025-09\.parquet is no Parquet file \(/,
    );
    folder.write('other/models.parquet', '');
    await expect(runImport('model-pulse', { source: join(folder.root, 'other') }, order())).rejects.toThrow(
      'expected series/YYYY-MM.parquet or YYYY-MM.parquet, found models.parquet.',
    );
    mkdirSync(join(folder.root, 'empty'));
    await expect(runImport('model-pulse', { source: join(folder.root, 'empty') }, order())).rejects.toThrow(
      'found no .parquet.',
    );
    await expect(runImport('model-pulse', { source: '/nowhere' }, order())).rejects.toThrow(
      '/nowhere: there is no such file or folder.',
    );
  });

  test('a damaged row group stops the import and names its rows', async () => {
    const source = join(dataset(), 'series/2025-09.parquet');
    const bytes = seriesOf([['acme/a', '2025-09-29', 10, 3n, 1]], { codec: 'ZSTD' });
    bytes.fill(0, 8, 60);
    folder.write('pulse/series/2025-09.parquet', bytes);

    await expect(runImport('model-pulse', { source }, order())).rejects.toThrow(
      /2025-09\.parquet, rows 0 to 0: id cannot be decoded \(/,
    );
    expect(folder.left('model-pulse')).toEqual([]);
  });
});

test('counts beyond 2^53 and below zero are dropped and noted, a nameless row is skipped', async () => {
  folder = workFolder();
  const columns = [text('id'), text('day'), int64('dl30'), int64('dl_all'), int64('likes')];
  const rows: Record<string, unknown>[] = Array.from({ length: 200 }, (_, n) => ({
    id: `acme/m${n}`,
    day: '2025-09-01',
    dl30: 5n,
    dl_all: n === 0 ? 2n ** 60n : 7n,
    likes: n === 1 ? -1n : 0n,
  }));
  rows.push({ id: null, day: '2025-09-01', dl30: 1n, dl_all: 1n, likes: 1n });
  rows.push({ id: 'acme/late', day: 'soon', dl30: 1n, dl_all: 1n, likes: 1n });
  const source = folder.write('2025-09.parquet', parquetOf(rows, columns));

  const summary = await runImport('model-pulse', { source }, order());

  expect(summary).toMatchObject({ published: [{ models: 200 }], records: 201, skipped: 1 });
  const [snapshot] = await database.db`select repaired from snapshots`;
  expect(snapshot).toEqual({ repaired: 2 });
});
