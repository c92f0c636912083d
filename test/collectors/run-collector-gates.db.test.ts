import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Collector } from '../../collectors/collector.ts';
import { runCollector } from '../../collectors/run-collector.ts';
import { SnapshotRejected } from '../../db/errors.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { forgetAll, listing, look, model, seenByReaders } from './listing.ts';
import { newestSnapshot, qualityLog } from './stored.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const HUNDRED = Array.from({ length: 100 }, (_, i) => model(i, { downloads: 100 }));
const MANY = Array.from({ length: 2000 }, (_, i) => model(i, { downloads: 100 }));
const broken = (count: number) => Array.from({ length: count }, () => ({ _id: 'broken' }));

/** False where the look was not credible. Any other failure is passed on. */
async function isPublished(run: Promise<unknown>): Promise<boolean> {
  try {
    await run;
    return true;
  } catch (error) {
    if (error instanceof SnapshotRejected) return false;
    throw error;
  }
}

const newest = () => newestSnapshot(database.db);
const log = () => qualityLog(database.db);

describe('a look that is not credible', () => {
  test('with more than 5 % of its records mended is rejected', async () => {
    const spoiled = (count: number) =>
      MANY.map((entry, n) => (n < count ? { ...entry, downloads: 'many' } : entry));
    expect(await isPublished(look(database.db, '2026-11-20', spoiled(100)))).toBe(true);
    expect(await isPublished(look(database.db, '2026-11-21', spoiled(101)))).toBe(false);
    expect(await newest()).toMatchObject({ failed: ['few-repaired'] });
  });

  test('with more than 1 % of its records skipped is rejected, and the one before stays', async () => {
    await look(database.db, '2026-11-20', HUNDRED);
    const before = await seenByReaders(database.db);
    const entries = [...HUNDRED, ...broken(2)];

    await expect(look(database.db, '2026-11-21', entries)).rejects.toThrow(SnapshotRejected);
    expect(await newest()).toEqual({
      asOf: '2026-11-21',
      status: 'rejected',
      pages: 1,
      skipped: 2,
      staged: 0,
      failed: ['few-skipped'],
    });
    expect(await log()).toEqual([
      { asOf: '2026-11-21', kind: 'snapshot-rejected', says: '2 of 102 records could not be read.' },
    ]);
    expect(await seenByReaders(database.db)).toEqual({
      ...before,
      version: before.version + 1,
      closed: [...before.closed, [expect.any(Number), '2026-11-21', 'rejected', null]],
      logged: 1,
    });
  });

  test('with 1 % skipped is published', async () => {
    await look(database.db, '2026-11-20', [...HUNDRED.slice(1), ...broken(1)]);

    expect(await newest()).toMatchObject({ status: 'published', skipped: 1, failed: null });
  });

  test('with fewer than 97 % of the models before is rejected', async () => {
    await look(database.db, '2026-11-20', MANY);

    await expect(look(database.db, '2026-11-21', MANY.slice(0, 1939))).rejects.toThrow(
      '1939 models, against 2000 on 2026-11-20.',
    );
    expect(await newest()).toMatchObject({ status: 'rejected', staged: 0, failed: ['as-many-as-before'] });
  });

  test('with 97 % of the models before is published', async () => {
    await look(database.db, '2026-11-20', MANY);
    await look(database.db, '2026-11-21', MANY.slice(0, 1940));

    expect(await newest()).toMatchObject({ asOf: '2026-11-21', status: 'published' });
  });

  test.each([
    [90, true],
    [89, false],
  ])('at a small panel with %d models of 100: published %j', async (models, published) => {
    await look(database.db, '2026-11-20', HUNDRED);

    expect(await isPublished(look(database.db, '2026-11-21', HUNDRED.slice(0, models)))).toBe(published);
  });

  test('that found no model is rejected', async () => {
    await expect(look(database.db, '2026-11-20', [])).rejects.toThrow('0 models were read.');
  });

  test('in which more than 5 % came twice is rejected', async () => {
    await expect(look(database.db, '2026-11-20', [...HUNDRED, ...HUNDRED.slice(0, 6)])).rejects.toThrow(
      '6 of 106 records came twice.',
    );
  });

  test.each([
    [251, false],
    [250, true],
    [40, true],
    [39, false],
  ])('whose models have %d downloads where they had 100: published %j', async (downloads, published) => {
    await look(database.db, '2026-11-20', HUNDRED);
    const moved = HUNDRED.map((entry) => ({ ...entry, downloads }));

    expect(await isPublished(look(database.db, '2026-11-21', moved))).toBe(published);
  });

  test('by a check of the collector alone is rejected', async () => {
    const collector: Collector = {
      ...listing(HUNDRED),
      checks: () => [{ check: 'mine', passed: false, says: 'I do not like it.' }],
    };
    const run = runCollector(collector, { db: database.db, effects: effectsOn('2026-11-20') });

    await expect(run).rejects.toThrow('I do not like it.');
    expect(await newest()).toMatchObject({ status: 'rejected', failed: ['mine'] });
  });

  test('leaves the day open for a better one', async () => {
    await look(database.db, '2026-11-20', [...HUNDRED, ...broken(2)]).catch(() => undefined);
    await look(database.db, '2026-11-20', HUNDRED);

    expect(await newest()).toMatchObject({ status: 'published', skipped: 0 });
  });
});
