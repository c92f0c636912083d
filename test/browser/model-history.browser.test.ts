import { afterAll, describe, expect, test } from 'vitest';
import { hostileId, publishEventful } from '../src/lib/eventful-panel.ts';
import { lookAtAll, NO_FAULT } from '../support/browser-looks.ts';
import { reader } from '../support/browser-site.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { runSite } from '../support/site.ts';

let database: TestDatabase | undefined;

const { open, url, visit } = reader(async () => {
  database = await testDatabase();
  await publishEventful(database.db);
  return await runSite(database.connection);
});

afterAll(() => database?.drop());

const ask = (path: string) => fetch(`${url()}${path}`, { redirect: 'manual' });

/** What stands in the section with that heading, or in the notices, as a reader sees it. */
async function said(path: string, part: string): Promise<string[]> {
  const { page, close } = await open(path, { width: 390 });
  const texts = await page.locator(`${part} p`).allInnerTexts();
  await close();
  return texts;
}

describe('an old name', () => {
  test('moves for good to the name of now, and no browser may keep where it led', async () => {
    const { status, headers } = await ask('/models/acme/Tuned');
    expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([
      301,
      '/models/acme/Retuned',
      'no-cache',
    ]);
  });

  test('in other letters leads to the name as it is written, for now', async () => {
    const { status, headers } = await ask('/models/ACME/retuned');
    expect([status, headers.get('location')]).toEqual([302, '/models/acme/Retuned']);
  });

  test('that nobody ever had is not there', async () => {
    expect((await ask('/models/acme/Nothing')).status).toBe(404);
  });

  test('that a new repo took shows the new one and mentions the earlier', async () => {
    expect((await ask('/models/acme/Same')).status).toBe(200);
    expect(await said('/models/acme/Same', '.notices')).toEqual([
      'An earlier model had this name and is gone from the Hub. Its counts are not in those below.',
    ]);
  });
});

test('a page tells what changed, newest first', async () => {
  expect(await said('/models/acme/Retuned', '[aria-labelledby=changes] li')).toEqual([
    'Renamed from acme/Tuned to acme/Retuned',
    'License label went from llama3.1 to apache-2.0, looser',
    'Gating: manual, was open',
  ]);
  expect(await said('/models/acme/Root', '[aria-labelledby=changes]')).toEqual([
    'No look has found a change so far.',
  ]);
});

test('a page tells where a model comes from, and compares labels', async () => {
  expect(await said('/models/acme/Retuned', '[aria-labelledby=lineage]')).toEqual([
    'acme/Root\nFinetune, declared on the model card',
    'Label of this model: apache-2.0; of the base: llama3.1',
    'Label differs from upstream terms: the conditions of the base must be passed on; the label of the model does not carry them.',
    'The chain of declared bases ends at its root acme/Root.',
    'In the panel “hub”, 1 model declares this one as a base. Many derivatives declare none: there may be more. The lineage tree',
    'Labels are compared as declared, by rules that anyone can read. Not legal advice: only the terms themselves say what holds.',
  ]);
  expect(await said('/models/acme/Tuned-GGUF', '[aria-labelledby=facts]')).toContain(
    'Source: taken from its base acme/Retuned, because packed weights understate the total',
  );
});

test('a tombstone says so first and keeps its last counts; a missing model waits', async () => {
  expect(await said('/models/acme/Doomed', '.notices')).toEqual([
    'Gone from the Hub since 21 November 2026: two complete looks did not name it. The counts below are the last seen.',
  ]);
  expect(await said('/models/acme/Doomed', '[aria-labelledby=changes] li')).toEqual([
    'Removed: not named by two complete looks; last seen with 77 downloads in 30 days',
  ]);
  const { page, close } = await open('/models/acme/Doomed');
  expect(await page.locator('.lead .value').first().innerText()).toBe('77');
  await close();
  expect(await said('/models/acme/Late', '.notices')).toEqual([
    'Not named by the complete look of 22 November 2026. The next one will tell whether it is gone. The counts below are the last seen.',
  ]);
});

test('a base that was never seen is no link, and a hostile one leads to its page only', async () => {
  const { page, faults, close } = await open('/models/acme/Orphan');
  const links = await page
    .locator('[aria-labelledby=lineage] a')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.textContent]));
  const foreign = await page.locator('svg[onload]').count();
  await close();
  expect(links).toEqual([
    ['/models/%3Csvg/onload%3Dalert(1)%3E', hostileId],
    ['/lineage/acme/Orphan', 'The lineage tree'],
    ['/methods#inheritance', 'rules that anyone can read'],
  ]);
  expect({ foreign, faults }).toEqual({ foreign: 0, faults: [] });
});

const names = ['Retuned', 'Doomed', 'Late', 'Same', 'Orphan', 'Tuned-GGUF'];

test.each(names)(
  'the page of %s fits 360 and 1280 px and violates no rule of axe, in light and dark',
  async (name) => {
    const { page, faults } = await visit(`/models/acme/${name}`, 360);
    expect(await lookAtAll(page, `model-${name}`)).toEqual(NO_FAULT);
    expect(faults).toEqual([]);
  },
);

describe('the address of a model', () => {
  test('follows the panel, and refuses what it does not know', async () => {
    expect((await ask('/models/acme/Retuned?panel=hub')).status).toBe(200);
    for (const query of ['panel=nowhere', 'foo=1'])
      expect((await ask(`/models/acme/Retuned?${query}`)).status).toBe(400);
  });

  test('with an ending leads to its data', async () => {
    const { status, headers } = await ask('/models/acme/Retuned.csv');
    expect([status, headers.get('location')]).toEqual([
      302,
      '/api/v1/history.csv?panel=hub&model=acme/Retuned&limit=1000&csv=spreadsheet',
    ]);
  });
});

test('a page is shared with a picture of its own, or with none', async () => {
  const card = async (path: string) =>
    /property="og:image" content="https?:\/\/[^/]*([^"]*)"/.exec(await (await ask(path)).text())?.[1] ?? null;
  expect(await card('/')).toBe('/regions.png');
  expect(await card('/claims/C1')).toBe('/claims/C1.png');
  expect(await card('/families')).toBe('/families.png');
  expect(await card('/families/qwen')).toBe('/families/qwen.png');
  expect(await card('/licenses/exposure')).toBe('/explore.png?by=family~inheritance');
  for (const path of ['/claims', '/releases', '/status', '/review', '/methods'])
    expect(await card(path)).toBeNull();
});
