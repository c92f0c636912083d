import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCompare } from '../../../../../src/lib/site/compare/answer-compare.ts';
import type { ComparePage } from '../../../../../src/lib/site/compare/compare-page.ts';
import { aimCompare, loadCompare } from '../../../../../src/lib/site/compare/load-compare.ts';
import { aimStart, readCompareStart } from '../../../../../src/lib/site/compare/start-view.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';

let database: TestDatabase;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** Two looks at models of an American, a Chinese and an unreviewed publisher. */
beforeAll(async () => {
  database = await testDatabase();
  const world = (qwen: number) => [
    model(1, { id: 'openai/a', downloads: 6000, likes: 5, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/Qwen-b', downloads: qwen, likes: 9, cardData: { license: 'apache-2.0' } }),
    model(3, { id: 'nobody-knows/a-vs-b', downloads: 1000 }),
    model(4, { id: 'nobody-knows/table.csv', downloads: 10 }),
  ];
  await look(database.db, '2026-08-01', world(3000));
  await look(database.db, '2026-08-29', world(13_000));
});
afterAll(() => database.drop());

const urlOf = (path: string) => new URL(path, 'http://census.example.org');

async function aim(path: string) {
  const aimed = await aimCompare({ url: urlOf(path), db: database.db });
  if (aimed.kind === 'found') return aimed.found.subjects.map(({ id }) => id);
  return aimed.kind === 'redirect' ? aimed.to : aimed.problem;
}

async function load(path: string) {
  const asked = { url: urlOf(path), db: database.db };
  const aimed = await aimCompare(asked);
  if (aimed.kind !== 'found') throw new Error(`${path} is no comparison: ${JSON.stringify(aimed)}`);
  return await loadCompare(asked, aimed.found);
}

async function page(path: string): Promise<ComparePage> {
  const loaded = await load(path);
  if (loaded.kind !== 'content') throw new Error(`${path} shows nothing: ${JSON.stringify(loaded)}`);
  return loaded.content;
}

const cells = ({ facts }: ComparePage, term: string) =>
  facts
    .find((row) => row.term === term)
    ?.cells.map(({ lines }) => lines.map(({ says }) => plain(says)).join('; '));

describe('one view has one address', () => {
  test.each([
    ['/compare/regions/cn-vs-us', '/compare/regions/us-vs-cn'],
    ['/compare/regions/us-vs-cn-vs-us', '/compare/regions/us-vs-cn'],
    ['/compare/US-vs-china?panel=hub', '/compare/regions/us-vs-cn?panel=hub'],
    ['/compare/qwen-vs-deepseek', '/compare/families/deepseek-vs-qwen'],
    ['/compare/licenses/mit-vs-apache-2.0.csv', '/compare/licenses/apache-2.0-vs-mit.csv'],
    ['/compare/openai/a-vs-qwen/qwen-B', '/compare/models/Qwen/Qwen-b-vs-openai/a'],
    ['/compare/models/openai/a-vs-nobody-knows/a-vs-b', '/compare/models/nobody-knows/a--vs-b-vs-openai/a'],
    ['/compare/families', '/compare?kind=families'],
  ])('%s leads to %s', async (path, to) => {
    expect(await aim(path)).toBe(to);
  });

  test('a name may end like a file', async () => {
    expect(await aim('/compare/models/nobody-knows/table.csv-vs-openai/a')).toEqual([
      'nobody-knows/table.csv',
      'openai/a',
    ]);
    expect(await aim('/compare/models/nobody-knows/table.csv')).toEqual(['nobody-knows/table.csv']);
  });
});

describe('an address that names what is not there', () => {
  test('says so with the nearest that is', async () => {
    expect(await aim('/compare/families/qwn-vs-llama')).toMatchObject({
      status: 404,
      sentences: ['No family is called "qwn".'],
      nearest: [{ says: 'Llama vs Qwen', href: '/compare/families/llama-vs-qwen' }],
    });
    expect(await aim('/compare/models/openai/a-vs-somebody/qwen')).toMatchObject({
      status: 404,
      nearest: [{ href: '/compare/models/openai/a-vs-Qwen/Qwen-b' }],
    });
  });

  test('offers a way on even where nothing is near', async () => {
    expect(await aim('/compare/zzzzzzzzzzzz')).toMatchObject({ status: 404, plainHref: '/compare' });
  });

  test('more than six are refused in a sentence, with the first six', async () => {
    const seven = 'us-vs-cn-vs-europe-vs-apac-vs-mena-vs-americas-vs-africa';
    expect(await aim(`/compare/regions/${seven}`)).toMatchObject({
      status: 400,
      sentences: ['At most 6 can be set side by side; this address names 7.'],
      nearest: [{ href: '/compare/regions/us-vs-cn-vs-europe-vs-apac-vs-mena-vs-americas' }],
    });
  });

  test('keys that mean nothing here are refused: the path says the regions', async () => {
    expect(await load('/compare/regions/us-vs-cn?region=us')).toMatchObject({
      kind: 'problem',
      problem: { status: 400 },
    });
    expect(
      await load(
        '/compare/models/openai/a-vs-Qwen/Qwen-b'.replace(
          'openai/a-vs-Qwen/Qwen-b',
          'Qwen/Qwen-b-vs-openai/a?scale=share',
        ),
      ),
    ).toMatchObject({
      kind: 'problem',
      problem: { sentences: [expect.stringContaining('choose value or index')] },
    });
  });
});

describe('groups side by side', () => {
  test('the title says who passed whom; facts stand in the order of the address', async () => {
    const shown = await page('/compare/regions/us-vs-cn?step=day');
    expect(plain(shown.figure.title)).toMatch(
      /^China passed the United States in downloads .* on 29 August 2026/,
    );
    expect(shown.subjects.map(({ key }) => key)).toEqual(['region-us', 'region-cn']);
    expect(cells(shown, 'Downloads, 30 days')).toEqual(['6,000', '13,000']);
    expect(cells(shown, 'Share of all downloads')).toEqual(['30.0 %', '65.0 %']);
    expect(cells(shown, 'License classes')).toEqual(['Permissive 100.0 %', 'Permissive 100.0 %']);
    expect(cells(shown, 'Top models')).toEqual(['openai/a', 'Qwen/Qwen-b']);
    expect(
      shown.facts.find(({ term }) => term === 'Change since 1 August 2026')?.cells[1]?.change?.amount,
    ).toBe('+333.3\u00a0%');
    expect(cells(shown, 'Change in 52 weeks')).toEqual(['', '']);
  });

  test('a scale draws the same numbers as shares, or from 100 on', async () => {
    const last = async (scale: string) => {
      const { figure } = await page(`/compare/regions/us-vs-cn?step=day&scale=${scale}`);
      return figure.series?.rows.at(-1)?.cells.map(({ value }) => value);
    };
    expect((await last('share'))?.map((value) => value?.toFixed(3))).toEqual(['0.300', '0.650']);
    expect((await last('index'))?.map((value) => Math.round(value ?? 0))).toEqual([100, 433]);
  });

  test('a family without models is told, not hidden', async () => {
    const shown = await page('/compare/families/llama-vs-qwen');
    expect(shown.figure.notes[0]).toBe(
      'Llama has nothing in this selection of the panel: no line is drawn for it.',
    );
    expect(cells(shown, 'Downloads, 30 days')?.[0]).toBe('0');
  });

  test('the form adds one, or says what else there is', async () => {
    expect(await load('/compare/regions/us-vs-cn?scale=index&add=Europe')).toMatchObject({
      kind: 'redirect',
      to: '/compare/regions/us-vs-cn-vs-europe?scale=index',
    });
    expect(await load('/compare/regions/us-vs-cn?add=Europa')).toMatchObject({
      kind: 'problem',
      problem: { status: 404, nearest: [{ href: '/compare/regions/us-vs-cn-vs-europe' }] },
    });
  });

  test('what can be changed leads to comparisons that are there', async () => {
    for (const path of ['/compare/sizes/1b-5b-vs-5b-10b', '/compare/regions/us-vs-cn']) {
      const { controls, choices } = await page(path);
      const hrefs = [
        ...(controls?.switches ?? []).flatMap((one) => one.choices.map(({ href }) => href)),
        ...choices.flatMap((one) => one.choices.map(({ href }) => href)),
      ];
      for (const href of hrefs) if (href !== null) expect((await load(href)).kind).toBe('content');
    }
  });

  test('one alone is shown with others to compare it with', async () => {
    expect((await page('/compare/publishers/openai')).suggested[0]?.href).toMatch(
      /^\/compare\/publishers\/openai-vs-alibaba/,
    );
  });
});

describe('models side by side', () => {
  const path = '/compare/models/Qwen/Qwen-b-vs-openai/a';

  test('counters of the same days, and what the panel says of each', async () => {
    const shown = await page(path);
    expect(plain(shown.figure.title)).toBe(
      'Qwen/Qwen-b passed openai/a in downloads on 29 August 2026 and had 2.2 times as many on 29 August 2026.',
    );
    expect(shown.figure.series?.rows.map(({ cells: row }) => row.map(({ value }) => value))).toEqual([
      [3000, 6000],
      [13_000, 6000],
    ]);
    expect(cells(shown, 'Likes')).toEqual(['9', '5']);
    expect(cells(shown, 'License')).toEqual(['Permissive; apache-2.0', 'Permissive; mit']);
  });

  test('a pinned snapshot shows the counters of its day', async () => {
    expect(cells(await page(`${path}?snapshot=2026-08-10`), 'Downloads, 30 days')).toEqual([
      '3,000',
      '6,000',
    ]);
  });
});

test('the same address with an ending gives the rows that are drawn', async () => {
  const file = async (path: string, form: 'csv' | 'json') => {
    const asked = { url: urlOf(path), db: database.db };
    const aimed = await aimCompare(asked);
    if (aimed.kind !== 'found') throw new Error(`${path} is no comparison`);
    return await answerCompare({ ...asked, form }, aimed.found);
  };
  const rows = parse(await (await file('/compare/regions/us-vs-cn.csv?step=day', 'csv')).text(), {
    columns: true,
  });
  expect(rows).toHaveLength(58);
  expect(rows.at(-1)).toMatchObject({ as_of: '2026-08-29', region: 'cn', value: '13000' });
  const json: unknown = await (await file('/compare/models/Qwen/Qwen-b-vs-openai/a.json', 'json')).json();
  expect(json).toMatchObject({
    meta: {
      title: expect.stringContaining('Qwen/Qwen-b passed openai/a'),
      pinned_address:
        'http://census.example.org/compare/models/Qwen/Qwen-b-vs-openai/a?panel=hub&snapshot=2026-08-29',
    },
    rows: [{ as_of: '2026-08-01', model: 'Qwen/Qwen-b', downloads_30d: 3000 }, {}, {}, {}],
  });
});

test('the page to begin with leads to what its form names, and to the most downloaded', async () => {
  const start = await readCompareStart(database.db, null);
  expect(start.examples.map(({ href }) => href)).toContain('/compare/regions/us-vs-cn');
  const form = (a: string, b: string, kind: string | null = null) =>
    aimStart(database.db, urlOf('/compare'), { kind, a, b });
  expect(await form('qwen', 'Llama, DeepSeek')).toEqual({
    kind: 'redirect',
    to: '/compare/families/deepseek-vs-llama-vs-qwen',
  });
  expect(await form('openai/a', 'Qwen/Qwen-b')).toMatchObject({ kind: 'redirect' });
  expect(await aimStart(database.db, urlOf('/compare'), { kind: null, a: null, b: null })).toBeNull();
});
