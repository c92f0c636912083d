import { parse } from 'csv-parse/sync';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { answerView } from '../../../../../src/lib/site/data/answer-view.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;

/** Two looks at models of an American, a Chinese and an unreviewed publisher. */
beforeAll(async () => {
  database = await testDatabase();
  const world = (qwen: number) => [
    model(1, { id: 'openai/a', downloads: 600, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/b', downloads: qwen, cardData: { license: '=HYPERLINK("x","y")' } }),
    model(3, { id: 'nobody-knows/c', downloads: 100 }),
  ];
  await look(database.db, '2026-08-01', world(300));
  await look(database.db, '2026-08-29', world(1300));
});
afterAll(() => database.drop());

async function ask(path: string): Promise<Response> {
  const url = new URL(path, 'https://census.example.org');
  const [, view, format] = /^\/([^.]*)\.(.*)$/.exec(url.pathname) ?? [];
  const answer = await answerView({ url, db: database.db, view, format });
  if (!answer) throw new Error(`nothing at ${path}`);
  return answer;
}

test('the rows of a view are its figure, under a name that says what they are', async () => {
  const answer = await ask('/regions.csv?panel=hub&step=day');
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(await answer.text(), { columns: true }));
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="open-model-census_downloads30d_by-region_hub_2026-08-29.csv"',
  );
  expect(answer.headers.get('link')).toContain('</regions.json?panel=hub&step=day>; rel="describedby"');
  const newest = rows.filter(({ as_of }) => as_of === '2026-08-29');
  expect(newest.map(({ region, value, share }) => [region, value, share])).toEqual([
    ['cn', '1300', '0.65'],
    ['us', '600', '0.3'],
    ['unreviewed', '100', '0.05'],
  ]);
});

const shape = z.object({
  meta: z.object({
    title: z.string(),
    definition: z.object({ says: z.string(), address: z.string(), pinned_address: z.string() }),
    snapshot: z.string(),
    coverage: z.object({ part: z.number(), says: z.string() }),
    lineage_coverage: z.number().nullable(),
    reference_version: z.number(),
    sources: z.array(z.object({ title: z.string(), url: z.string(), terms: z.string() })).min(1),
    citation: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string(), says: z.string() })),
  }),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

test('the same as JSON says what must be known of the rows, and names every column', async () => {
  const answer = await ask('/explore.json?panel=hub&by=region~license&attribution=creator');
  const { meta, rows } = shape.parse(await answer.json());
  expect(answer.headers.get('content-disposition')).toBe(
    'inline; filename="open-model-census_downloads30d_by-region-and-license_hub_2026-08-29.json"',
  );
  expect(meta.definition.address).toBe(
    'https://census.example.org/explore?panel=hub&by=region~license&attribution=creator',
  );
  expect(meta.definition.pinned_address).toBe(
    'https://census.example.org/explore?panel=hub&by=region~license&attribution=creator&snapshot=2026-08-29',
  );
  expect(meta.definition.says).toMatch(
    /^Downloads in the previous 30 days of all models .* by region crossed/,
  );
  expect(meta.citation).toMatch(/Snapshot of 29 August 2026, reference version \d+\. Source: .+ https:\/\//);
  expect(meta.lineage_coverage).toBe(0);
  expect(Object.keys(rows[0] ?? {})).toEqual(meta.columns.map(({ name }) => name));
});

test('a license id that is a formula is none in the file', async () => {
  const text = await (await ask('/explore.csv?panel=hub&by=license-id')).text();
  expect(text).toContain(`"'=hyperlink(""x"",""y"")"`);
  expect(text).not.toMatch(/(^|,|")=/m);
});

test('another form of an address is sent to its one address, ending and all', async () => {
  const { status, headers } = await ask('/regions.csv?step=day&panel=hub');
  expect([status, headers.get('location')]).toEqual([302, '/regions.csv?panel=hub&step=day']);
});

test('a view that cannot be asked is refused in words that programs can read', async () => {
  const json = await ask('/regions.json?region=atlantis');
  expect(json.status).toBe(400);
  expect(json.headers.get('content-type')).toBe('application/problem+json');
  expect(await json.json()).toMatchObject({
    status: 400,
    detail: expect.stringMatching(/^region: "atlantis"/),
  });
  const csv = await ask('/regions.csv?by=size');
  expect([csv.status, await csv.text()]).toEqual([
    400,
    expect.stringMatching(/^"by": this page does not know/),
  ]);
});

test('what is no view, or no form of one, is not there', async () => {
  const { db } = database;
  const url = new URL('https://census.example.org/x');
  expect(await answerView({ url, db, view: 'nowhere', format: 'csv' })).toBeNull();
  expect(await answerView({ url, db, view: 'regions', format: 'exe' })).toBeNull();
});

test('the picture of a view says its finding, and other sites may show it', async () => {
  const svg = await ask('/regions.svg?panel=hub&step=day');
  expect(svg.headers.get('content-type')).toBe('image/svg+xml');
  expect(svg.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const text = await svg.text();
  expect(text).toContain('China’s share of downloads');
  expect(text).toContain('https://census.example.org/regions?panel=hub&amp;step=day');
  const png = await ask('/regions.png?panel=hub&step=day');
  expect(png.headers.get('content-disposition')).toBe(
    'inline; filename="open-model-census_downloads30d_by-region_hub_2026-08-29.png"',
  );
  expect(
    Buffer.from(await png.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test.each(['slope', 'area', 'bars', 'scatter', 'heat'])(
  'a picture follows the chart of its address: %s',
  async (chart) => {
    const by = chart === 'heat' ? 'region~license' : 'region';
    const svg = await (await ask(`/explore.svg?panel=hub&by=${by}&step=day&chart=${chart}`)).text();
    expect(svg).toContain(`chart=${chart}`);
    expect(svg).toContain('>China</text>');
  },
);

test('a picture of a view that cannot be asked is refused in words', async () => {
  const answer = await ask('/explore.png?chart=pie');
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringMatching(/^chart: "pie" is not one of/),
  ]);
});

test('the same as Parquet has its types, and its meta inside', async () => {
  const address = '/regions.json?panel=hub&step=day&compare=previous';
  const { meta, rows } = shape.parse(await (await ask(address)).json());
  const answer = await ask(address.replace('json', 'parquet'));
  const file = await answer.arrayBuffer();
  const { key_value_metadata: about } = await parquetMetadataAsync(file);
  const dates = new Set(meta.columns.filter(({ type }) => type === 'date').map(({ name }) => name));
  const asRead = (row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [
        name,
        dates.has(name) && typeof cell === 'string' ? new Date(`${cell}T00:00:00Z`) : cell,
      ]),
    );

  expect(answer.headers.get('content-type')).toBe('application/vnd.apache.parquet');
  expect(answer.headers.get('content-disposition')).toContain('_by-region_hub_2026-08-29.parquet"');
  expect(await parquetReadObjects({ file })).toEqual(rows.map(asRead));
  const inside: unknown = JSON.parse(about?.find(({ key }) => key === 'meta')?.value ?? '');
  expect(shape.shape.meta.parse(inside)).toEqual(meta);
});
