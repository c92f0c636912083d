import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTurnover } from '../../../../../src/lib/metrics/structure/read-turnover.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Sixty models of falling downloads; the last `fresh` of them stand in front instead. */
async function watch(panel: string, days: readonly (readonly [day: string, fresh: number])[]) {
  for (const [day, fresh] of days) {
    const models = Array.from({ length: 60 }, (_, i) =>
      released(i < 50 ? '2025-02-01' : '2026-03-01', i + 1 + panel.length * 100, {
        id: `${panel}/m${i}`,
        downloads: i >= 60 - fresh ? 10_000 + i : 5000 - i,
        likes: 0,
      }),
    );
    await look(database.db, day, models, { panel });
  }
}

const read = (panel: string, places: 50 | 100 = 50) =>
  readTurnover(database.db, { panel, measure: 'downloads30d', places });

test('a list is compared with that of a year before, and who came and went is named', async () => {
  await watch('year', [
    ['2025-11-10', 0],
    ['2025-11-19', 0],
    ['2025-11-25', 1],
    ['2026-11-20', 2],
  ]);

  const reading = await read('year');

  expect([reading.comparedWith, reading.isFullYear, reading.turnover]).toEqual(['2025-11-19', true, 0.04]);
  expect(reading.entrants.map(({ repoId, place, placeBefore }) => [repoId, place, placeBefore])).toEqual([
    ['year/m59', 1, null],
    ['year/m58', 2, null],
  ]);
  expect(reading.leavers.map(({ repoId, place, placeBefore }) => [repoId, place, placeBefore])).toEqual([
    ['year/m48', null, 49],
    ['year/m49', null, 50],
  ]);
  expect(reading.years).toEqual([
    { year: '2026', models: 2 },
    { year: '2025', models: 48 },
  ]);
  expect(reading.medianAgeDays).toBe(657);
});

test('where the record is shorter than a year, its farthest day is named', async () => {
  await watch('short', [
    ['2026-11-01', 0],
    ['2026-11-20', 0],
  ]);

  const reading = await read('short');

  expect([reading.comparedWith, reading.isFullYear, reading.turnover]).toEqual(['2026-11-01', false, 0]);
  expect(reading.overlap?.value).toBeCloseTo(1, 12);
  expect(reading.notes).toContain(
    'The record does not reach back a year: compared with 2026-11-01, its farthest day.',
  );
});

test('a single look has nothing to be compared with', async () => {
  await watch('one', [['2026-11-20', 0]]);

  const reading = await read('one', 100);

  expect([reading.comparedWith, reading.turnover, reading.overlap, reading.listed]).toEqual([
    null,
    null,
    null,
    60,
  ]);
  expect([reading.entrants, reading.leavers]).toEqual([[], []]);
  expect(reading.notes).toContain('Only 60 models have any.');
});

test('likes that nobody gave make no list', async () => {
  await watch('liked', [['2026-11-20', 0]]);

  const reading = await readTurnover(database.db, { panel: 'liked', measure: 'likes', places: 50 });

  expect([reading.listed, reading.coverage]).toEqual([0, null]);
});
