import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../../src/lib/metrics/panels.ts';
import {
  loadReview,
  REVIEW_KEYS,
  REVIEW_REACH,
  type ReviewPage,
} from '../../../../../src/lib/site/review/review-view.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** A look a year back, one before the second quarter of 2026, one at its end, and one after it. */
beforeAll(async () => {
  database = await testDatabase();
  const safetensors = { parameters: { BF16: 500_000_000 }, total: 500_000_000 };
  const world = (us: number, cn: number, license: string) => [
    model(1, { id: 'openai/a', downloads: us, safetensors, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/Qwen3-8B', downloads: cn, cardData: { license } }),
    model(3, { id: 'nobody-knows/c', downloads: 1000 }),
    model(5, { id: 'openai/small', downloads: 30 }),
  ];
  const derived = released('2026-05-02', 4, {
    id: 'nobody-knows/new',
    downloads: 20,
    cardData: { base_model: ['Qwen/Qwen3-8B'], base_model_relation: 'finetune' },
  });
  await look(database.db, '2025-06-29', world(8000, 1000, 'apache-2.0'));
  await look(database.db, '2026-03-29', world(6000, 3000, 'apache-2.0'));
  await look(database.db, '2026-06-28', [...world(4000, 15_000, 'cc-by-nc-4.0'), derived]);
  await look(database.db, '2026-07-05', [...world(14_000, 5000, 'cc-by-nc-4.0'), derived]);
});
afterAll(() => database.drop());

async function load(query = '') {
  const url = new URL(`http://census.example.org/review${query}`);
  const definition = parseDefinition(url.searchParams, { ...REVIEW_REACH, own: REVIEW_KEYS });
  return await loadReview(database.db, { url, definition, panels: await readPanels(database.db) });
}

async function page(query = ''): Promise<ReviewPage> {
  const loaded = await load(query);
  if (loaded.kind !== 'page') throw new Error(`${query} leads to ${loaded.to}`);
  return loaded.page;
}

function answer({ answers }: ReviewPage, id: string) {
  const found = answers.find((one) => one.id === id);
  if (!found) throw new Error(`no question is called ${id}`);
  const rows = found.table?.rows.map(({ name, cells }) => [
    name,
    ...cells.map((cell) => plain(typeof cell === 'string' ? cell : (cell.change?.amount ?? '–'))),
  ]);
  return { says: found.says.map(plain), rows, found };
}

describe('the ten questions of the last quarter that is over', () => {
  let shown: ReviewPage;
  beforeAll(async () => {
    shown = await page();
  });

  test('are all there, each with its definition, coverage and a live view', () => {
    expect(shown.stretch).toBe('the second quarter of 2026');
    expect(shown.answers).toHaveLength(10);
    for (const { question, says, definition, coverage, links } of shown.answers) {
      expect([question, ...says, definition, coverage].every((text) => text.length > 5)).toBe(true);
      expect(links.length).toBeGreaterThan(0);
    }
    expect(plain(shown.says[0] ?? '')).toMatch(
      /^Figures stand at 28 June 2026: one snapshot was published in the stretch\. Compared with 29 March 2026/,
    );
  });

  test('who leads, against the quarter and the year before, and how else one may count', () => {
    const { says, rows } = answer(shown, 'leaders');
    expect(says[0]).toMatch(
      /^By downloads, China leads with 74\.8 % on 28 June 2026, ahead of the United States with 20\.1 %; \+64\.8 points since 29 June 2025/,
    );
    expect(says[1]).toBe('It depends on how one counts: by number of models the United States leads.');
    expect(rows?.[0]?.slice(0, 4)).toEqual(['China', '74.8 %', '+44.9 points', '+64.8 points']);
  });

  test('a number to quote comes with the address of its snapshot', () => {
    const { says, found } = answer(shown, 'quotable');
    expect(says[0]).toMatch(
      /^China is ahead in downloads of this panel: 74\.8 % against 20\.1 % of the United States/,
    );
    expect(found.beside[0]).toContain(
      'http://census.example.org/compare/regions/us-vs-cn?panel=hub&snapshot=2026-06-28',
    );
  });

  test('derivatives of the months of the quarter', () => {
    expect(answer(shown, 'families').says[0]).toMatch(
      /^Of one derivative released in May 2026, as far as still there, 100\.0 % descend from Qwen\./,
    );
  });

  test('what changed: the largest move, the labels, and who is new among the first', () => {
    const { says, rows } = answer(shown, 'changes');
    expect(says[0]).toMatch(/^The largest move of a share: .* points to .* since 29 March 2026\.$/);
    expect(says[1]).toBe(
      'One license label changed in the stretch, 1 to tighter terms and 0 to looser ones.',
    );
    expect(says[2]).toMatch(
      /^1 of the 5 most downloaded models was not among them on 29 March 2026: nobody-knows\/new\.$/,
    );
    expect(rows?.length).toBeGreaterThan(1);
  });

  test('how sure: a band over ways of counting, and the days', () => {
    const { says, rows } = answer(shown, 'sure');
    expect(says[0]).toMatch(
      /^The headline share of China, 74\.8 %, lies between .* under the \d ways of counting downloads/,
    );
    expect(says[1]).toMatch(
      /^One day was published in the stretch, none rejected by checks, 90 missing; the record covers it to its end\.$/,
    );
    expect(rows?.map(([name]) => name)).toContain('Unknown publishers left out');
  });

  test('where nothing can be said, it is said', () => {
    expect(answer(shown, 'releases').says[0]).toMatch(/^No baseline is frozen yet/);
  });
});

describe('an address says one stretch in one way', () => {
  test.each([
    ['?quarter=2026Q2', '/review?quarter=2026-q2'],
    ['?window=2026-04-01..2026-07-01&panel=hub', '/review?panel=hub&quarter=2026-q2'],
    ['?from=2026-04-01&to=2026-06-30', '/review?quarter=2026-q2'],
    ['?from=2026-04-01&to=2026-06-29', '/review?window=2026-04-01..2026-06-30'],
  ])('%s leads to %s', async (query, to) => {
    expect(await load(query)).toEqual({ kind: 'redirect', to });
  });

  test('what is no stretch is refused with how to write one', async () => {
    await expect(load('?quarter=spring')).rejects.toThrow(/"spring" is none; write it as 2026-q3/);
    await expect(load('?from=2026-04-01&to=2026-03-01')).rejects.toThrow(/two, the earlier first/);
    await expect(load('?quarter=2026-q2&window=7d')).rejects.toThrow(/leave one out/);
  });

  test('a stretch without a snapshot says so, and offers the quarters that have some', async () => {
    const shown = await page('?quarter=2024-q1');
    expect(shown.answers).toEqual([]);
    expect(shown.says[0]).toMatch(
      /^Nothing of the panel .* its record runs from 29 June 2025 to 5 July 2026/,
    );
    expect(shown.choices.at(-1)?.choices.map(({ name }) => name)).toEqual([
      'Q3 2026',
      'Q2 2026',
      'Q1 2026',
      'Q2 2025',
    ]);
  });

  test('a quarter that is not over is provisional', async () => {
    expect((await page('?quarter=2026-q3')).says[1]).toMatch(/^Provisional: the record ends on 5 July 2026/);
  });

  test('days of a first look have nothing to compare with', async () => {
    const shown = await page('?window=2025-06-01..2025-07-01');
    expect(answer(shown, 'leaders').says[0]).toMatch(/there is no snapshot of a year before\.$/);
    expect(answer(shown, 'changes').says[0]).toMatch(/^There is no earlier look to compare with/);
  });
});
