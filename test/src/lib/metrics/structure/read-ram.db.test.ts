import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { readRam } from '../../../../../src/lib/metrics/structure/read-ram.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { modelByHand, panelByHand } from './models-by-hand.ts';

let database: TestDatabase;
let panelId: number;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  panelId = await panelByHand(db, 'ram', ['2026-07-01', '2026-10-01', '2026-11-20']);
  // Twelve peers with 1,200, 1,100, … 100 downloads at 7 days, and twice as many at 14, but for the smallest of the ten.
  for (let n = 1; n <= 12; n++)
    await modelByHand(db, panelId, {
      repoId: `peers/p${n}`,
      isPeer: true,
      ages: { 7: n * 100, 14: n < 4 ? n * 50 : n * 200 },
    });
  await modelByHand(db, panelId, { repoId: 'other/more', ages: { 7: 90_000 } });
  for (let n = 1; n <= 9; n++)
    await modelByHand(db, panelId, {
      repoId: `nine/p${n}`,
      isPeer: true,
      sizeClass: '5b-10b',
      ages: { 7: 5000 },
    });
  await db`select freeze_baselines(${panelId}::smallint, '2026-10-01')`;
});
afterAll(() => database.drop());

const scoresOf = async (repoId: string, baseline: string | null = null) => {
  const reading = await readRam(database.db, { panel: 'ram', baseline, atLeast: 0 });
  return reading.models.find((model) => model.repoId === repoId)?.scores;
};

test('the ten first-party language models with the most of a class are the baseline of the quarter', async () => {
  const { baseline, frozenOn, divisors } = await readRam(database.db, { panel: 'ram', baseline: null });

  expect([baseline, frozenOn]).toEqual(['2026-Q4', '2026-10-01']);
  // 1,200 down to 300: the fifth is 800, the sixth 700. At 14 days: 2,400 down to 800, then 150.
  expect(divisors).toEqual([
    { sizeClass: '1b-5b', age: 7, median: 750, tenth: 300 },
    { sizeClass: '1b-5b', age: 14, median: 1500, tenth: 300 },
  ]);
});

test('a class of nine has no baseline, and its models no score', async () => {
  const reading = await readRam(database.db, { panel: 'ram', baseline: null });
  const nine = await database.db<
    { id: number }[]
  >`select model_id::int as "id" from models where namespace = 'nine'`;
  const asked = await readRam(database.db, {
    panel: 'ram',
    baseline: null,
    models: nine.map(({ id }) => id),
  });

  expect(reading.models.every(({ repoId }) => !repoId.startsWith('nine/'))).toBe(true);
  expect(asked.models.map(({ scores }) => scores)).toEqual(
    Array(9).fill([{ age: 7, downloads: 5000, v1: null, v2: null }]),
  );
  expect(asked.coverage).toBe(0);
});

test('a model with as many as the median has exactly 1, and is in the list', async () => {
  await modelByHand(database.db, panelId, { repoId: 'edge/in', ages: { 7: 750 } });
  await modelByHand(database.db, panelId, { repoId: 'edge/out', ages: { 7: 749.9 } });

  const { models } = await readRam(database.db, { panel: 'ram', baseline: null });

  expect(models.find(({ repoId }) => repoId === 'edge/in')?.scores).toEqual([
    { age: 7, downloads: 750, v1: 1, v2: 2.5 },
  ]);
  expect(models.some(({ repoId }) => repoId === 'edge/out')).toBe(false);
  expect(models[0]?.repoId).toBe('other/more');
});

test('a frozen baseline stays when models rise after it, and when the quarter is frozen again', async () => {
  const { db } = database;
  const before = await scoresOf('peers/p12');
  await modelByHand(db, panelId, { repoId: 'peers/later', isPeer: true, ages: { 7: 1_000_000 } });
  await db`select freeze_baselines(${panelId}::smallint, '2026-10-02')`;

  expect(await scoresOf('peers/p12')).toEqual(before);
  await db`select freeze_baselines(${panelId}::smallint, '2027-01-01')`;
  const { baselines } = await readRam(db, { panel: 'ram', baseline: null });
  expect(baselines).toEqual(['2027-Q1', '2026-Q4']);
  expect(await scoresOf('peers/p12', '2026-Q4')).toEqual(before);
  expect((await scoresOf('peers/p12', '2027-Q1'))?.[0]?.v1).not.toBe(before?.[0]?.v1);
});

test('a baseline that is not there is refused with those that are', async () => {
  const asked = readRam(database.db, { panel: 'ram', baseline: '2025-Q1' });

  await expect(asked).rejects.toThrow(BadDefinition);
  await expect(asked).rejects.toThrow(/2026-Q4/);
});

test('before the first baseline the reading says what is missing', async () => {
  await panelByHand(database.db, 'young', ['2026-11-20']);

  const reading = await readRam(database.db, { panel: 'young', baseline: null });

  expect([reading.baseline, reading.models, reading.coverage]).toEqual([null, [], null]);
  expect(reading.notes[0]).toMatch(/^No baseline is frozen yet/);
});
