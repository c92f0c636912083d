import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { z } from 'zod';

export interface View {
  width?: number;
  scheme?: 'light' | 'dark';
  javaScript?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  readonly status: number;
  /** What must never happen: errors on the console, refusals of the policy, dialogs, requests to other hosts. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** Opens an address in a context of its own and waits until it is loaded. */
export async function openPage(browser: Browser, url: string, view: View = {}): Promise<OpenedPage> {
  const { width = 1440, scheme = 'light', javaScript = true } = view;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  });
  const faults = await listen(context, new URL(url));
  const page = await context.newPage();
  const answer = await page.goto(url, { waitUntil: 'load' });
  return { page, status: answer?.status() ?? 0, faults, close: () => context.close() };
}

/** Leads an opened page to another address: quicker than a new one, which is a new process. Its faults begin anew. */
export async function moveTo(
  { page, faults, close }: OpenedPage,
  url: string,
  view: Required<Pick<View, 'width' | 'scheme'>>,
): Promise<OpenedPage> {
  faults.length = 0;
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ colorScheme: view.scheme, media: null });
  const answer = await page.goto(url, { waitUntil: 'load' });
  return { page, status: answer?.status() ?? 0, faults, close };
}

/** Changes the width and the colours of a page that stands, and waits for charts, which fit themselves one frame later. */
export async function see(
  page: Page,
  { width, scheme }: Required<Pick<View, 'width' | 'scheme'>>,
): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function listen(context: BrowserContext, site: URL): Promise<string[]> {
  const faults: string[] = [];
  await context.exposeBinding('reportViolation', (_, says: unknown) => {
    faults.push(`refused by the policy: ${says}`);
  });
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.violatedDirective + ' ' + event.blockedURI))`);
  context.on('request', (request) => {
    if (!request.url().startsWith('data:') && new URL(request.url()).host !== site.host)
      faults.push(`asked ${request.url()}`);
  });
  context.on('requestfailed', (request) => faults.push(`not loaded: ${request.url()}`));
  context.on('console', (message) => {
    if (isFault(message)) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return faults;
}

/** Chromium also complains of a page that answers 404 on purpose. */
function isFault(message: ConsoleMessage): boolean {
  const ownStatus =
    message.text().startsWith('Failed to load resource') && message.location().url === message.page()?.url();
  return !ownStatus && (message.type() === 'error' || message.type() === 'warning');
}

/** Brings every chart of the page into view and waits until it is drawn. Returns how many there are. */
export async function drawCharts(page: Page): Promise<number> {
  const charts = await page.locator('metric-chart').all();
  for (const chart of charts) {
    await chart.scrollIntoViewIfNeeded();
    await chart.locator('canvas').waitFor({ state: 'attached', timeout: 10_000 });
  }
  await page.evaluate(() => scrollTo(0, 0));
  return charts.length;
}

const sentences = z.array(z.string());

/** Half a megabyte of script, once per page. */
async function bringAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
}

/** Whatever axe-core finds, of any impact, as `rule: where`; and what is too small for a finger, which it finds only when asked. */
export async function violations(page: Page): Promise<string[]> {
  await bringAxe(page);
  const rules = `{ 'target-size': { enabled: true } }`;
  const found: unknown =
    await page.evaluate(`axe.run({ resultTypes: ['violations'], rules: ${rules} }).then((result) =>
    result.violations.map(({ id, nodes }) =>
      id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')))`);
  return sentences.parse(found);
}

/** How far the page is wider than its window, in CSS pixels, and which elements stand out. */
export async function overflow(page: Page): Promise<{ by: number; widest: string[] }> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const by = scrollWidth - clientWidth;
    const outside = (element: Element) => element.getBoundingClientRect().right > clientWidth + 1;
    const widest =
      by > 0 ? [...document.querySelectorAll('main *, header *, footer *, aside *')].filter(outside) : [];
    return { by, widest: widest.slice(0, 5).map((element) => element.outerHTML.slice(0, 80)) };
  });
}

/** Keeps a picture where SCREENSHOTS names a folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
