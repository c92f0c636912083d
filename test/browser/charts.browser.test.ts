import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open } = reader();
const trend = '/regions?panel=do-me';
const model = '/models/nomic-ai/nomic-embed-text-v1.5';

test.each(['/', trend, model])('every chart of %s is an image with a name of its own', async (path) => {
  const { page, close } = await open(path);
  await drawCharts(page);
  const names = await page.getByRole('img').evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''));
  await close();
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => name.length < 10)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('the lines are drawn in the colours of their columns', async () => {
  const { page, close } = await open(trend);
  await drawCharts(page);
  const [us, cn] = await Promise.all(['region-us', 'region-cn'].map((series) => pixelsLike(page, series)));
  await close();
  expect(us).toBeGreaterThan(200);
  expect(cn).toBeGreaterThan(200);
});

test('a chart keeps the whole table behind a tab, gaps and all', async () => {
  const { page, close } = await open(`${trend}&window=2024-05-08..2024-07-08&step=day`);
  const before = await page.locator('metric-chart tbody tr').count();
  await drawCharts(page);
  const table = page.locator('metric-chart table');
  const folded = await table.isVisible();
  await page.getByRole('tab', { name: 'Table' }).click();
  const shown = await table.isVisible();
  const after = await table.locator('tbody tr').count();
  const days = await table
    .locator('tbody time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  await close();
  expect({ folded, shown, rows: after }).toEqual({ folded: false, shown: true, rows: before });
  expect([days.includes('2024-06-21'), days.includes('2024-06-22'), days.includes('2024-06-23')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('chart, table and sources are tabs that arrow keys reach; one shows at a time', async () => {
  const { page, close } = await open(trend);
  await drawCharts(page);
  const shown = () =>
    page
      .locator('metric-chart [role="tabpanel"]')
      .evaluateAll((all) => all.map((one) => one.checkVisibility()));
  const first = await shown();
  await page.getByRole('tab', { name: 'Chart' }).focus();
  await page.keyboard.press('ArrowLeft');
  const last = await shown();
  const sources = await page.getByRole('tabpanel', { name: 'Sources' }).innerText();
  const url = page.url();
  await page.keyboard.press('ArrowRight');
  const again = await shown();
  await close();
  expect([first, last, again]).toEqual([
    [true, false, false],
    [false, false, true],
    [true, false, false],
  ]);
  expect(sources).toMatch(/What is counted\s+Requests the Hub counted/);
  expect(sources).toMatch(/Terms/);
  expect(url).toContain('panel=do-me');
});

test('a chart is drawn anew when the reader turns to dark', async () => {
  const { page, faults, close } = await open(trend);
  await drawCharts(page);
  const light = await page.locator('canvas').evaluate(pictureOf);
  await page.emulateMedia({ colorScheme: 'dark' });
  // The element repaints when the browser tells it of the change, which may be a frame later.
  await expect.poll(() => page.locator('canvas').evaluate(pictureOf), { timeout: 5000 }).not.toBe(light);
  await close();
  expect(faults).toEqual([]);
});

test('the table stands where the chart cannot be loaded', async () => {
  const { page, close } = await open('/methods');
  await page.route(/draw-chart/, (route) => route.abort());
  await page.goto(new URL(trend, page.url()).href);
  await page.locator('metric-chart').scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  const visible = await page.locator('metric-chart table').isVisible();
  const canvases = await page.locator('canvas').count();
  await close();
  expect({ visible, canvases }).toEqual({ visible: true, canvases: 0 });
});

/** How many pixels of the first chart have the colour of a series' swatch. */
async function pixelsLike(page: Page, series: string): Promise<number> {
  return await page.locator('metric-chart').evaluate((chart, key) => {
    const canvas = chart.querySelector('canvas');
    const swatch = chart.querySelector(`th[data-series="${key}"] .swatch`);
    const context = canvas?.getContext('2d');
    if (!canvas || !swatch || !context) return -1;
    const wanted = getComputedStyle(swatch).color;
    const probe = document.createElement('canvas').getContext('2d');
    if (!probe) return -1;
    probe.fillStyle = wanted;
    probe.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = probe.getImageData(0, 0, 1, 1).data;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const near = (at: number, to: number) => Math.abs((data[at] ?? 0) - to) < 4;
    let pixels = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 255 && near(at, r) && near(at + 1, g) && near(at + 2, b)) pixels++;
    }
    return pixels;
  }, series);
}

function pictureOf(canvas: Element): string {
  return canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '';
}
