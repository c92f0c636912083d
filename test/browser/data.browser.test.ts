import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { build, editionsRoot, publishMade } from '../src/lib/editions/made-panel.ts';
import { drawCharts, overflow, violations } from '../support/browser-page.ts';
import { reader } from '../support/browser-site.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { runSite } from '../support/site.ts';

let database: TestDatabase;
let place: Awaited<ReturnType<typeof editionsRoot>>;

const { open, url } = reader(async () => {
  [database, place] = [await testDatabase(), await editionsRoot()];
  await publishMade(database.db);
  await build(database.db, place.root);
  return await runSite(database.connection, join(place.root, '..'));
});
afterAll(async () => {
  await database.drop();
  await place.remove();
});

const edition = '/data/hub/2026-11-01.1';

test.each(['/data', '/data/dictionary', edition])(
  '%s fits a phone, has no barrier and asks nobody else',
  async (path) => {
    const opened = await open(path, { width: 390 });
    await drawCharts(opened.page);
    expect(opened.status).toBe(200);
    expect(await violations(opened.page)).toEqual([]);
    expect(await overflow(opened.page)).toEqual({ by: 0, widest: [] });
    expect(opened.faults).toEqual([]);
    await opened.close();
  },
);

test('an edition is found from the list, shows its files with their sums, and a click brings the very bytes', async () => {
  const { page, close, faults } = await open('/data');
  await page.getByRole('link', { name: '2026-11-01.1' }).first().click();
  await page.waitForURL(`**${edition}`);
  const row = page
    .locator('#models')
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'Parquet' }) });
  const sum = (await row.locator('code').textContent()) ?? '';
  const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('link').click()]);
  expect(download.suggestedFilename()).toBe('open-model-census_hub_2026-11-01.1_models.parquet');
  const answer = await fetch(`${url()}${edition}/models.parquet`);
  expect(answer.headers.get('etag')).toBe(`"${sum}"`);
  expect(await page.locator('link[type="application/ld+json"]').getAttribute('href')).toBe(
    `${edition}/dataset.jsonld`,
  );
  expect(faults.filter((fault) => !fault.includes('models.parquet'))).toEqual([]);
  await close();
});

test('the citation names edition, snapshot and address, and can be copied', async () => {
  const { page, close } = await open(edition);
  const cite = page.getByRole('region', { name: 'Cite this edition' });
  await expect.poll(() => cite.getByRole('button').count()).toBe(3);
  expect(await cite.innerText()).toContain(
    `edition 2026-11-01.1 [Data set]. Snapshot of 1 November 2026, reference version 1`,
  );
  expect(await cite.innerText()).toContain(edition);
  await close();
});
