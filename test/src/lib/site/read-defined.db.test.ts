import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachBy } from '../../../../src/lib/definition/parse.ts';
import { answerView } from '../../../../src/lib/site/data/answer-view.ts';
import { COMPARE_KEYS, comparedIn } from '../../../../src/lib/site/figure/compare.ts';
import { readGrouping } from '../../../../src/lib/site/grouping-view.ts';
import { loadPage } from '../../../../src/lib/site/load-view.ts';
import { overviewOf, readOverview } from '../../../../src/lib/site/overview-view.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;

/** Two looks at models of an American, a Chinese and an unreviewed publisher, and one at a panel of its own. */
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

const regions = (query: string) => {
  const url = new URL(`https://x.org/regions${query}`);
  return loadPage(
    { url, db: database.db, reach: reachBy('region'), keys: COMPARE_KEYS },
    (definition, panels) =>
      readGrouping(database.db, { grouping: 'region', definition, panels, compared: comparedIn(url) }),
  );
};

async function shown(query: string) {
  const loaded = await regions(query);
  if (loaded.kind !== 'content') throw new Error(JSON.stringify(loaded));
  return loaded.content;
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

test('an address becomes a figure: finding, series, groups and the switches around them', async () => {
  const { figure, controls, panel } = await shown('?panel=hub');
  expect(panel.panel).toBe('hub');
  expect(figure.table?.rows.map(({ id, value, shareBefore }) => [id, value, shareBefore])).toEqual([
    ['cn', 1300, 0.3],
    ['us', 600, 0.6],
    ['unreviewed', 100, 0.1],
  ]);
  expect(plain(figure.title)).toMatch(
    /^China’s share of downloads .* rose 35\.0 points to 65\.0 % in four weeks/,
  );
  expect(figure.series?.rows.map(({ on }) => on)).toEqual(['2026-08-01', '2026-08-29']);
  expect(controls.switches.map(({ key }) => key)).toEqual([
    'attribution',
    'unknown',
    'universe',
    'infrastructure',
    'counting',
    'facts',
    'window',
    'step',
  ]);
});

test('what is not known can be left out, or be a band in the table and in the chart', async () => {
  const dropped = (await shown('?panel=hub&unknown=drop')).figure;
  expect(dropped.table?.total).toBe(1900);
  const banded = (await shown('?panel=hub&unknown=band')).figure;
  expect(banded.table?.rows[0]?.band).toEqual({ low: 0.65, high: 0.7 });
  expect(banded.series?.rows[1]?.cells[0]?.high).toBeCloseTo(0.7, 12);
});

test('under a lens of another kind the finer figure is a link', async () => {
  const { finer, related } = await shown('?panel=hub&license=permissive');
  expect(finer).toBeNull();
  expect(related).toContainEqual({
    name: 'The same by country',
    href: '/countries?panel=hub&license=permissive',
  });
});

test('the finer figure follows the same definition', async () => {
  const { finer } = await shown('?panel=hub&measure=models&region=us~cn');
  expect(finer?.table?.rows.map(({ id, value }) => [id, value])).toEqual([
    ['CN', 1],
    ['US', 1],
  ]);
});

test('a lens on what no word list knows is called by its name', async () => {
  const { controls } = await shown('?panel=hub&publisher=openai');
  expect(controls.chips).toEqual([{ says: 'Publisher: OpenAI', href: '/regions?panel=hub' }]);
});

test.each([
  ['?attribution=uploader&panel=hub', '/regions?panel=hub'],
  ['?panel=hub&region=cn&region=us', '/regions?panel=hub&region=us~cn'],
  ['?unknown=&panel=hub', '/regions?panel=hub'],
])('%s is sent to its one address', async (query, to) => {
  expect(await regions(query)).toEqual({ kind: 'redirect', to });
});

test.each([
  ['?region=atlantis', /^region: "atlantis" is not one of us, cn, /],
  ['?by=size', /^"by": this page does not know that key; it knows panel, measure, /],
  ['?unknown=band&measure=parametersMean', /^unknown: parametersMean has no shares, so no band/],
  ['?panel=nowhere', /^panel: "nowhere" is not one of /],
  ['?snapshot=2020-01-01', /^snapshot: the first published day of /],
  ['?reference=9999', /^reference: figures are kept under the version in force/],
])('%s is refused in a sentence, with a way back', async (query, says) => {
  const loaded = await regions(query);
  expect(loaded).toMatchObject({ kind: 'problem', problem: { status: 400, plainHref: '/regions' } });
  expect(loaded.kind === 'problem' && loaded.problem.sentences[0]).toMatch(says);
});

test('the overview says what moved, and shows one panel', async () => {
  const { db } = database;
  const page = await loadPage(
    { url: new URL('https://x.org/?panel=hub'), db, narrow: overviewOf },
    (definition, panels) => readOverview(db, definition, panels),
  );
  if (page.kind !== 'content') throw new Error(page.kind);
  const { headlines, title, findings, trend, groupings, publishers } = page.content;
  expect(headlines.figures.map(({ id, value }) => [id, value])).toEqual([
    ['models', 3],
    ['downloads', 2000],
    ['leading-region', 0.65],
    ['permissive', 0.95],
  ]);
  expect(headlines.comparedWith).toBe('2026-08-01');
  expect(plain(title)).toMatch(/^China’s share of downloads .* rose 35\.0 points/);
  // The move of regions is the title; the panel is named there.
  expect(findings.map((finding) => plain(finding)?.replace(/;.*/, ''))).toEqual([
    'By size class, no share of downloads moved by 0.1 points or more in four weeks',
    'The largest move among license classes: the share of models under permissive licenses in downloads rose 5.0 points to 95.0 % in four weeks',
  ]);
  expect(trend?.series?.rows).toHaveLength(2);
  expect(groupings.map(({ href }) => href)).toEqual([
    '/regions?panel=hub',
    '/sizes?panel=hub',
    '/licenses?panel=hub',
  ]);
  expect(publishers.table?.rows.map(({ name }) => name)).toContain('OpenAI');
});

test('set beside the period before, a figure has its shares, its change, a line behind each line, and says so', async () => {
  const { figure, controls } = await shown('?panel=hub&step=day&compare=previous');
  expect(figure.table?.before).toBe('1 August 2026');
  expect(
    figure.table?.rows.map(({ id, shareBefore, valueBefore, change }) => [
      id,
      shareBefore,
      valueBefore,
      change?.amount,
    ]),
  ).toEqual([
    ['cn', 0.3, 300, expect.stringContaining('35.0')],
    ['us', 0.6, 600, expect.stringContaining('30.0')],
    ['unreviewed', 0.1, 100, expect.stringContaining('5.0')],
  ]);
  expect(figure.series?.columns.map(({ previous = false }) => previous)).toEqual([
    false,
    true,
    false,
    true,
    false,
    true,
  ]);
  expect(figure.series?.rows.at(-1)?.cells.map(({ value }) => value)).toEqual([
    0.65, 0.3, 0.3, 0.6, 0.05, 0.1,
  ]);
  expect(plain(figure.title)).toMatch(/rose 35\.0 points to 65\.0 %/);
  expect(figure.take?.csv).toBe('/regions.csv?panel=hub&step=day&compare=previous');
  expect(controls.form.kept).toContainEqual({ name: 'compare', value: 'previous' });
});

test('the rows of a comparison carry the earlier values', async () => {
  const url = new URL('https://x.org/regions.csv?panel=hub&step=day&compare=previous');
  const answer = await answerView({ url, db: database.db, view: 'regions', format: 'csv' });
  const lines = (await answer?.text())?.trim().split('\n') ?? [];
  expect(lines[0]?.endsWith('unit,earlier_from,earlier_until,earlier_value,earlier_share')).toBe(true);
  expect(lines.find((line) => line.startsWith('2026-08-29') && line.includes(',cn,'))).toMatch(
    /,2026-08-01,2026-08-02,300,0\.3$/,
  );
});

test('where there is nothing to compare with, the figure stands alone and says why', async () => {
  const { figure } = await shown('?panel=hub&compare=year');
  expect(figure.table?.before).toBeNull();
  expect(figure.notes[0]).toMatch(/^There is nothing to compare with: .* 1 August 2026\.$/);
});
