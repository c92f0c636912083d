import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { drawCharts, keepPicture, overflow } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open, visit } = reader();
const figures = [
  '/',
  '/regions',
  '/regions?panel=do-me',
  '/sizes',
  '/licenses',
  '/models/nomic-ai/nomic-embed-text-v1.5',
  '/explore?by=region~license',
  '/explore?panel=do-me&by=region&chart=slope',
  '/countries?panel=do-me',
  '/publishers/openai',
];

describe('without script', () => {
  test.each(figures)('every figure of %s shows its table', async (path) => {
    const { page, faults, close } = await open(path, { width: 390, javaScript: false });
    const shown = await tablesOf(page);
    const wide = await overflow(page);
    await close();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(({ visible, rows }) => !visible || rows === 0)).toEqual([]);
    expect({ wide: wide.by, faults }).toEqual({ wide: 0, faults: [] });
  });

  test('a lens form leads to the canonical address and narrower figures', async () => {
    const { page, close } = await open('/regions?panel=do-me', { javaScript: false });
    await page.locator('summary', { hasText: 'All' }).first().click();
    await page.getByRole('checkbox', { name: 'China' }).check();
    await page.getByRole('checkbox', { name: 'United States' }).check();
    await page.getByRole('button', { name: 'Show' }).click();
    const { pathname, search } = new URL(page.url());
    const rows = await page.locator('#region .table:not([data-step]) tbody th').allTextContents();
    const chips = await page
      .getByRole('list', { name: 'Lenses in force' })
      .getByRole('link')
      .allTextContents();
    await close();
    expect(pathname + search).toBe('/regions?panel=do-me&region=us~cn');
    expect(rows.map((row) => row.trim())).toEqual(['United States', 'China']);
    expect(chips.map((chip) => chip.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Remove Region: United States ×',
      'Remove Region: China ×',
      'Remove all',
    ]);
  });

  test('a lens is taken off by its chip', async () => {
    const { page, close } = await open('/sizes?region=us', { javaScript: false });
    await page.getByRole('link', { name: 'Remove Region: United States' }).click();
    const { pathname, search } = new URL(page.url());
    await close();
    expect(pathname + search).toBe('/sizes');
  });

  test('a setting is changed with a link, one after another, and taken back with one', async () => {
    const { page, close } = await open('/regions?panel=do-me', { javaScript: false });
    const here = () => new URL(page.url()).pathname + new URL(page.url()).search;
    await page.locator('.definition summary').click();
    await page.getByRole('link', { name: 'original creator', exact: true }).click();
    const first = here();
    await page.getByRole('link', { name: 'as a band', exact: true }).click();
    const second = here();
    const reaches = await page.locator('#region .reach').count();
    await page.getByRole('link', { name: 'Back to the usual way of counting' }).click();
    const back = here();
    await close();
    expect([first, second, back]).toEqual([
      '/regions?panel=do-me&attribution=creator',
      '/regions?panel=do-me&attribution=creator&unknown=band',
      '/regions?panel=do-me',
    ]);
    expect(reaches).toBeGreaterThan(2);
  });

  test('the form keeps the settings it does not ask for', async () => {
    const { page, close } = await open('/sizes?panel=do-me&window=91d&attribution=creator', {
      javaScript: false,
    });
    await page.getByLabel('Measure').selectOption('likes');
    await page.getByRole('button', { name: 'Show' }).click();
    const { pathname, search } = new URL(page.url());
    await close();
    expect(pathname + search).toBe('/sizes?panel=do-me&measure=likes&window=91d&attribution=creator');
  });

  test('a search lists repo ids that contain it, and nothing else', async () => {
    const { page, close } = await open('/models', { javaScript: false });
    await page.getByLabel('Search repo ids').fill('BERT');
    await page.getByRole('button', { name: 'Show' }).click();
    const { pathname, search } = new URL(page.url());
    const names = await page.locator('tbody th a').allTextContents();
    await close();
    expect(pathname + search).toBe('/models?panel=ai-nexus&q=BERT');
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !name.toLowerCase().includes('bert'))).toEqual([]);
  });
});

describe('on paper', () => {
  test.each(figures)('every table of %s is printed whole, and no control', async (path) => {
    const { page } = await visit(path, 1440);
    await drawCharts(page);
    await page.emulateMedia({ media: 'print' });
    const shown = await tablesOf(page);
    const controls = await page.locator('form:visible, nav:visible').count();
    await keepPicture(page, `print-${path.replaceAll(/\W+/g, '-')}`);
    expect(shown.filter(({ visible, rows, cut }) => !visible || rows === 0 || cut)).toEqual([]);
    expect(controls).toBe(0);
  });
});

/** The tables of all figures: whether they are seen, how many rows they have, whether a scroller cuts them. */
async function tablesOf(page: Page) {
  return await page.locator('figure').evaluateAll((all) =>
    all.flatMap((figure) =>
      [...figure.querySelectorAll('table')].map((table) => {
        const scroller = table.closest('.table-scroll');
        const { height } = table.getBoundingClientRect();
        return {
          figure: figure.id,
          visible:
            table.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && height > 0,
          rows: table.querySelectorAll('tbody tr').length,
          cut: scroller ? scroller.scrollHeight > scroller.clientHeight + 1 : true,
        };
      }),
    ),
  );
}
