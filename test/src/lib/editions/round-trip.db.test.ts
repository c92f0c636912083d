import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABLES, tableOf } from '../../../../src/lib/editions/dictionary/index.ts';
import type { StoredEdition } from '../../../../src/lib/editions/store.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { build, editionsRoot, HOSTILE, publishMade } from './made-panel.ts';
import { askDuckDb, readCsv, readParquet } from './readers.ts';

let database: TestDatabase;
let edition: StoredEdition;
let place: Awaited<ReturnType<typeof editionsRoot>>;

beforeAll(async () => {
  [database, place] = [await testDatabase(), await editionsRoot()];
  await publishMade(database.db);
  const built = await build(database.db, place.root);
  if (!built) throw new Error('nothing was built');
  edition = built.edition;
}, 60_000);
afterAll(async () => {
  await database.drop();
  await place.remove();
});

const path = (file: string) => join(edition.folder, file);

test('every table has its files, and nothing else is there', () => {
  const tables = new Set(edition.manifest.files.map(({ table }) => table));
  expect([...tables].toSorted()).toEqual(TABLES.map(({ id }) => id).toSorted());
  expect(edition.manifest.files.map(({ path: file }) => file)).toContain(
    'observations/month=2026-10/part-0.parquet',
  );
  expect(edition.manifest.totals).toEqual({
    models: 90,
    downloads_30d: '3000084687',
    downloads_all_time: '9000002730',
    likes: '3167',
  });
});

test('files and dictionary agree: columns, types, order, and the dictionary stands in the file', async () => {
  for (const { path: file, format, table: id } of edition.manifest.files) {
    const table = tableOf(id);
    if (format !== 'parquet' || !table) continue;
    const { schema, key_value_metadata } = await parquetMetadataAsync(await asyncBufferFromFile(path(file)));
    const types = { date: 'INT32 DATE', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' };
    expect(
      schema
        .slice(1)
        .map(({ name, type, converted_type, repetition_type }) => [
          name,
          [type, converted_type].filter(Boolean).join(' '),
          repetition_type,
        ]),
    ).toEqual(
      table.columns.map(({ name, type, nullable }) => [
        name,
        type in types ? types[type as keyof typeof types] : 'BYTE_ARRAY UTF8',
        nullable ? 'OPTIONAL' : 'REQUIRED',
      ]),
    );
    const about = Object.fromEntries((key_value_metadata ?? []).map(({ key, value }) => [key, value]));
    expect(about).toMatchObject({ license: expect.stringContaining('CC-BY-4.0'), table: id, panel: 'hub' });
  }
});

test('CSV, read strictly, and Parquet, read by hyparquet, hold the same rows in the same order', async () => {
  for (const file of edition.manifest.files.filter(({ format }) => format === 'csv')) {
    const twin = edition.manifest.files.find(
      ({ table, month, format }) => table === file.table && month === file.month && format === 'parquet',
    );
    const columns = tableOf(file.table)?.columns ?? [];
    const booleans = columns.filter(({ type }) => type === 'boolean').map(({ name }) => name);
    const numbers = columns.filter(({ type }) => type === 'number').map(({ name }) => name);
    const rows = (await readCsv(path(file.path))).map((row) => ({
      ...row,
      ...Object.fromEntries(booleans.map((name) => [name, row[name] === null ? null : row[name] === 't'])),
      ...Object.fromEntries(
        numbers.map((name) => [name, row[name] === null ? null : String(Number(row[name]))]),
      ),
    }));
    expect(rows.length, file.path).toBe(file.rows);
    expect(await readParquet(path(twin?.path ?? '')), file.path).toEqual(rows);
  }
});

test('observations are those of the database, with their numbers above 2^31', async () => {
  const files = edition.manifest.files.filter(
    ({ table, format }) => table === 'observations' && format === 'parquet',
  );
  const read = (await Promise.all(files.map((file) => readParquet(path(file.path))))).flat();
  const stored = await database.db`
    select o.model_id::text, o.as_of::text, o.downloads_30d::text, o.downloads_all_time::text, o.likes::text, o.present
    from observed o
    order by to_char(o.as_of, 'YYYY-MM'), o.model_id, o.as_of`;
  expect(read).toEqual([...stored]);
  expect(read.some(({ downloads_30d }) => downloads_30d === '3000000003')).toBe(true);
  expect(read.filter(({ present }) => present === false)).toHaveLength(1);
});

test('models are those of the database, with every hostile text as it came', async () => {
  const read = await readParquet(path('models.parquet'));
  const stored = await database.db`
    select p.model_id::text as "model_id", a.repo_id, a.license_name, a.task, to_json(a.base_models)::text as "base_models",
      p.region, p.downloads_30d::text as "downloads_30d", p.present as "in_panel"
    from panel_models p
    join model_attributes a on a.model_id = p.model_id and a.snapshot_id = p.described_by
    order by p.model_id`;
  expect(
    read.map(({ model_id, repo_id, license_name, task, base_models, region, downloads_30d, in_panel }) => ({
      model_id,
      repo_id,
      license_name,
      task,
      base_models,
      region,
      downloads_30d,
      in_panel,
    })),
  ).toEqual([...stored]);
  const names = read.map(({ license_name }) => license_name);
  expect(names.filter((name) => name !== null).length).toBeGreaterThanOrEqual(HOSTILE.length - 2);
  expect(read.find(({ repo_id }) => repo_id === 'openai/big')).toMatchObject({
    region: 'us',
    publisher_id: 'openai',
  });
  expect(read.find(({ repo_id }) => repo_id === 'acme/gone')).toMatchObject({
    in_panel: false,
    downloads_30d: '5',
  });
});

test('DuckDB reads every file, the months as one table, and comes to the totals', async () => {
  const all = (table: string) => (table === 'observations' ? 'observations/*/*.parquet' : `${table}.parquet`);
  for (const { id } of TABLES) {
    const rows = edition.manifest.files
      .filter(({ table, format }) => table === id && format === 'parquet')
      .reduce((sum, file) => sum + file.rows, 0);
    expect(await askDuckDb(`select count(*) from read_parquet('${path(all(id))}')`)).toEqual([
      [String(rows)],
    ]);
  }
  expect(
    await askDuckDb(`select count(*), sum(downloads_30d) from '${path('models.parquet')}' where in_panel`),
  ).toEqual([['90', '3000084687']]);
  expect(
    await askDuckDb(
      `select month, count(*) from read_parquet('${path('observations/*/*.parquet')}', hive_partitioning = true) group by 1 order by 1`,
    ),
  ).toEqual([
    ['2026-10', expect.any(String)],
    ['2026-11', expect.any(String)],
  ]);
  expect(
    await askDuckDb(
      `select count(*) from (select * exclude (in_panel, disabled, infrastructure_listed) from read_csv('${path('models.csv.gz')}', all_varchar = true, nullstr = '', strict_mode = true))`,
    ),
  ).toEqual([['91']]);
});

test('aggregates are the figures of the site, with how many models stand behind them and how much is known', async () => {
  const rows = await readCsv(path('aggregates.csv.gz'));
  const of = (definition: string, day: string) =>
    rows.filter((row) => row['definition'] === definition && row['date'] === day);
  expect(
    of('downloads30d-by-region-daily', '2026-11-01').map(({ group_id, value, n }) => [group_id, value, n]),
  ).toEqual([
    ['cn', '1500', '1'],
    ['unreviewed', '83184', '88'],
    ['us', '3000000003', '1'],
  ]);
  expect(of('models-total-daily', '2026-11-01')).toMatchObject([
    { group_id: 'all', value: '90', coverage: '1' },
  ]);
});

test('sums, package and citation name every file', async () => {
  const sums = await readFile(path('SHA256SUMS'), 'utf8');
  for (const file of [...edition.manifest.files, ...edition.manifest.documents])
    expect(sums).toContain(`${file.sha256}  ${file.path}\n`);
  const text = await readFile(path('datapackage.json'), 'utf8');
  for (const { path: file } of edition.manifest.files) expect(text).toContain(`"${file}"`);
  expect(await readFile(path('CITATION.cff'), 'utf8')).toContain('version: "2026-11-01.1"');
});
