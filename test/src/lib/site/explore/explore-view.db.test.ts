import { afterAll, beforeAll, expect, test } from 'vitest';
import { WHOLE_REACH } from '../../../../../src/lib/definition/parse.ts';
import { readExplore } from '../../../../../src/lib/site/explore/explore-view.ts';
import { EXPLORE_KEYS } from '../../../../../src/lib/site/explore/keys.ts';
import { loadPage } from '../../../../../src/lib/site/load-view.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;

/** Two looks at one panel, one at another. */
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const world = (qwen: number) => [
    model(1, { id: 'openai/a', downloads: 600, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/b', downloads: qwen, cardData: { license: 'apache-2.0' } }),
    model(3, { id: 'nobody-knows/c', downloads: 100 }),
  ];
  await look(db, '2026-08-01', world(300));
  await look(db, '2026-08-29', world(1300));
  await look(db, '2026-08-29', [model(1, { id: 'openai/a', downloads: 600 })], { panel: 'other' });
});
afterAll(() => database.drop());

function explore(query: string) {
  const url = new URL(`https://x.org/explore${query}`);
  return loadPage({ url, db: database.db, reach: WHOLE_REACH, keys: EXPLORE_KEYS }, (definition, panels) =>
    readExplore(database.db, { url, definition, panels }),
  );
}

async function shown(query: string) {
  const loaded = await explore(query);
  if (loaded.kind !== 'content') throw new Error(JSON.stringify(loaded));
  return loaded.content;
}

const chosen = ({ charts }: Awaited<ReturnType<typeof shown>>) => charts.find((chart) => chart.chosen)?.id;

test('the data choose the chart, and the switch leads to the others at addresses of their own', async () => {
  const page = await shown('?panel=hub&by=region');
  expect(chosen(page)).toBe('line');
  expect(page.figure.series?.columns).toHaveLength(3);
  expect(page.charts.map(({ id, href }) => [id, href])).toEqual([
    ['line', null],
    ['area', '/explore?panel=hub&by=region&chart=area'],
    ['slope', '/explore?panel=hub&by=region&chart=slope'],
    ['bars', '/explore?panel=hub&by=region&chart=bars'],
    ['scatter', '/explore?panel=hub&by=region&chart=scatter'],
    ['heat', null],
  ]);
});

test('every chart shows the same figure in its own table', async () => {
  const [area, slope, bars, heat] = await Promise.all([
    shown('?panel=hub&by=region&chart=area'),
    shown('?panel=hub&by=region&chart=slope'),
    shown('?panel=hub&by=region&chart=bars'),
    shown('?panel=hub&by=region~license'),
  ]);
  expect(area.figure.series?.kind).toBe('area');
  expect(slope.figure.slope?.rows.map(({ last }) => last.value)).toEqual([0.65, 0.3, 0.05]);
  expect(bars.figure.table?.rows.map(({ share }) => share)).toEqual([0.65, 0.3, 0.05]);
  expect(chosen(heat)).toBe('heat');
  expect(heat.figure.heat?.rows.map(({ name }) => name)).toEqual(['China', 'United States', 'Unreviewed']);
  expect(area.figure.take?.href).toBe('/explore?panel=hub&by=region&chart=area');
  expect(area.figure.take?.csv).toBe('/regions.csv?panel=hub');
});

test('a chart that the data cannot fill is replaced, and the page says by which and why', async () => {
  const page = await shown('?panel=other&by=region&chart=area');
  expect(chosen(page)).toBe('bars');
  expect(page.instead).toBe(
    'A chart over time needs two published snapshots in the window. Shown instead: ranked.',
  );
});

test('a lens can be added in any dimension, one after another', async () => {
  const { picker, chips } = await shown('?panel=hub&by=license&publisher=openai&add=publisher');
  expect(chips.map(({ says }) => says)).toEqual(['Publisher: OpenAI']);
  expect(picker?.groups.map(({ name, href }) => [name, href])).toEqual([
    [
      expect.stringMatching(/^Alibaba/),
      expect.stringMatching(/^\/explore\?panel=hub&by=license&publisher=[a-z-]+~openai$/),
    ],
    ['Unreviewed', '/explore?panel=hub&by=license&publisher=unreviewed~openai'],
  ]);
  expect(picker?.closeHref).toBe('/explore?panel=hub&by=license&publisher=openai');
});

test('without a choice there are questions to begin with, and each is a view', async () => {
  const { examples } = await shown('?panel=hub');
  expect(examples.length).toBeGreaterThan(5);
  for (const { href } of examples)
    expect([href, (await explore(href.replace('/explore', ''))).kind]).toEqual([href, 'content']);
});

test('a plain form is sent to the one address of its view', async () => {
  const form =
    '?panel=hub&measure=downloads30d&by=region&by=&add=&attribution=uploader&window=&step=auto&chart=';
  expect(await explore(form)).toEqual({ kind: 'redirect', to: '/explore?panel=hub&by=region' });
});

test.each([
  ['?chart=pie', /^chart: "pie" is not one of line, area/],
  ['?add=weather', /^add: "weather" is not one of region, /],
  ['?by=region~region', /^by: region stands there twice/],
  ['?attribution=flow', /^attribution: flow crosses/],
])('%s is refused in a sentence', async (query, says) => {
  const loaded = await explore(query);
  expect(loaded.kind === 'problem' && loaded.problem.sentences[0]).toMatch(says);
});
