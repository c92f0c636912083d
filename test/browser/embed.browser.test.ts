import { expect, test } from 'vitest';
import { drawCharts } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';

const { open } = reader();

test.each([
  '/regions?panel=do-me',
  '/publishers',
  '/countries',
  '/explore?panel=do-me&by=region&chart=slope',
  '/explore?by=region~license&chart=heat',
  '/explore?by=region&chart=scatter',
  '/compare/us-vs-cn',
])(
  'the frame for %s is high enough for what it shows, and not much higher, where it is 800 px wide',
  async (path) => {
    const from = await open(path, { width: 800 });
    const code = await from.page.locator('.take code', { hasText: '<iframe' }).first().textContent();
    await from.close();
    const [, src = '', said = ''] = /src="([^"]+)".* height="(\d+)"/.exec(code ?? '') ?? [];
    const address = new URL(src.replaceAll('&amp;', '&'));
    const { page, close } = await open(address.pathname + address.search, { width: 800 });
    await drawCharts(page);
    // The page is at least as high as its window.
    await page.setViewportSize({ width: 800, height: 200 });
    const needed = await page.locator('main').evaluate((main) => main.getBoundingClientRect().height);
    await close();
    expect(Number(said)).toBeGreaterThanOrEqual(needed);
    expect(Number(said)).toBeLessThan(needed + 160);
  },
);
