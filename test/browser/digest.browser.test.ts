import { expect, test } from 'vitest';
import { buildIssue } from '../../src/lib/digest/build.ts';
import { monthNamed } from '../../src/lib/digest/month.ts';
import { weekNamed } from '../../src/lib/digest/week.ts';
import { HOSTILE, ORIGIN, publishWeeks } from '../src/lib/digest/weeks-of-record.ts';
import { lookAtAll, NO_FAULT } from '../support/browser-looks.ts';
import { reader } from '../support/browser-site.ts';
import { testDatabase } from '../support/database.ts';
import { runSite } from '../support/site.ts';

/** A record of twelve weeks with four issues, one of them corrected, and that of a month. */
const { open, url, visit } = reader(async () => {
  const { db, connection, drop } = await testDatabase();
  await publishWeeks(db, '2026-11-22');
  const week = weekNamed('2026-W45');
  if (week)
    await buildIssue(db, {
      period: week,
      panel: null,
      origin: ORIGIN,
      today: '2026-11-23',
      reason: 'Friday was counted twice.',
    });
  const month = monthNamed('2026-10');
  if (month)
    await buildIssue(db, { period: month, panel: null, origin: ORIGIN, today: '2026-11-23', reason: null });
  const site = await runSite(connection);
  return {
    ...site,
    stop: async () => {
      await site.stop();
      await drop();
    },
  };
});

const pages = [
  { path: '/digest', status: 200 },
  { path: '/digest/2026-W47', status: 200 },
  { path: '/digest/2026-W36', status: 200 },
  { path: '/digest/2026-W45', status: 200 },
  { path: '/digest/2026-W45-2', status: 200 },
  { path: '/digest/2026-10', status: 200 },
  { path: '/digest/2026-W44', status: 404 },
  { path: '/digest/2026-09', status: 404 },
];

test.each(pages)(
  '$path fits 360 and 1280 px and violates no rule of axe, in light and dark',
  async ({ path, status }) => {
    const { page, faults, ...opened } = await visit(path, 360);
    const found = await lookAtAll(page, path.slice(1).replaceAll(/[^\w.-]+/g, '-'));
    expect(opened.status).toBe(status);
    expect(found).toEqual(NO_FAULT);
    expect(faults).toEqual([]);
  },
);

test('every link of an issue leads to a page that answers, without a detour', async () => {
  const { page, close } = await open('/digest/2026-W47', { javaScript: false });
  const hrefs = await page
    .locator('main a[href^="/"]')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
  await close();
  const answers = await Promise.all(
    hrefs.map(
      async (href) => [href, (await fetch(`${url()}${href}`, { redirect: 'manual' })).status] as const,
    ),
  );

  expect(hrefs.length).toBeGreaterThan(20);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
});

test('the archive lists weeks, months, corrections, and why a week has no issue', async () => {
  const { page, close } = await open('/digest');
  const weeks = await page.locator('main ol li').allInnerTexts();
  await close();

  expect(weeks.find((text) => text.includes('2026-W47'))).toContain(
    'China passes the United States · week 47',
  );
  expect(weeks.find((text) => text.includes('2026-W44'))).toContain('no complete snapshot');
  expect(weeks.find((text) => text.startsWith('October 2026'))).toContain('· October 2026');
  expect(weeks.find((text) => text.includes('2026-W45'))).toMatch(
    /Correction, 2026-W45-2[\s\S]+As first built/,
  );
});

test('a week in small letters leads to the issue; a corrected one says so', async () => {
  const small = await fetch(`${url()}/digest/2026-w47`, { redirect: 'manual' });
  const { page, close } = await open('/digest/2026-W45');
  const notice = await page.locator('.notice').innerText();
  await close();

  expect([small.status, small.headers.get('location')]).toEqual([302, '/digest/2026-W47']);
  expect(notice).toContain('read 2026-W45-2');
});

test('the feed is well-formed, holds every issue in full, and keeps a hostile name inert', async () => {
  const answer = await fetch(`${url()}/digest.atom`);
  const feed = await answer.text();
  const { page, close } = await open('/digest', { javaScript: true });
  const read = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const content = xml.querySelector('entry content')?.textContent ?? '';
    const html = new DOMParser().parseFromString(content, 'text/html');
    return {
      isBroken: xml.querySelector('parsererror') !== null,
      entries: xml.querySelectorAll('entry').length,
      title: xml.querySelector('entry title')?.textContent,
      headings: html.querySelectorAll('h2').length,
      images: [...html.images].map(({ alt }) => alt.slice(0, 10)),
      text: html.body.textContent ?? '',
    };
  }, feed);
  await close();

  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(read).toMatchObject({
    isBroken: false,
    entries: 5,
    title: 'China passes the United States · week 47',
    headings: 10,
    images: ['Line chart', 'Line chart'],
  });
  expect(read.text).toContain(HOSTILE.replace('\u202E', ' '));
});

test('an issue has its JSON, its text and the picture that its card names', async () => {
  const { page, close } = await open('/digest/2026-W47', { javaScript: false });
  const card = await page.locator('meta[property="og:image"]').getAttribute('content');
  await close();
  const [json, text, picture, none] = await Promise.all(
    [
      '/digest/2026-W47.json',
      '/digest/2026-W47.txt',
      new URL(card ?? '').pathname,
      '/digest/2026-W47.xml',
    ].map((path) => fetch(`${url()}${path}`)),
  );

  expect(await json?.json()).toMatchObject({ format: 1, issue: '2026-W47', asOf: '2026-11-22' });
  expect(await text?.text()).toContain('China passes the United States');
  expect(picture?.headers.get('content-type')).toBe('image/png');
  expect(none?.status).toBe(404);
});
