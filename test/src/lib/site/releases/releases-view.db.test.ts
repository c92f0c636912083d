import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { parseDefinition } from '../../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../../src/lib/metrics/panels.ts';
import { textOf } from '../../../../../src/lib/site/phrase.ts';
import { RELEASES_KEYS, RELEASES_REACH } from '../../../../../src/lib/site/releases/asked.ts';
import { readReleasesPage } from '../../../../../src/lib/site/releases/releases-view.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await look(database.db, '2026-11-28', [
    released('2026-11-27', 1, {
      id: 'openai/new',
      downloads: 5,
      downloadsAllTime: 7,
      cardData: { license: 'mit' },
    }),
    released('2026-11-27', 2, { id: 'nobody-knows/big', downloads: 1000, downloadsAllTime: 1001 }),
    released('2026-10-01', 3, {
      id: 'Qwen/Qwen9-1B-Chat',
      downloads: 2000,
      downloadsAllTime: 9000,
      pipeline_tag: 'text-generation',
      cardData: { base_model: ['Qwen/Qwen9-1B', 'Qwen/Qwen9-1B-Math'], base_model_relation: 'merge' },
    }),
    // The reference says 27 October 2025.
    released('2025-10-22', 4, { id: 'MiniMaxAI/MiniMax-M2', downloads: 40, downloadsAllTime: 50 }),
  ]);
});
afterAll(() => database.drop());

async function read(query = '') {
  const url = new URL(`http://census/releases${query}`);
  const definition = parseDefinition(url.searchParams, { ...RELEASES_REACH, own: RELEASES_KEYS });
  return await readReleasesPage(database.db, { url, definition, panels: await readPanels(database.db) });
}

test('the newest come first, by day in words', async () => {
  const { groups, frame, rule, nextHref } = await read();
  expect(groups.map(({ day, rows }) => [day, rows.map(({ repoId }) => repoId)])).toEqual([
    ['Friday 27 November 2026', ['nobody-knows/big', 'openai/new']],
    ['Thursday 1 October 2026', ['Qwen/Qwen9-1B-Chat']],
    ['Monday 27 October 2025', ['MiniMaxAI/MiniMax-M2']],
  ]);
  expect(frame.title).toBe('The newest notable releases, from 27 November 2026 back');
  expect(rule).toBe(
    'Notable are models without a declared base whose publisher is reviewed and no single person, and all models with at least 1,000 downloads in the previous 30 days.',
  );
  expect(nextHref).toBeNull();
});

test('a row says who, from what, how many downloads so far and how old', async () => {
  const { groups } = await read('?family=qwen&show=all');
  const [row] = groups[0]?.rows ?? [];
  expect(row && textOf(row.about)).toBe('Merge of Qwen/Qwen9-1B and 1 more · Qwen family · Text generation');
  expect(row).toMatchObject({
    region: { name: 'China', href: '/releases?region=cn&family=qwen&show=all' },
    downloads: 9000,
    days: 58,
    corrected: false,
    ram: [null, null, null],
  });
  expect(row?.publisher.href).toMatch(/^\/publishers\//);
  const [corrected] = (await read('?publisher=minimax')).groups[0]?.rows ?? [];
  expect(corrected?.corrected).toBe(true);
});

test('a period says how many there are, and its links lead to others', async () => {
  const { frame, choices } = await read('?window=30d&sort=downloads');
  expect(frame.title).toBe(
    'nobody-knows/big is the most downloaded notable release in the last 30 days; 2 notable releases in the last 30 days, up to 28 November 2026',
  );
  const hrefs = choices.flatMap(({ choices: each }) => each.map(({ href }) => href));
  expect(hrefs).toContain('/releases?window=7d&sort=downloads');
  expect(hrefs).toContain('/releases?sort=downloads');
  expect(hrefs).toContain('/releases?window=30d&show=all&sort=downloads');
});

test('where nothing fits, the page says so and leads on', async () => {
  const { empty, frame } = await read('?region=africa&window=7d&downloads=100');
  expect(frame.title).toBe('No notable release in the last 7 days fits');
  expect(empty?.wider.map(({ href }) => href)).toEqual([
    '/releases?region=africa&downloads=100',
    '/releases?region=africa&window=7d&show=all&downloads=100',
    '/releases?region=africa&window=7d',
    '/releases?window=7d&downloads=100',
  ]);
});

test('without a baseline the order of relative adoption says why it is empty', async () => {
  const { empty, rated } = await read('?sort=ram60');
  expect(rated).toBe(false);
  expect(empty?.says).toMatch(/^Relative adoption is not known in this panel: No baseline is frozen yet/);
});

test.each(['downloads=some', 'sort=loudest', 'show=few'])('%s is refused', async (query) => {
  await expect(read(`?${query}`)).rejects.toThrow(BadDefinition);
});
