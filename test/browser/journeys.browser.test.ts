import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { questionsIn } from '../../src/lib/site/questions.ts';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

// What readers do most, from one end to the other. What single pages do stands in the files beside this one.

const { open, url } = reader();
const trend = '/regions?panel=do-me';

const findingOf = async (page: Page) => (await page.locator('figure h2').first().textContent())?.trim() ?? '';

test('counting by original creator moves figure, sentence and address; the back button takes it back', async () => {
  const { page, faults, close } = await open(trend);
  const before = await findingOf(page);
  await page.locator('.definition summary').click();
  await page
    .getByRole('link', { name: /creator/i })
    .first()
    .click();
  const [creator, address] = [await findingOf(page), new URL(page.url()).search];
  await page.goBack();
  const back = await findingOf(page);
  await close();
  expect(address).toContain('attribution=creator');
  expect(creator).toMatch(/^By original creator/);
  expect([back, faults]).toEqual([before, []]);
});

test('a link of a view as of its snapshot shows somebody else the same figure', async () => {
  const mine = await open(`${trend}&unknown=band`);
  await mine.page.getByText('Link and embed').first().click();
  const link = await mine.page.locator('copy-text code').nth(1).textContent();
  const finding = await findingOf(mine.page);
  await mine.close();
  const asked = new URL(link ?? '');
  const theirs = await open(`${asked.pathname}${asked.search}`);
  const seen = await findingOf(theirs.page);
  await theirs.close();
  expect(asked.search).toMatch(/unknown=band.*snapshot=\d{4}-\d\d-\d\d/);
  expect(seen).toBe(finding);
});

test('rows and picture of what is shown are downloaded from under the figure', async () => {
  const { page, close } = await open(trend);
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).first().click();
  const name = (await started).suggestedFilename();
  const png = await page.getByRole('link', { name: 'PNG' }).first().getAttribute('href');
  await close();
  const picture = await fetch(`${url()}${png}`);
  expect(name).toMatch(/^open-model-census_downloads30d_by-region_do-me_\d{4}-\d\d-\d\d\.csv$/);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
});

test('another site may frame an embed, and no other page', async () => {
  const frames = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').searchParams.get('path') ?? '';
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>x</title><iframe src="${url()}${path}"></iframe>`);
  }).listen(0, '127.0.0.1');
  await once(frames, 'listening');
  const { port } = frames.address() as AddressInfo;
  const { page, close } = await open('/methods');
  const shown = async (path: string) => {
    await page.goto(`http://127.0.0.1:${port}/?path=${encodeURIComponent(path)}`, { waitUntil: 'load' });
    const frame = page.frames()[1];
    return await frame
      ?.locator('figure')
      .count()
      .catch(() => 0);
  };
  const found = [await shown('/embed/regions?panel=do-me'), await shown(trend)];
  await close();
  frames.close();
  expect(found).toEqual([1, 0]);
});

test('a comparison is made in a form, grows by a name, and is drawn', async () => {
  const { page, faults, close } = await open('/compare/regions/us-vs-cn?panel=do-me', { width: 390 });
  await page.locator('main form input[name=add], main form select[name=add]').first().fill('europe');
  await page.keyboard.press('Enter');
  await page.waitForURL(/europe/);
  const drawn = await drawCharts(page);
  const { pathname } = new URL(page.url());
  await close();
  expect(pathname.split('/').at(-1)?.split('-vs-').toSorted()).toEqual(['cn', 'europe', 'us']);
  expect([drawn, faults]).toEqual([1, []]);
});

test('a claim leads to the same question under its other definitions', async () => {
  const { page, close } = await open('/claims');
  await page.locator('main table th a').first().click();
  await page.waitForURL(/\/claims\/./);
  const text = await page.locator('main').innerText();
  await close();
  expect(text).toMatch(/definition/i);
});

test.each([null, 'do-me'])(
  'every one of the thirty questions is two clicks from the overview of %s',
  async (panel) => {
    const query = panel === null ? '' : `?panel=${panel}`;
    const { page, close } = await open(`/${query}`);
    const there = await page.locator(`a[href="/questions${query}"]`).count();
    await close();
    const questions = questionsIn(panel).flatMap((group) => group.questions);
    const hrefs = questions.flatMap(({ answers }) => answers.map(({ href }) => href.split('#')[0] ?? ''));
    const answered = await Promise.all(
      [...new Set(hrefs)].map(async (path) => {
        const { status } = await fetch(`${url()}${path}`, { redirect: 'manual' });
        return [path, status] as const;
      }),
    );
    expect(there).toBeGreaterThan(0);
    expect(questions).toHaveLength(30);
    expect(answered.filter(([, status]) => status !== 200)).toEqual([]);
  },
);

test('a row of the overview leads to its group', async () => {
  const { page, close } = await open('/?panel=do-me');
  const [href] = await page
    .locator('main tr[data-series="region-us"] a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await close();
  expect(href).toBe('/regions?panel=do-me&region=us');
});

test.each([
  ['/regions?region=cn&size=zz', 400, '/regions?region=cn'],
  ['/regions?foo=1&region=cn&panel=do-me', 400, '/regions?panel=do-me&amp;region=cn'],
  ['/modles', 404, '/models'],
  ['/Regions', 404, '/regions'],
  ['/families/qwenn', 404, '/families/qwen'],
  ['/publishers/opena', 404, '/publishers/openai'],
  ['/models/no/such-model', 404, '/search?q=such-model'],
])('%s says what was wrong and offers the nearest view', async (path, status, near) => {
  const answer = await fetch(`${url()}${path}`);
  const html = await answer.text();
  expect(answer.status).toBe(status);
  expect(html).toContain('Perhaps you meant');
  expect(html).toContain(`href="${near}"`);
});

test('whatever pages link to on this site is there', async () => {
  const from = [
    ...[
      '/',
      '/?panel=do-me',
      '/regions?panel=do-me',
      '/countries',
      '/publishers',
      '/publishers/openai',
      '/models',
    ],
    ...['/models/nomic-ai/nomic-embed-text-v1.5', '/families', '/families/qwen', '/families/qwen/lineage'],
    ...[
      '/licenses/exposure',
      '/releases',
      '/concentration',
      '/dynamics',
      '/claims',
      '/claims/C1',
      '/review',
      '/status',
    ],
    ...[
      '/explore?by=region',
      '/compare/regions/us-vs-cn',
      '/registry',
      '/methods',
      '/data',
      '/api',
      '/search?q=qwen',
    ],
  ];
  const found = new Map<string, { href: string; on: string }>();
  for (const on of from) {
    const html = await (await fetch(`${url()}${on}`)).text();
    for (const [, said = ''] of html.matchAll(/href="(\/[^"]*)"/g)) {
      const href = said.replaceAll('&amp;', '&').split('#')[0] ?? '';
      const { pathname, searchParams } = new URL(href, url());
      const [first = '', ...rest] = pathname.slice(1).split('/');
      // One of each kind: the same keys, in the same place, with the same ending.
      const kind = [on, first, rest.length, /\.[a-z]+$/.exec(pathname)?.[0], ...searchParams.keys()].join(
        ' ',
      );
      if (!found.has(kind)) found.set(kind, { href, on });
    }
  }
  const hrefs = new Map([...found.values()].map(({ href, on }) => [href, on]));
  const lost = [];
  for (const [href, on] of hrefs) {
    const answer = await fetch(`${url()}${href}`);
    await answer.arrayBuffer();
    if (answer.status !== 200) lost.push({ href, on, status: answer.status });
  }
  expect(hrefs.size).toBeGreaterThan(200);
  expect(lost).toEqual([]);
});

test('the anchors that questions lead to are there', async () => {
  const anchors = questionsIn(null)
    .flatMap(({ questions }) => questions.flatMap(({ answers }) => answers))
    .map(({ href }) => href)
    .filter((href) => href.includes('#'));
  for (const href of anchors) {
    const [path, id] = href.split('#');
    const html = await (await fetch(`${url()}${path}`)).text();
    expect([href, html.includes(`id="${id}"`)]).toEqual([href, true]);
  }
});
