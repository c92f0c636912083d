import { Agent, get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEYS } from '../../src/lib/definition/keys.ts';
import { RAW, WORDS } from '../src/lib/api/hostile-words.ts';
import { type RunningSite, sampleSite } from '../support/site.ts';

/** Words for each parameter and path; all of them take minutes. */
const DEPTH = Number(process.env['CENSUS_FUZZ_PAGES'] ?? 3);

const longestMs = 3000;
const fine = new Set([200, 301, 302, 400, 404, 410]);

/** Pages and files with the parameters they take; `*` is the grammar of figures. Other words are no parameter of theirs. */
const PAGES: readonly { path: string; keys: readonly string[] }[] = [
  { path: '/', keys: ['*'] },
  { path: '/regions', keys: ['*', 'compare'] },
  { path: '/explore', keys: ['*', 'compare', 'chart', 'add'] },
  { path: '/explore.png', keys: ['by', 'license-id', 'window', 'chart'] },
  { path: '/publishers', keys: ['publisher', 'window', 'compare'] },
  { path: '/publishers/openai', keys: ['panel', 'window', 'compare'] },
  { path: '/models', keys: ['region', 'q', 'after'] },
  { path: '/models.csv', keys: ['region', 'q', 'after'] },
  { path: '/releases', keys: ['family', 'window', 'show', 'sort', 'downloads', 'after'] },
  { path: '/families', keys: ['panel', 'sort'] },
  { path: '/families/qwen/lineage', keys: ['panel'] },
  { path: '/lineage/Qwen/Qwen3-8B', keys: ['panel', 'children'] },
  { path: '/claims', keys: ['status', 'subject'] },
  { path: '/claims.csv', keys: ['status', 'subject'] },
  { path: '/compare', keys: ['kind', 'a', 'b'] },
  { path: '/compare/regions/us-vs-cn', keys: ['panel', 'window', 'scale', 'add'] },
  { path: '/concentration', keys: ['panel', 'measure', 'level', 'places'] },
  { path: '/dynamics', keys: ['panel', 'downloads', 'by'] },
  { path: '/licenses/exposure', keys: ['panel', 'split', 'weigh'] },
  { path: '/registry', keys: ['q', 'region', 'after'] },
  { path: '/registry/correction', keys: ['namespace'] },
  { path: '/review', keys: ['panel', 'window', 'quarter', 'from', 'to'] },
  { path: '/search', keys: ['q', 'panel'] },
  { path: '/search.json', keys: ['q', 'panel'] },
  { path: '/status', keys: ['panel'] },
  { path: '/embed/regions', keys: ['region', 'window'] },
  { path: '/data', keys: ['panel'] },
  { path: '/methods', keys: ['panel'] },
  { path: '/api', keys: ['panel'] },
];

/** Where the rest of a path is a name. */
const NAMED = [
  ...[
    '/',
    '/models/',
    '/lineage/',
    '/publishers/',
    '/families/',
    '/claims/',
    '/compare/',
    '/compare/models/',
  ],
  ...['/data/', '/data/hub/', '/data/hub/latest/', '/digest/', '/embed/', '/pictures/models/', '/_astro/'],
];

const agent = new Agent({ keepAlive: true, maxSockets: 6 });
let site: RunningSite;
beforeAll(async () => {
  site = await sampleSite();
});
afterAll(async () => {
  agent.destroy();
  await site.stop();
});

/** Other words for each place, the same in every run. */
function wordsFor(place: number): readonly string[] {
  const all = [...WORDS.map((word) => encodeURIComponent(word.toWellFormed())), ...RAW];
  const count = Math.min(DEPTH, all.length);
  return Array.from({ length: count }, (_, n) => all[(place * 7 + n * 37) % all.length] ?? '');
}

test('a hostile word under any parameter of a page is refused in words, or taken as it stands', async () => {
  const places = PAGES.flatMap(({ path, keys }) =>
    keys.flatMap((key): readonly string[] => (key === '*' ? KEYS : [key])).map((key) => `${path}?${key}=`),
  );
  expect(await wrongs(places.flatMap((start, at) => wordsFor(at).map((word) => start + word)))).toEqual([]);
});

test('a hostile word as the name of a page, of a thing or of a parameter finds nothing, and no fault', async () => {
  const paths = [...NAMED, '/models?', '/explore?'].flatMap((start, at) =>
    [...wordsFor(at), ...wordsFor(at + 100)].map((word) => start + word),
  );
  expect(await wrongs(paths)).toEqual([]);
});

test('what once was a fault or took for ever is refused at once', async () => {
  const paths = [
    ...['/review?window=0001-01-01..9999-12-31', '/review?window=9000-01-01..9000-04-01'],
    ...['/review?window=9999d', '/review?from=0001-01-01&to=9999-12-30'],
    ...['/publishers/us%00', '/lineage/a%00b', '/registry?q=%00', '/lineage.json?family=%00'],
  ];
  expect(await wrongs(paths)).toEqual([]);
});

/** What is wrong with the answers, six asked at a time. */
async function wrongs(paths: readonly string[]): Promise<string[]> {
  const found: (string | null)[] = [];
  const queue = paths.values();
  const next = async () => {
    for (const path of queue) found.push(await wrongWith(path));
  };
  await Promise.all(Array.from({ length: 6 }, next));
  return found.filter((one) => one !== null);
}

function wrongWith(path: string): Promise<string | null> {
  const { pathname, search, hostname, port } = new URL(path, site.url);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get({ hostname, port, path: `${pathname}${search}`, agent }, (response) => {
      response.resume().on('end', () => {
        const ms = performance.now() - started;
        const status = response.statusCode ?? 0;
        // A long path, on its own, is refused by its length.
        if (!fine.has(status) && status !== 414) resolve(`${status} ${path}`);
        else resolve(ms > longestMs ? `${Math.round(ms)} ms ${path}` : null);
      });
    }).on('error', reject);
  });
}
