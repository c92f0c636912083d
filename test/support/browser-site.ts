import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { moveTo, type OpenedPage, openPage, type View } from './browser-page.ts';
import { type RunningSite, sampleSite } from './site.ts';

export interface Reader {
  /** Where the site is. */
  url(): string;
  /** Opens a path of the site; it is closed after the file at the latest. */
  open(path: string, view?: View): Promise<OpenedPage>;
  /** Leads the one tab of the file, in light, to a path: for many pages that are only looked at. Never close it. */
  visit(path: string, width: number): Promise<OpenedPage>;
}

/** A browser and a site for one test file. Call it at the top of the file. */
export function reader(startSite: () => Promise<RunningSite> = sampleSite): Reader {
  let site: RunningSite | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    // The first file of a run builds the pages and loads the sample; the others wait for it.
    [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  const url = () => {
    if (!site) throw new Error('the site runs once the tests do');
    return site.url;
  };
  const open = async (path: string, view?: View) => {
    if (!browser) throw new Error('the browser runs once the tests do');
    return await openPage(browser, `${url()}${path}`, view);
  };
  let tab: OpenedPage | undefined;
  const visit = async (path: string, width: number) => {
    tab = tab
      ? await moveTo(tab, `${url()}${path}`, { width, scheme: 'light' })
      : await open(path, { width });
    return tab;
  };
  return { url, open, visit };
}
