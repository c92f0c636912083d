import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open } = reader();

test('the first stop is a link past the header, seen while it has the focus', async () => {
  const { page, close } = await open('/regions');
  await page.keyboard.press('Tab');
  const first = await focused(page);
  const top = await page.locator('a.skip').evaluate((link) => link.getBoundingClientRect().top);
  await page.keyboard.press('Enter');
  const landed = await focused(page);
  await close();
  expect(first.name).toBe('Skip to the content');
  expect(top).toBeGreaterThanOrEqual(0);
  expect(landed.name).toBe('main');
});

test('after the content is entered, Tab goes through the lens controls in order, each one outlined', async () => {
  const { page, close } = await open('/regions');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The browser follows the link a moment later.
  await page.waitForFunction(() => document.activeElement?.tagName === 'MAIN');
  const stops = [];
  for (let n = 0; n < 7; n++) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
  }
  await close();
  expect(stops.map(({ name }) => name)).toEqual([
    'lens-panel',
    'lens-measure',
    'Region',
    'Size class',
    'License class',
    'Show',
    expect.stringContaining('Change how this is counted'),
  ]);
  expect(stops.filter(({ outlined }) => !outlined)).toEqual([]);
});

test('a lens is chosen and shown with keys alone', async () => {
  const { page, close } = await open('/regions');
  await page.locator('summary[aria-describedby="lens-region"]').focus();
  for (const key of ['Enter', 'Tab', 'Space', 'Enter']) await page.keyboard.press(key);
  await page.waitForURL('**/regions?*region=us');
  await close();
});

test('the arrow keys walk through the days of a chart', async () => {
  const { page, close } = await open('/regions?panel=do-me');
  await drawCharts(page);
  const canvas = page.locator('canvas');
  const picture = () => canvas.evaluate((one) => (one instanceof HTMLCanvasElement ? one.toDataURL() : ''));
  await canvas.focus();
  const before = await picture();
  await page.keyboard.press('ArrowRight');
  const first = await picture();
  await page.keyboard.press('ArrowRight');
  const second = await picture();
  await close();
  expect(new Set([before, first, second]).size).toBe(3);
});

test('what scrolls sideways or down can be reached by Tab', async () => {
  const { page, close } = await open('/regions?panel=do-me', { width: 390, javaScript: false });
  const unreachable = await page.locator('.table-scroll').evaluateAll((all) =>
    all
      .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
      .filter((one) => one.getAttribute('tabindex') !== '0' && one.querySelector('a, button, input') === null)
      .map((one) => one.outerHTML.slice(0, 100)),
  );
  await close();
  expect(unreachable).toEqual([]);
});

/** What has the focus, by id, text or element, and whether the reader can see that. */
async function focused(page: Page): Promise<{ name: string; outlined: boolean }> {
  return await page.evaluate(() => {
    const here = document.activeElement;
    if (!here) return { name: '', outlined: false };
    const style = getComputedStyle(here);
    const describedBy = document.getElementById(here.getAttribute('aria-describedby') ?? '');
    const text = describedBy?.textContent ?? (here.localName === 'main' ? 'main' : here.textContent);
    const name = here.id.startsWith('lens-') ? here.id : (text ?? '').trim();
    return { name, outlined: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0 };
  });
}
