import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bytesOf } from '../../scripts/bench/pages-bytes.ts';
import { violations } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open, url } = reader();
const here = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

test('without script the field of the header leads to a page of results', async () => {
  const { page, close } = await open('/status', { javaScript: false });
  await page.getByLabel('Search models, publishers and pages').fill('qwen');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=qwen');
  const groups = await page.locator('main h2').allTextContents();
  await close();
  expect(groups.map((name) => name.trim())).toEqual(expect.arrayContaining(['Families', 'Publishers']));
});

test('a slash opens the palette; arrows and Enter lead to what was typed; nothing is stored', async () => {
  const { page, faults, close } = await open('/regions');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search' });
  await field.fill('concentration');
  await page.getByRole('dialog').getByRole('option', { name: 'Concentration' }).first().waitFor();
  const barriers = await violations(page);
  await page.keyboard.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  const chosen = await page.getByRole('dialog').getByRole('option', { selected: true }).getAttribute('id');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/concentration');
  const stored = await page.evaluate(
    () => localStorage.length + sessionStorage.length + document.cookie.length,
  );
  await close();
  expect(active).toBe(chosen);
  expect(barriers).toEqual([]);
  expect({ stored, faults }).toEqual({ stored: 0, faults: [] });
});

test('Ctrl-K opens the palette even from a field, Enter without a choice asks the page, Escape gives the focus back', async () => {
  const { page, close } = await open('/models');
  await page.getByLabel('Search repo ids').focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search' }).waitFor();
  // Written in or not, one Escape is enough.
  await page.getByRole('combobox', { name: 'Search' }).fill('qwen');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const back = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search' }).fill('zzz-nothing');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=zzz-nothing');
  await close();
  expect(back).toBe('lens-q');
});

test('keys click what stands on the page: step, window, period, comparison, lenses', async () => {
  const { page, close } = await open('/regions?panel=do-me&region=us~cn');
  const after = async (key: string, search: string) => {
    await page.keyboard.press(key);
    await page.waitForURL(`**/regions?${search}`);
  };
  await after('w', 'panel=do-me&region=us~cn&step=week');
  await after('q', 'panel=do-me&region=us~cn&window=91d&step=week');
  await after('a', 'panel=do-me&region=us~cn&step=week');
  await after('c', 'panel=do-me&region=us~cn&step=week&compare=previous');
  await after('c', 'panel=do-me&region=us~cn&step=week');
  await after('Escape', 'panel=do-me&step=week');
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL('**/regions?panel=do-me&step=week&snapshot=*');
  await after('ArrowRight', 'panel=do-me&step=week');
  await page.keyboard.press('?');
  await page.waitForURL('**/shortcuts');
  await close();
});

test('single keys can be turned off in a browser, and on again; Ctrl-K stays', async () => {
  const { page, faults, close } = await open('/shortcuts');
  await page.getByRole('button', { name: 'Turn single keys off' }).click();
  await page.keyboard.press('/');
  const quiet = await page.locator('dialog[open]').count();
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Turn single keys on' }).click();
  await page.keyboard.press('/');
  await page.locator('dialog[open]').waitFor();
  const kept = await page.evaluate(() => localStorage.length);
  await close();
  expect({ quiet, kept, faults }).toEqual({ quiet: 0, kept: 0, faults: [] });
});

test('keys do nothing while somebody writes', async () => {
  const { page, close } = await open('/models?q=bert');
  await page.getByLabel('Search repo ids').focus();
  await page.keyboard.type('/?wc');
  const value = await page.getByLabel('Search repo ids').inputValue();
  const at = here(page);
  await close();
  expect(value).toContain('/?wc');
  expect(at).toBe('/models?q=bert');
});

test('a click on a row adds its lens, a click on its number shows the models, a publisher has a page', async () => {
  const { page, close } = await open('/regions?panel=do-me', { javaScript: false });
  await page.locator('#region tbody tr', { hasText: 'China' }).locator('.bars').last().click({ force: true });
  const narrowed = here(page);
  await page.goto(`${url()}/regions?panel=do-me`);
  await page
    .locator('#region .table:not([data-step]) tbody tr', { hasText: 'China' })
    .locator('td')
    .last()
    .locator('a')
    .click();
  const models = here(page);
  await page.goto(`${url()}/publishers?panel=do-me`);
  await page.locator('.ranking tbody th a').first().click();
  const publisher = here(page);
  await close();
  expect([narrowed, models]).toEqual(['/regions?panel=do-me&region=cn', '/models?panel=do-me&region=cn']);
  expect(publisher).toMatch(/^\/publishers\/[^/?]+\?panel=do-me$/);
});

test('a page without a chart loads less than 5 kB of script, the palette included', async () => {
  const bytes = await bytesOf(url(), '/claims');
  expect(bytes.eagerJs).toBeLessThan(2000);
  expect(bytes.allJs).toBeLessThan(5000);
});
