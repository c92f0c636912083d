import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '../../../../src/lib/claims/ask.ts';
import { times, value } from '../../../../src/lib/claims/ask-of.ts';
import { openReader, readAsk } from '../../../../src/lib/claims/read/read-ask.ts';
import { inUnit, type Unit } from '../../../../src/lib/claims/units.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publishSmallHub } from './small-hub.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await publishSmallHub(database.db);
});
afterAll(async () => {
  await database?.drop();
});

/** Ours for one question, in a unit, to six digits. */
async function ours(ask: Ask, unit: Unit = 'models') {
  const { value: found } = await readAsk(await openReader(database.db), 'hub', ask);
  const told = found === null ? null : inUnit(found, unit);
  return typeof told === 'number' ? Number(told.toPrecision(6)) : told;
}

test('concentration is read on the snapshot of its day', async () => {
  const top = (count: number): Ask => ({
    ask: 'concentration',
    level: 'model',
    measure: 'downloads30d',
    part: { top: count },
    at: null,
  });
  expect(await ours(top(1), 'percent')).toBe(50);
  expect(await ours(top(4), 'percent')).toBe(97.5);
  expect(await ours({ ...top(1), level: 'namespace' } as Ask, 'percent')).toBe(50);
});

test('derivatives are counted by family, directly and by descent', async () => {
  const of = { ask: 'derivatives', threshold: 'all', region: null, from: null, until: null } as const;
  expect(await ours({ ...of, counting: 'direct', family: ['qwen'], as: 'models' })).toBe(2);
  expect(await ours({ ...of, counting: 'descendants', family: ['qwen'], as: 'share' }, 'percent')).toBe(
    66.6667,
  );
  expect(await ours({ ...of, counting: 'direct', family: null, region: ['us'], as: 'models' })).toBe(1);
});

test('models of the newest look are counted one by one', async () => {
  const top3 = { top: { count: 3, of: 'models', measure: 'downloads30d' } } as const;
  const of = { ask: 'newest', at: null, population: top3 } as const;
  expect(
    await ours({ ...of, where: { licenses: ['apache-2.0'] }, give: 'shareOf-downloads30d' }, 'percent'),
  ).toBe(55.5556);
  expect(await ours({ ...of, where: { licenseClasses: ['none'] }, give: 'models' })).toBe(1);
  expect(
    await ours({ ...of, where: { publisherPlaces: { from: 1, to: 1 } }, give: 'downloads30d' }, 'downloads'),
  ).toBe(1000);
  const all = { ask: 'newest', at: null, population: { top: null } } as const;
  const below = { measure: 'downloadsAllTime', value: 200 } as const;
  expect(await ours({ ...all, where: { below }, give: 'models' })).toBe(61);
  expect(
    await ours(
      { ...all, population: { top: null, quantized: true }, where: { leaf: true }, give: 'share' },
      'percent',
    ),
  ).toBe(100);
  const sized = { top: { count: 2, of: 'publishers', measure: 'downloadsAllTime' }, sized: true } as const;
  expect(
    await ours(
      { ...all, population: sized, where: { parametersBelow: 8.1e9 }, give: 'shareOf-downloadsAllTime' },
      'percent',
    ),
  ).toBe(35);
});

test('named models are followed by name: counters, growth, descendants', async () => {
  const repos = ['Qwen/Qwen3-8B'];
  expect(await ours({ ask: 'counter', repos, measure: 'likes', at: null }, 'likes')).toBe(20);
  expect(
    await ours({ ask: 'counter', repos, measure: 'downloadsAllTime', at: '2026-01-05' }, 'downloads'),
  ).toBe(10000);
  expect(await ours({ ask: 'grown', repos, from: '2025-12-31', until: '2026-01-11' }, 'downloads')).toBe(
    3000,
  );
  expect(await ours({ ask: 'subtree', root: repos, give: 'models', at: null })).toBe(2);
  expect(await ours({ ask: 'subtree', root: repos, give: 'downloads30d', at: null }, 'downloads')).toBe(350);
  expect(await ours({ ask: 'counter', repos: ['no/model'], measure: 'likes', at: null }, 'likes')).toBeNull();
});

test('families and their sizes are those of their own publishers', async () => {
  expect(await ours({ ask: 'family-size', family: 'qwen', which: 'most' }, 'parameters')).toBe(8190740000);
  expect(
    await ours({ ask: 'families-below', families: ['qwen', 'llama'], parameters: 8.1e9 }, 'families'),
  ).toBe(1);
  expect(
    await ours({ ask: 'families-below', families: ['qwen', 'phi'], parameters: 8.1e9 }, 'families'),
  ).toBeNull();
  const largest = { ask: 'largest-by-month', from: '2025-12-01', until: '2026-01-01' } as const;
  expect(await ours({ ...largest, region: 'us', give: 'most' }, 'parameters')).toBe(8030260000);
  expect(await ours({ ...largest, region: 'cn', give: { monthsBelow: 9e9 } }, 'months')).toBe(1);
});

test('labels that got looser are held against those that got tighter', async () => {
  expect(await ours({ ask: 'looser-per-tighter' }, 'times')).toBe(1);
});

test('the most liked among the most downloaded are counted, and who was released when', async () => {
  expect(await ours({ ask: 'leaders', of: 1, give: 'liked-too', at: null })).toBe(0);
  expect(await ours({ ask: 'leaders', of: 2, give: 'liked-too', at: null })).toBe(2);
  expect(await ours({ ask: 'leaders', of: 2, give: { released: '2025' }, at: null })).toBe(2);
  expect(await ours({ ask: 'fastest-day', at: null }, 'downloads a day')).toBe(300);
});

test('arithmetic is done on answers', async () => {
  const qwen = value({ measure: 'downloads30d', by: ['family'] }, 'qwen');
  expect(await ours(times(qwen, value({ by: ['family'] }, 'llama')), 'times')).toBe(2.07692);
  expect(await ours({ ask: 'part', of: qwen, beside: qwen }, 'percent')).toBe(50);
});
