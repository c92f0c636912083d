import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import { listing } from '../collectors/listing.ts';
import { ATTACK_NAMES, ATTACKS } from '../support/attack-names.ts';
import { overflow } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { runSite } from '../support/site.ts';

const image = '<img src=x onerror=alert(1)>';
const payload = `"'></title></script><script>alert(1)</script>${image}\u202Egnp.exe\u2066 🧨`;

const ids = ATTACK_NAMES;

let database: TestDatabase | undefined;

const { open, visit } = reader(async () => {
  database = await testDatabase();
  await runCollector(hostilePanel(), { db: database.db, effects: effectsOn('2026-11-20') });
  return await runSite(database.connection);
});

afterAll(() => database?.drop());

function hostilePanel() {
  const entries = ids.map((id, n) => ({
    id,
    _id: `66000000000000000000${String(n).padStart(4, '0')}`,
    createdAt: '2024-03-24T10:27:12.000Z',
    downloads: 1000 - n,
    likes: n,
    pipeline_tag: payload,
    library_name: ATTACKS[n % ATTACKS.length],
    gated: image,
    tags: [
      payload,
      ATTACKS[n % ATTACKS.length] ?? image,
      `license:${payload}`,
      `base_model:quantized:${ids[1]}`,
      `arxiv:${payload}`,
    ],
    cardData: {
      license: payload,
      license_name: payload,
      license_link: 'javascript:alert(1)',
      // A look in which more than a few values cannot be read is rejected.
      base_model: n < 3 ? [ids[2], 'javascript:alert(1)', payload] : [ids[2]],
    },
  }));
  return listing(entries, { panel: 'hostile' });
}

const attacked = [
  { page: 'the overview', path: '/' },
  { page: 'the list of models', path: '/models' },
  { page: 'the regions', path: '/regions' },
  { page: 'the licenses', path: '/licenses' },
  { page: 'the explorer', path: '/explore?by=license-id~library' },
  { page: 'a lens to be added', path: '/explore?by=task&chart=bars&add=license-id' },
  { page: 'a chart that does not exist', path: `/explore?chart=${encodeURIComponent(payload)}` },
  { page: 'the ranked publishers', path: '/publishers' },
  { page: 'a publisher that does not exist', path: `/publishers/${encodeURIComponent(image)}` },
  { page: 'the releases', path: '/releases?show=all' },
  { page: 'releases after a place nobody gave out', path: `/releases?after=${encodeURIComponent(payload)}` },
  {
    page: 'a lineage of hostile names',
    path: `/lineage/${ids[1]?.split('/').map(encodeURIComponent).join('/')}`,
  },
  {
    page: 'all that is made from a model',
    path: `/lineage/${ids[1]?.split('/').map(encodeURIComponent).join('/')}?children=all`,
  },
  { page: 'the lineage of a model that does not exist', path: `/lineage/${encodeURIComponent(image)}` },
  { page: 'license exposure', path: '/licenses/exposure' },
  {
    page: 'models side by side',
    path: `/compare/models/${encodeURIComponent('<svg')}/${encodeURIComponent('onload=alert(1)>')}-vs-acme/${encodeURIComponent(`it's-"quoted"`)}`,
  },
  { page: 'a comparison with nobody', path: `/compare/regions/us-vs-${encodeURIComponent(image)}` },
  {
    page: 'a name that is to be added',
    path: `/compare/regions/us-vs-cn?add=${encodeURIComponent(payload)}`,
  },
  { page: 'the briefing', path: '/review' },
  { page: 'a quarter that is none', path: `/review?quarter=${encodeURIComponent(payload)}` },
  { page: 'the methods', path: '/methods' },
  { page: 'a search', path: `/models?q=${encodeURIComponent(image)}` },
  { page: 'a search of the whole site', path: `/search?q=${encodeURIComponent(payload)}` },
  { page: 'found models', path: '/search?q=long' },
  { page: 'a comparison that does not exist', path: `/regions?compare=${encodeURIComponent(payload)}` },
  { page: 'a cursor nobody gave out', path: `/models?after=${encodeURIComponent(payload)}` },
  { page: 'a lens that does not exist', path: `/regions?region=${encodeURIComponent(payload)}` },
  { page: 'a page that does not exist', path: `/${image}` },
];

test.each(attacked)('$page shows hostile names as letters', async ({ path }) => {
  const opened = await visit(path, 390);
  const foreign = await foreignParts(opened.page);
  const { by } = await overflow(opened.page);
  expect({ foreign, faults: opened.faults, by }).toEqual({ foreign: [], faults: [], by: 0 });
  expect(opened.status).toBeLessThan(500);
});

test('there are at least sixty of them', () => {
  expect(new Set(ids).size).toBeGreaterThanOrEqual(60);
});

/** The list of models, all of its pages: what stands there, and where it leads. */
async function listed(): Promise<readonly { shown: string; href: string }[]> {
  const all: { shown: string; href: string }[] = [];
  for (let path: string | null = '/models'; path !== null; ) {
    const { page } = await visit(path, 1440);
    const rows = await page.locator('tbody th a').evaluateAll((links) =>
      links.map((one) => ({
        shown: one.querySelector('bdi')?.textContent ?? '',
        href: one.getAttribute('href') ?? '',
      })),
    );
    all.push(...rows);
    const next = page.getByRole('link', { name: /^next/i });
    path = (await next.count()) > 0 ? await next.first().getAttribute('href') : null;
  }
  return all;
}

test('the list shows every id letter by letter, isolated from its surroundings', async () => {
  expect((await listed()).map(({ shown }) => shown)).toEqual(ids);
});

test('every page behind a hostile link is that model or nothing, and inert', async () => {
  const links = (await listed()).map(({ href }) => href);
  const found = [];
  for (const link of links) {
    const opened = await visit(link, 390);
    const foreign = await foreignParts(opened.page);
    const isModel: boolean = (await opened.page.locator('h1').textContent()) === ids[found.length];
    const { by } = await overflow(opened.page);
    found.push({
      // Astro decodes escapes of escapes itself, and takes a backslash for a slash: another name, and nothing behind it.
      shown: isModel || (/%25|%5C/.test(link) && opened.status === 404),
      foreign,
      faults: [...opened.faults],
      by,
    });
  }
  expect(found).toEqual(ids.map(() => ({ shown: true, foreign: [], faults: [], by: 0 })));
});

test('no link of a model page leaves https and this site', async () => {
  const { page, status, close } = await open(`/models/acme/${encodeURIComponent('\u202Ereversed\u2066🧨')}`);
  const links = await page
    .locator('a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const text = await page.locator('main').textContent();
  await close();
  expect(links.filter((link) => !/^(https:\/\/|\/(?!\/)|#)/.test(link))).toEqual([]);
  expect(status).toBe(200);
  expect(text).toContain(payload.toLowerCase());
});

/** Elements no page of ours has: they came out of a name. */
async function foreignParts(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'img, svg[onload], [onerror], [onmouseover], script:not([src]), iframe, [style]',
      ),
    ]
      .filter((one) => !(one instanceof HTMLCanvasElement))
      .map((one) => one.outerHTML.slice(0, 100)),
  );
}
