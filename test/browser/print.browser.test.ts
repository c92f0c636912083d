import { expect, test } from 'vitest';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open } = reader();

/** A4 without the margins that browsers leave, in CSS pixels. */
const sheet = 718;

test.each([
  '/regions?panel=do-me',
  '/licenses/exposure',
  '/explore?by=region~license&chart=heat',
  '/review?panel=do-me',
  '/publishers?panel=do-me',
])('every table of %s fits on paper, and no tab is printed', async (path) => {
  const { page, close } = await open(path, { width: sheet });
  await drawCharts(page);
  await page.emulateMedia({ media: 'print' });
  const widths = await page
    .locator('table')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
  const tabs = await page
    .locator('[role="tablist"]')
    .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  await close();
  expect(widths.length).toBeGreaterThan(0);
  expect(Math.max(...widths)).toBeLessThanOrEqual(sheet);
  expect(tabs).toBe(0);
});

test('of a long series the newest rows are printed, and where the others are', async () => {
  const { page, close } = await open('/regions?panel=do-me', { width: sheet });
  await drawCharts(page);
  const all = await page.locator('metric-chart tbody tr').count();
  await page.emulateMedia({ media: 'print' });
  const printed = await page
    .locator('metric-chart tbody tr')
    .evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).length);
  const says = await page.locator('metric-chart .printed').innerText();
  await close();
  expect(all).toBeGreaterThan(20);
  expect(printed).toBe(12);
  expect(says).toMatch(new RegExp(`^The newest 12 of ${all} (day|week)s`));
  expect(says).toContain('/regions?panel=do-me');
});
