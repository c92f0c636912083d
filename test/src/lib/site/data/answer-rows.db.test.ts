import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { answerRows } from '../../../../../src/lib/site/data/answer-rows.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await look(database.db, '2026-08-29', [
    model(1, { id: 'openai/a', downloads: 600, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/b', downloads: 1300, cardData: { license: '=HYPERLINK("x","y")' } }),
    model(3, { id: 'nobody-knows/c', downloads: 100 }),
  ]);
});
afterAll(() => database.drop());

async function ask(path: string): Promise<Response> {
  const url = new URL(path, 'https://census.example.org');
  const [, view, format] = /^\/([^.]*)\.(.*)$/.exec(url.pathname) ?? [];
  const answer = await answerRows({ url, db: database.db, view, format });
  if (!answer) throw new Error(`nothing at ${path}`);
  return answer;
}

test('the releases of an address come as rows, newest first, with where they go on', async () => {
  const csv = await ask('/releases.csv?panel=hub&show=all');
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(await csv.text(), { columns: true }));
  expect(csv.headers.get('content-disposition')).toBe(
    'attachment; filename="open-model-census_releases_hub_2026-08-29.csv"',
  );
  expect(csv.headers.get('link')).toBe(
    '</releases.json?panel=hub&show=all>; rel="describedby"; type="application/json"',
  );
  expect(rows.map(({ model: repoId, downloads_30d }) => [repoId, downloads_30d])).toEqual([
    ['Qwen/b', '1300'],
    ['openai/a', '600'],
    ['nobody-knows/c', '100'],
  ]);
  const json: unknown = await (await ask('/releases.json?panel=hub')).json();
  expect(json).toMatchObject({ meta: { show: 'notable', as_of: '2026-08-29', next: null } });
});

test('what a file cannot follow is refused in words', async () => {
  const answer = await ask('/releases.json?panel=hub&measure=likes');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ status: 400 });
});

test.each([
  ['/families?panel=hub', 'family', 'qwen'],
  ['/concentration?panel=hub', 'level', 'model'],
  ['/concentration?panel=hub&attribution=creator&level=publisher', 'level', 'publisher'],
  ['/dynamics?panel=hub', 'downloads', undefined],
  ['/claims?subject=regions', 'claim', 'C1'],
  ['/registry?q=openai', 'namespace', 'openai'],
])('%s has its rows as a file, with a sentence for each column', async (path, column, value) => {
  const [page, query = ''] = path.split('?');
  const csv = await ask(`${page}.csv?${query}`);
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(await csv.text(), { columns: true }));
  const json = z
    .object({
      meta: z.object({ columns: z.array(z.object({ name: z.string(), says: z.string() })) }),
      rows: z.array(z.record(z.string(), z.unknown())),
    })
    .parse(await (await ask(`${page}.json?${query}`)).json());
  const parquet = await (await ask(`${page}.parquet?${query}`)).arrayBuffer();
  expect(json.rows).toHaveLength(rows.length);
  expect(await parquetReadObjects({ file: parquet, columns: [column] })).toEqual(
    json.rows.map((row) => ({ [column]: row[column] })),
  );
  expect(json.meta.columns.map(({ name }) => name)).toContain(column);
  expect(json.meta.columns.filter(({ says }) => !says.endsWith('.') && !says.endsWith(')'))).toEqual([]);
  if (value !== undefined) expect(rows.map((row) => row[column])).toContain(value);
});

test('a registry without a region of that name is refused in a sentence', async () => {
  const answer = await ask('/registry.csv?region=atlantis');
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringMatching(/^region: there is no "atlantis"/),
  ]);
});
