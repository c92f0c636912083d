import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open, url } = reader();

test('a view is built with the form, narrowed with a lens, and turned with a link, without script', async () => {
  const { page, faults, close } = await open('/explore', { width: 390, javaScript: false });
  const here = () => new URL(page.url()).pathname + new URL(page.url()).search;
  await page.getByLabel('Panel').selectOption('do-me');
  await page.getByLabel('By', { exact: true }).selectOption('license');
  await page.getByLabel('Add a lens in').selectOption('region');
  await page.getByRole('button', { name: 'Show' }).click();
  const asked = here();
  await page.getByRole('link', { name: 'United States', exact: true }).click();
  const narrowed = here();
  await page.getByRole('link', { name: 'First and last' }).click();
  const turned = here();
  const rows = await page.locator('#explored tbody tr').count();
  await page.getByRole('link', { name: 'Remove Region: United States' }).click();
  const freed = here();
  await close();
  expect([asked, narrowed, turned, freed]).toEqual([
    '/explore?panel=do-me&by=license&add=region',
    '/explore?panel=do-me&by=license&region=us',
    '/explore?panel=do-me&by=license&region=us&chart=slope',
    '/explore?panel=do-me&by=license&chart=slope',
  ]);
  expect(rows).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

test('stacked shares are drawn from their table', async () => {
  const { page, faults, close } = await open('/explore?panel=do-me&by=region&chart=area');
  expect(await drawCharts(page)).toBe(1);
  const name = await page.getByRole('img').first().getAttribute('aria-label');
  await close();
  expect(name).toMatch(/^Stacked area chart of shares/);
  expect(faults).toEqual([]);
});

test.each([1440, 390])(
  'the ways to show a figure stand on one line, the chosen and the impossible too, at %i px',
  async (width) => {
    const { page, close } = await open('/explore?panel=do-me&by=region&chart=slope', { width });
    const ways = page.getByRole('navigation', { name: 'Ways to show it' });
    const off = await ways
      .locator('li')
      .evaluateAll((all) =>
        all.map(
          (one) =>
            (one.firstElementChild?.getBoundingClientRect().top ?? -1) - one.getBoundingClientRect().top,
        ),
      );
    await close();
    expect(off.length).toBe(6);
    expect(new Set(off)).toEqual(new Set([0]));
  },
);

test('compared families have the colours of their chips as bars too', async () => {
  const { page, close } = await open('/compare/families/llama-vs-qwen');
  const keys = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((one) => one.getAttribute('data-series')));
  const [chips, bars] = [await keys('.subjects li'), await keys('#compared tbody tr')];
  await close();
  expect(chips).toEqual(['rank-1', 'rank-2']);
  expect(bars).toEqual(chips);
});

test('the first and the last day stand far apart, and every label is led to its point', async () => {
  const { page, close } = await open('/explore?panel=do-me&by=region&chart=slope');
  const slope = page.getByRole('img', { name: /^Slope chart/ });
  const [whole, plot] = await slope.evaluate((one) => [
    one.getBoundingClientRect().width,
    one.querySelector('circle')?.ownerSVGElement?.getBoundingClientRect().width ?? 0,
  ]);
  const [points, leads] = [await slope.locator('circle').count(), await slope.locator('.lead').count()];
  await close();
  expect((plot ?? 0) / (whole ?? 1)).toBeGreaterThan(0.6);
  expect(leads).toBe(points);
});

test('an address that cannot be asked leads to the nearest that can', async () => {
  const { page, status, close } = await open('/explore?by=region~region&universe=language');
  await page.getByRole('link', { name: /^Downloads in the previous 30 days of language models/ }).click();
  const there = new URL(page.url());
  await close();
  expect([status, there.pathname + there.search]).toEqual([400, '/explore?universe=language']);
});

test('the rows behind a figure are what it shows, kept until something new is published', async () => {
  const { page, close } = await open('/countries?panel=do-me');
  const href = await page.getByRole('link', { name: 'CSV' }).first().getAttribute('href');
  const share = await page.locator('.ranking tbody tr').first().locator('.share data').getAttribute('value');
  await close();
  const answer = await fetch(`${url()}${href}`);
  const rows: unknown = parse(await answer.text(), { columns: true });
  const again = await fetch(`${url()}${href}`, {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
  });
  expect(href).toBe('/countries.csv?panel=do-me');
  expect(rows).toContainEqual(
    expect.objectContaining({ share, provisional: expect.stringMatching(/true|false/) }),
  );
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="open-model-census_downloads30d_by-country_do-me_\d{4}-/,
  );
  expect(again.status).toBe(304);
});

test('link and citation are text without script, and buttons copy them with it', async () => {
  const plain = await open('/regions?panel=do-me', { javaScript: false });
  await plain.page.getByText('Cite', { exact: true }).first().click();
  const cited = await plain.page
    .locator('copy-text', { hasText: 'Open Model Census.' })
    .first()
    .textContent();
  await plain.close();
  const { page, faults, close } = await open('/regions?panel=do-me');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByText('Link and embed').first().click();
  await page.getByRole('button', { name: 'Copy link' }).first().click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await close();
  expect(cited?.trim()).toMatch(
    /^Open Model Census\. .+ Snapshot of .+\/regions\?panel=do-me&snapshot=\d{4}-\d\d-\d\d$/,
  );
  expect(new URL(copied).pathname + new URL(copied).search).toBe('/regions?panel=do-me');
  expect(faults).toEqual([]);
});

test('a ranked publisher leads to its page, with its models and what the registry says', async () => {
  const { page, close } = await open('/publishers', { javaScript: false });
  await page.locator('.ranking tbody a').first().click();
  const path = new URL(page.url()).pathname;
  const heads = await page.locator('h2').allTextContents();
  await close();
  expect(path).toMatch(/^\/publishers\/[a-z0-9-]+$/);
  expect(heads.map((head) => head.trim())).toEqual(
    expect.arrayContaining(['Most downloaded models', 'What the registry says']),
  );
});
