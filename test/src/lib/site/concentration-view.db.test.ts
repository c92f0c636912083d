import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../src/lib/metrics/panels.ts';
import { readConcentrationPage } from '../../../../src/lib/site/concentration-view.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;
async function concentration(query = '') {
  const url = new URL(`http://census/concentration${query}`);
  const params = new URLSearchParams(url.search);
  for (const own of ['level', 'places']) params.delete(own);
  const panels = await readPanels(database.db);
  return await readConcentrationPage(database.db, { url, definition: parseDefinition(params), panels });
}

const share = (rows: readonly { name: string; now: string }[], name: string) =>
  rows.find((row) => row.name === name)?.now;

beforeAll(async () => {
  database = await testDatabase();
  await look(database.db, '2026-11-01', [model(1, { downloads: 60 }), model(2, { downloads: 40 })]);
});
afterAll(() => database.drop());

test('on the first day there is a table and no chart, and no earlier list', async () => {
  const page = await concentration();
  expect(share(page.inequality.rows, 'HHI')).toBe('5,200');
  expect(share(page.inequality.rows, 'Effective number')).toBe('1.9');
  expect([page.shares, page.index, page.inequality.comparedWith, page.turnover.comparedWith]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(page.turnover.frame.title).toBe('There is no earlier list to compare with');
});

test('a second day brings the charts, an earlier column, and who entered', async () => {
  await look(database.db, '2026-11-20', [
    model(1, { downloads: 75 }),
    model(2, { downloads: 0 }),
    model(3, { downloads: 25 }),
  ]);
  const page = await concentration();
  expect(page.inequality.comparedWith).toBe('2026-11-01');
  expect(share(page.inequality.rows, 'Largest')).toBe('75.0\u00a0%');
  expect(page.index?.series.rows.map(({ on, cells }) => [on, Math.round(cells[0]?.value ?? 0)])).toEqual([
    ['2026-11-01', 5200],
    ['2026-11-20', 6250],
  ]);
  expect([page.turnover.entrants.length, page.turnover.leavers.length]).toEqual([1, 1]);
});

test('level, measure and places are links that keep each other; what is not there is refused', async () => {
  const page = await concentration('?level=publisher&places=100');
  const hrefs = page.choices.flatMap(({ choices }) => choices.map(({ href }) => href));
  expect(hrefs).toContain('/concentration?places=100');
  expect(hrefs).toContain('/concentration?measure=likes&level=publisher&places=100');
  await expect(concentration('?level=person')).rejects.toThrow(/level: "person" is not one of model/);
});

test('publishers can be counted as creators, models cannot', async () => {
  const page = await concentration('?level=publisher&attribution=creator');
  const term = page.inequality.frame.footer.find((line) => line.term === 'Attribution');
  expect(term?.says).toBe('publishers at the roots of the declared lineage (creators)');
  const hrefs = page.choices.flatMap(({ choices }) => choices.map(({ href }) => href));
  expect(hrefs).toContain('/concentration?level=publisher');
  expect(hrefs).toContain('/concentration?attribution=creator&level=country');
  expect(hrefs).toContain('/concentration?level=namespace');
  await expect(concentration('?attribution=creator')).rejects.toThrow(/models are counted where they are/);
});
