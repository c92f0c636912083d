import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { evaluateClaim } from '../../../../src/lib/claims/evaluate.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { forgetAll, look, model } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database?.drop();
});
afterEach(async () => {
  await forgetAll(database.db);
});

const idle = Array.from({ length: 60 }, (_, at) => model(at + 100, { downloads: 0, downloadsAllTime: 0 }));

/** The Hub makes the first eight digits of an object id from the second a repository was made. */
function made(on: string, n: number): string {
  const second = Math.floor(Date.parse(`${on}T00:00:00Z`) / 1000);
  return second.toString(16).padStart(8, '0') + String(n).padStart(16, '0');
}

async function evaluate(id: string) {
  const claim = CLAIMS.find((one) => one.id === id);
  if (!claim) throw new Error(`there is no ${id}`);
  return await evaluateClaim(database.db, claim);
}

test('C1 is reproduced where first-year downloads of its window fall as published', async () => {
  const grown = (id: string, n: number, downloads: number) =>
    model(n, { id, _id: made('2024-09-10', n), downloadsAllTime: downloads });
  const old = (downloads: number) =>
    model(9, { id: 'google/old', _id: made('2022-06-01', 9), downloadsAllTime: downloads });
  await look(database.db, '2024-07-31', [old(100_000), ...idle]);
  await look(database.db, '2025-08-31', [
    old(900_000),
    grown('EleutherAI/new', 1, 2380),
    grown('Qwen/new', 2, 1710),
    grown('google/new', 3, 1580),
    grown('TheBloke/new', 4, 4330),
    ...idle,
  ]);
  const { status, values, alternates, coverage, covered } = await evaluate('C1');
  expect(status).toBe('reproduced');
  expect(values.map(({ label, ours }) => [label, ours])).toEqual([
    ['International', expect.closeTo(23.8, 9)],
    ['China', expect.closeTo(17.1, 9)],
    ['United States', expect.closeTo(15.8, 9)],
  ]);
  expect([coverage, covered?.part]).toEqual([1, 1]);
  const other = new Map(alternates.map(({ name, ours }) => [name, Number(Number(ours).toFixed(2))]));
  // 1,710 of 3,290, without International and individuals; of 810,000 with the old model.
  expect(other.get('China, only rows with a country')).toBe(51.98);
  expect(other.get('China, all downloads of the window')).toBe(0.21);
});

test('C6 is reproduced on the first look at the whole Hub, by releases of a month that has passed', async () => {
  const base = (id: string, n: number) => model(n, { id, _id: made('2025-05-01', n) });
  const tuned = (of: string, n: number, on: string) =>
    model(n, {
      id: `someone/tuned-${n}`,
      _id: made(on, n),
      cardData: { base_model: [of], base_model_relation: 'finetune' },
    });
  await look(database.db, '2026-11-20', [
    base('Qwen/Qwen3-8B', 1),
    base('meta-llama/Llama-3.1-8B', 2),
    ...[11, 12, 13, 14, 15].map((n) => tuned('Qwen/Qwen3-8B', n, '2025-09-10')),
    ...[21, 22, 23].map((n) => tuned('meta-llama/Llama-3.1-8B', n, '2025-09-20')),
    tuned('meta-llama/Llama-3.1-8B', 24, '2025-10-01'),
    ...idle,
  ]);
  expect(await evaluate('C6')).toMatchObject({ status: 'reproduced', values: [{ ours: 62.5 }] });
});

test('O1 dates the month in which Qwen passes Llama, and compares October’s sums on their own', async () => {
  const counters = (qwen: number, llama: number) => [
    model(1, { id: 'Qwen/Qwen2.5-7B-Instruct', _id: made('2024-09-19', 1), downloadsAllTime: qwen * 1e6 }),
    model(2, {
      id: 'meta-llama/Llama-3.1-8B-Instruct',
      _id: made('2024-07-23', 2),
      downloadsAllTime: llama * 1e6,
    }),
    ...idle,
  ];
  await look(database.db, '2025-01-01', counters(100, 200));
  await look(database.db, '2025-08-31', counters(300, 320));
  await look(database.db, '2025-09-28', counters(340, 330));
  await look(database.db, '2025-10-31', counters(385.3, 400));
  await look(database.db, '2025-12-31', counters(500, 410));
  const { status, values } = await evaluate('O1');
  expect(values.map(({ ours, verdict }) => [ours, verdict])).toEqual([
    ['2025-09-15', 'reproduced'],
    [385_300_000, 'reproduced'],
    [400_000_000, 'contradicted'],
  ]);
  expect(status).toBe('definition_unclear');
});
