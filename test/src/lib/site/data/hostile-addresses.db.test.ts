import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { NO_REACH } from '../../../../../src/lib/definition/panel-reach.ts';
import { parseDefinition, type Reach } from '../../../../../src/lib/definition/parse.ts';
import { answerRows, ROW_VIEWS } from '../../../../../src/lib/site/data/answer-rows.ts';
import { answerView } from '../../../../../src/lib/site/data/answer-view.ts';
import { VIEWS } from '../../../../../src/lib/site/data/views.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { RAW, WORDS } from '../../api/hostile-words.ts';

const longestMs = 2000;
const fine = new Set([200, 302, 400, 404]);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const world = [
    model(1, { id: 'openai/a', downloads: 600, cardData: { license: 'mit' } }),
    model(2, { id: 'Qwen/b', downloads: 300, cardData: { base_model: ['openai/a'] } }),
  ];
  await look(database.db, '2026-08-01', world);
  await look(database.db, '2026-08-29', world);
});
afterAll(() => database.drop());

interface Place {
  view: string;
  reach: Reach;
  keys: readonly string[];
  /** What else an address there needs. */
  needs: string;
  /** Pages of one grammar share their parser: one of them reads what it lets through, the others some of it. */
  whole: boolean;
}

const PLACES: readonly Place[] = [
  ...[...VIEWS].map(([view, { reach, keys = [] }]) => ({
    ...{ view, reach, keys, needs: '', whole: view === 'explore' },
  })),
  ...[...ROW_VIEWS].map(([view, { reach = NO_REACH, keys = [] }]) => ({
    ...{ view, reach, keys, needs: view === 'lineage' ? 'family=qwen&' : '', whole: true },
  })),
];

async function wrongWith(path: string): Promise<string | null> {
  const url = new URL(path, 'https://census.example.org');
  const [, view, format] = /^\/([^.]*)\.(.*)$/.exec(url.pathname) ?? [];
  const asked = { url, db: database.db, view, format };
  const started = performance.now();
  const answer = (await answerView(asked)) ?? (await answerRows(asked));
  const body = (await answer?.text()) ?? '';
  const ms = performance.now() - started;
  if (!answer || !fine.has(answer.status)) return `${answer?.status} ${path}`;
  if (ms > longestMs) return `${Math.round(ms)} ms ${path}`;
  return /syntax error|pg_catalog|node_modules/.test(body) ? `it tells too much: ${path}` : null;
}

/** Whether the grammar lets a word stand under a key. Keys of a page’s own are read by the page. */
function passes({ reach, keys }: Place, key: string, text: string): boolean {
  if (keys.includes(key)) return true;
  try {
    parseDefinition(new URLSearchParams({ [key]: text }), { ...reach, own: keys });
    return true;
  } catch (error) {
    if (error instanceof BadDefinition) return false;
    throw error;
  }
}

describe('a hostile word is refused in words, or taken as it stands', () => {
  test.each(PLACES.map((place, at) => ({ ...place, place, at })))(
    'under every parameter of the file $view',
    async ({ place, at }) => {
      const { view, needs, whole, reach, keys } = place;
      const found: (string | null)[] = [];
      for (const [n, key] of [...reach.keys, ...keys].entries()) {
        const given = needs.startsWith(`${key}=`) ? '' : needs;
        const start = `/${view}.${n % 2 === 0 ? 'csv' : 'json'}?${given}${key}=`;
        const passing = WORDS.filter((word) => passes(place, key, word.toWellFormed()));
        const some = WORDS.filter((_, m) => (m + n + at) % 40 === 0);
        const chosen = whole ? [...passing, ...some] : some;
        for (const word of new Set(chosen))
          found.push(await wrongWith(`${start}${encodeURIComponent(word.toWellFormed())}`));
        for (const word of whole ? RAW : []) found.push(await wrongWith(`${start}${word}`));
      }
      expect(found.filter((one) => one !== null)).toEqual([]);
    },
  );
});
