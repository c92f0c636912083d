import { expect, test } from 'vitest';
import { lookAtAll, NO_FAULT } from '../support/browser-looks.ts';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open, visit } = reader();

const pages = [
  '/claims',
  '/claims?subject=regions',
  '/claims/C1',
  '/claims/S16',
  '/families',
  '/families/qwen',
  '/families/qwen?panel=do-me',
  '/concentration?level=country',
  '/concentration?panel=do-me',
  '/dynamics?by=size',
  '/status?panel=do-me',
];

test.each(pages)('%s fits 360 and 1280 px and violates no rule of axe, in light and dark', async (path) => {
  const { page, faults, ...opened } = await visit(path, 360);
  await drawCharts(page);
  const found = await lookAtAll(page, path.slice(1).replaceAll(/[^\w.-]+/g, '-'));
  expect(opened.status).toBe(200);
  expect(found).toEqual(NO_FAULT);
  expect(faults).toEqual([]);
});

test('without script every page of the header is reached, the rest behind one word', async () => {
  const { page, close } = await open('/claims', { width: 360, javaScript: false });
  const more = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Status' });
  expect(await more.isVisible()).toBe(false);
  await page.locator('header summary').click();
  expect(await more.isVisible()).toBe(true);
  expect(await more.getAttribute('href')).toBe('/status');
  await close();
});

test('the ledger is narrowed by links, and what is chosen is said', async () => {
  const { page, close } = await open('/claims', { javaScript: false });
  await page.getByRole('link', { name: 'Derivatives', exact: true }).click();
  expect(new URL(page.url()).search).toBe('?subject=derivatives');
  const chosen = await page.locator('.choices strong').allInnerTexts();
  expect(chosen.map((text) => text.trim())).toEqual(['All', 'Derivatives']);
  expect(await page.locator('tbody tr').count()).toBe(9);
  await page.getByRole('link', { name: /^D1 / }).first().click();
  expect(new URL(page.url()).pathname).toBe('/claims/D1');
  await close();
});

test('an address of the ledger that asks for what is not there says so', async () => {
  const answers = await Promise.all(
    ['/claims?status=nice', '/claims/C99'].map(async (path) => {
      const opened = await open(path);
      const text = await opened.page.locator('main').innerText();
      await opened.close();
      return [opened.status, text.includes('Overview')];
    }),
  );
  expect(answers).toEqual([
    [400, true],
    [404, true],
  ]);
});

test('families are put in another order by a link, and the head says which', async () => {
  const { page, close } = await open('/families', { javaScript: false });
  await page.getByRole('link', { name: 'Derivatives', exact: true }).click();
  expect(new URL(page.url()).search).toBe('?sort=derivatives');
  expect(await page.locator('th[aria-sort]').allInnerTexts()).toEqual(['Derivatives ▼']);
  await page.getByRole('link', { name: 'Downloads', exact: true }).click();
  expect(new URL(page.url()).search).toBe('');
  await close();
});

test('the days of a month are as wide as a phone lets them be', async () => {
  const { page, close } = await open('/status?panel=do-me', { width: 390 });
  const widths = await page
    .locator('.strip svg')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  await close();
  expect(Math.min(...widths)).toBeGreaterThan(300);
});

test('a table that goes on fades at its edge until it is scrolled to its end; one that fits does not', async () => {
  const { page, close } = await open('/families', { width: 390 });
  const table = page.locator('.table-scroll').first();
  const fade = () =>
    table.evaluate((one) => Number.parseFloat(getComputedStyle(one).getPropertyValue('--goes-on')));
  const first = await fade();
  await table.evaluate((one) => one.scrollTo({ left: one.scrollWidth }));
  await expect.poll(fade).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(fade).toBe(0);
  await close();
  expect(first).toBeGreaterThan(20);
});

test('releases say size and license of a model at every width', async () => {
  const { page, close } = await open('/releases?panel=radar', { width: 768 });
  const seen: string[] = [];
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    seen.push((await page.locator('.table-scroll').innerText()).slice(0, 4000));
  }
  await close();
  for (const text of seen) {
    expect(text).toMatch(/apache-2\.0/);
    expect(text).toMatch(/27\.8B/);
  }
});
