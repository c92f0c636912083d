import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Collector } from '../../collectors/collector.ts';
import { Fenced, runCollector } from '../../collectors/run-collector.ts';
import { openSnapshot, registerPanel } from '../../collectors/store.ts';
import { SourceError } from '../../db/errors.ts';
import { smallPages } from '../support/crash/small-pages.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { startHub } from '../support/hub/start-hub.ts';
import { totalsByDay } from './cell-sums.ts';
import { contentOf, forgetAll, listing, look, model, seenByReaders } from './listing.ts';
import { newestSnapshot, qualityLog } from './stored.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

const HUNDRED = Array.from({ length: 100 }, (_, i) => model(i, { downloads: 100 }));
const broken = (count: number) => Array.from({ length: count }, () => ({ _id: 'broken' }));

const newest = () => newestSnapshot(database.db);
const log = () => qualityLog(database.db);

describe('a run that lost its snapshot to another', () => {
  const takeOver = async () => {
    const { db } = database;
    const panelId = await registerPanel(db, listing([]).panel);
    await openSnapshot(db, panelId, '2026-11-20', 'the other run', null);
  };

  test('in the middle of its walk writes nothing more', async () => {
    const beforePage = async (page: number) => {
      if (page === 3) await takeOver();
    };
    const run = look(database.db, '2026-11-20', HUNDRED, { pageSize: 10, beforePage });

    await expect(run).rejects.toThrow(Fenced);
    expect(await newest()).toMatchObject({ status: 'open', pages: 2, staged: 20 });
  });

  test('after its last page does not publish', async () => {
    const panelId = await registerPanel(database.db, listing([]).panel);
    const collector: Collector = {
      ...listing(HUNDRED),
      // The last chance to hear of it: the walk is over, the checks have not begun.
      async *walk(effects, from) {
        yield* listing(HUNDRED).walk(effects, from);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await database.db`update snapshots set token = 'the other run' where panel_id = ${panelId}`;
      },
    };
    const run = runCollector(collector, { db: database.db, effects: effectsOn('2026-11-20') });

    await expect(run).rejects.toThrow(Fenced);
    expect(await newest()).toMatchObject({ status: 'open', staged: 100 });
  });

  test('and was about to reject it does not', async () => {
    const collector: Collector = {
      ...listing(broken(5)),
      async *walk(effects, from) {
        yield* listing(broken(5)).walk(effects, from);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await takeOver();
      },
    };
    const run = runCollector(collector, { db: database.db, effects: effectsOn('2026-11-20') });

    await expect(run).rejects.toThrow(Fenced);
    expect([await newest(), await log()]).toEqual([expect.objectContaining({ status: 'open' }), []]);
  });

  test('that has published meanwhile adds nothing to it', async () => {
    const beforePage = async (page: number) => {
      if (page === 3) await look(database.db, '2026-11-20', HUNDRED, { pageSize: 10 });
    };
    const run = look(database.db, '2026-11-20', HUNDRED, { pageSize: 10, beforePage });

    await expect(run).rejects.toThrow(Fenced);
    expect(await newest()).toMatchObject({ status: 'published', pages: 10, staged: 0 });
    expect([...(await database.db`select count(*)::int as "n" from snapshots`)]).toEqual([{ n: 1 }]);
  });

  test('of two runs that start together one publishes, and the other is told', async () => {
    const runs = Array.from({ length: 4 }, () => look(database.db, '2026-11-20', HUNDRED, { pageSize: 10 }));
    const ended = await Promise.allSettled(runs);

    expect(await newest()).toMatchObject({ status: 'published', pages: 10 });
    expect(await totalsByDay(database.db)).toMatchObject([{ models: 100, downloads: 10_000 }]);
    expect(ended.some(({ status }) => status === 'fulfilled')).toBe(true);
  });
});

describe('an interrupted run', () => {
  test('continues at the stored page and ends like one that was never interrupted', async () => {
    const models = { generated: 2000, seed: 3 } as const;
    const collectFrom = (url: string) =>
      runCollector(smallPages(url, 250), { db: database.db, effects: effectsOn('2026-11-20') });
    const whole = await startHub({ models });
    await collectFrom(whole.url);
    const expected = await contentOf(database.db);
    await whole.close();
    await forgetAll(database.db);

    const failing = await startHub({
      models,
      faults: [{ match: { page: 5 }, action: { kind: 'gateway-timeout' }, times: 8 }],
    });
    await expect(collectFrom(failing.url)).rejects.toThrow(SourceError);
    expect(await newest()).toMatchObject({ status: 'open', pages: 4, staged: 1000 });
    const asked = failing.requests.length;
    await collectFrom(failing.url);
    await failing.close();

    expect(failing.requests.slice(asked).map(({ page }) => page)).toEqual([5, 6, 7, 8, 9]);
    expect(await contentOf(database.db)).toEqual(expected);
  });

  test('of yesterday is rejected, and nothing of it enters today', async () => {
    const beforePage = async (page: number) => {
      if (page === 2) throw new SourceError('gone', { url: 'x', status: 503 });
    };
    await look(database.db, '2026-11-20', HUNDRED, { pageSize: 50, beforePage }).catch(() => undefined);
    await look(
      database.db,
      '2026-11-21',
      HUNDRED.slice(0, 3).map((entry) => ({ ...entry, downloads: 7 })),
    );

    expect([
      ...(await database.db`select as_of::text as "asOf", status from snapshots order by snapshot_id`),
    ]).toEqual([
      { asOf: '2026-11-20', status: 'rejected' },
      { asOf: '2026-11-21', status: 'published' },
    ]);
    expect(await log()).toEqual([
      {
        asOf: '2026-11-20',
        kind: 'snapshot-rejected',
        says: 'The look of 2026-11-20 stopped after 1 pages and was not finished on its day.',
      },
    ]);
    expect(await totalsByDay(database.db)).toMatchObject([{ models: 3, downloads: 21 }]);
  });

  test('that had read everything publishes without asking again', async () => {
    const failing: Collector = {
      ...listing(HUNDRED),
      checks: () => {
        throw new Error('killed');
      },
    };
    await runCollector(failing, { db: database.db, effects: effectsOn('2026-11-20') }).catch(() => undefined);
    const beforePage = async () => {
      throw new Error('asked again');
    };
    await look(database.db, '2026-11-20', [], { beforePage });

    expect(await newest()).toMatchObject({ status: 'published', pages: 1 });
  });
});

test('nothing of an open snapshot is visible before publication', async () => {
  await look(database.db, '2026-11-19', HUNDRED.slice(0, 99));
  const before = await seenByReaders(database.db);
  const seen: unknown[] = [];
  const beforePage = async () => {
    seen.push(await seenByReaders(database.db));
  };
  const collector: Collector = {
    ...listing(
      HUNDRED.map((entry) => ({ ...entry, tags: ['new'], downloads: 101 })),
      { pageSize: 10, beforePage },
    ),
  };
  await runCollector(collector, { db: database.db, effects: effectsOn('2026-11-20') });

  expect(seen).toEqual(Array.from({ length: 10 }, () => before));
  expect(await seenByReaders(database.db)).not.toEqual(before);
});
