import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCoverage } from '../../../../src/lib/site/coverage-view.ts';
import { look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const world = (unknown: number) => [
    model(1, { id: 'openai/a', downloads: 300, cardData: { license: 'mit' } }),
    model(2, { id: 'nobody-knows/b', downloads: unknown }),
  ];
  await look(database.db, '2026-10-01', world(300));
  await look(database.db, '2026-11-05', world(100));
});
afterAll(() => database.drop());

test('what is known is what is not in an open group, of downloads and of models, now and before', async () => {
  const { rows, series, frame } = await readCoverage(database.db, 'hub');
  const known = Object.fromEntries(rows.map(({ name, downloads, models }) => [name, [downloads, models]]));
  expect(known['Region']).toEqual([0.75, 0.5]);
  expect(known['Size']).toEqual([0, 0]);
  const region = series?.columns.findIndex(({ name }) => name === 'Region') ?? -1;
  expect(series?.rows.map(({ cells }) => cells[region]?.value)).toEqual([0.5, 0.75]);
  expect(frame.title).toBe('Size is the least known: of 0.0\u00a0% of downloads');
  expect(rows.map(({ href }) => href)).toContain('/regions?panel=hub');
});
