import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { readConcentration } from '../../../../../src/lib/metrics/structure/read-concentration.ts';
import { look } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const models = (qwen: number) => [
    released('2026-01-05', 1, { id: 'Qwen/Qwen3-8B', downloads: qwen }),
    released('2026-01-06', 2, { id: 'Qwen/Qwen3-4B', downloads: 100 }),
    released('2026-01-07', 3, { id: 'mistralai/Mistral-7B', downloads: 200 }),
    released('2026-01-08', 4, { id: 'nobody-known/thing', downloads: 400 }),
  ];
  await look(database.db, '2026-11-18', models(200));
  await look(database.db, '2026-11-20', models(300));
});
afterAll(() => database.drop());

const read = (level: Parameters<typeof readConcentration>[1]['level'], parts = {}) =>
  readConcentration(database.db, { level, definition: definitionOf(parts) });

test('among models and among namespaces, by published day', async () => {
  const models = await read('model');
  const namespaces = await read('namespace');

  expect(models.series.map(({ asOf, units, total }) => [asOf, units, total])).toEqual([
    ['2026-11-18', 4, 900],
    ['2026-11-20', 4, 1000],
  ]);
  // 0.3² + 0.1² + 0.2² + 0.4²
  expect(models.newest?.hhi).toBeCloseTo(3000, 9);
  expect(models.newest?.tops[0]).toEqual({ count: 1, share: 0.4 });
  // 0.4² + 0.2² + 0.4²
  expect([namespaces.newest?.units, namespaces.newest?.hhi]).toEqual([3, expect.closeTo(3600, 9)]);
  expect(namespaces.asOf).toBe('2026-11-20');
});

test('among families and publishers, only what belongs to one counts, and the coverage tells how much that is', async () => {
  const families = await read('family');
  const publishers = await read('publisher');
  const countries = await read('country');

  for (const { newest } of [families, publishers, countries]) {
    // 400 and 200 of 1,000: (2/3)² + (1/3)²
    expect([newest?.units, newest?.total, newest?.coverage]).toEqual([2, 600, 0.6]);
    expect(newest?.hhi).toBeCloseTo(50_000 / 9, 6);
  }
});

test('as of an earlier day', async () => {
  const reading = await read('model', { snapshot: '2026-11-19' });

  expect([reading.asOf, reading.newest?.total]).toEqual(['2026-11-18', 900]);
});

test('what is not kept is refused with the way out', async () => {
  const asked = read('model', { measure: 'models', lenses: { region: ['cn'] } });

  await expect(asked).rejects.toThrow(BadDefinition);
  await expect(asked).rejects.toThrow(
    /downloads30d, downloadsAllTime, likes.*choose family, publisher or country/,
  );
});

test('a measure that cannot be added up has no concentration', async () => {
  await expect(read('publisher', { measure: 'parametersMedian' })).rejects.toThrow(BadDefinition);
});

test('a snapshot that another replaced is not in the series', async () => {
  await look(database.db, '2026-11-20', [
    released('2026-01-05', 1, { id: 'Qwen/Qwen3-8B', downloads: 310 }),
    released('2026-01-06', 2, { id: 'Qwen/Qwen3-4B', downloads: 100 }),
    released('2026-01-07', 3, { id: 'mistralai/Mistral-7B', downloads: 200 }),
    released('2026-01-08', 4, { id: 'nobody-known/thing', downloads: 400 }),
  ]);

  expect((await read('model')).series.map(({ asOf, total }) => [asOf, total])).toEqual([
    ['2026-11-18', 900],
    ['2026-11-20', 1010],
  ]);
});
