import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { readPanels } from '../../../../src/lib/metrics/panels.ts';
import { readDynamicsPage } from '../../../../src/lib/site/dynamics-view.ts';
import { look } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { oldModels, released } from '../../../support/released.ts';

let database: TestDatabase;
const definition = parseDefinition(new URLSearchParams());
async function dynamics(query = '') {
  const url = new URL(`http://census/dynamics${query}`);
  return await readDynamicsPage(database.db, { url, definition, panels: await readPanels(database.db) });
}

beforeAll(async () => {
  database = await testDatabase();
  const old = oldModels;
  await look(database.db, '2026-11-02', old);
  await look(database.db, '2026-11-16', [
    ...old,
    released('2026-11-06', 2, { downloads: 9000, downloadsAllTime: 20_000 }),
    released('2026-11-06', 3, { downloads: 5, downloadsAllTime: 5 }),
  ]);
});
afterAll(() => database.drop());

test('a curve counts those that got there and those that did not while they were seen', async () => {
  const { survival } = await dynamics();
  expect(survival.curves).toMatchObject([{ models: 2, reached: 1, censored: 1 }]);
  expect(survival.curves[0]?.points.at(-1)?.[1]).toBe(0.5);
  expect(survival.frame.title).toBe('1 of 2 models reached 10,000 downloads while they were seen');
  expect(survival.leftOut).toEqual(['60 models released before the record began.']);
});

test('without a frozen baseline the table of relative adoption says so', async () => {
  const { ram } = await dynamics();
  expect([ram.rows, ram.frame.title]).toEqual([[], 'No baseline of relative adoption is frozen yet']);
});

test('the number and the grouping are links; others are refused', async () => {
  const { choices } = await dynamics('?downloads=1000&by=size');
  expect(choices.flatMap(({ choices: each }) => each.map(({ href }) => href))).toContain('/dynamics?by=size');
  await expect(dynamics('?downloads=5')).rejects.toThrow(/downloads: "5" is not one of 1000/);
});
