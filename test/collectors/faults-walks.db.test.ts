import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import { SnapshotRejected, SourceError } from '../../db/errors.ts';
import { smallPages } from '../support/crash/small-pages.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { randomFaults } from '../support/hub/random-faults.ts';
import { type Fault, startHub } from '../support/hub/start-hub.ts';
import { contentOf, forgetAll, seenByReaders } from './listing.ts';

const WALKS = Number(process.env.CENSUS_WALKS ?? 2);
const SEED = Number(process.env.CENSUS_WALK_SEED ?? 1);
const MODELS = 3000;
const PAGE_SIZE = 50;
/** Of a hundred requests, ten go wrong. */
const SHARE = 0.1;
const FIRST_DAY = '2026-11-19';
const DAY = '2026-11-20';

let database: TestDatabase;
let truth: Awaited<ReturnType<typeof told>>;

beforeAll(async () => {
  database = await testDatabase();
  await walkOn(FIRST_DAY, 0, []);
  await walkOn(DAY, 1, []);
  truth = await told();
  await forgetAll(database.db);
});
afterEach(() => forgetAll(database.db));
afterAll(() => database.drop());

/** Everything that is said about models; on which page it stood, and how often the walk had to ask, may differ. */
async function told() {
  const { snapshots, observations, ...said } = await contentOf(database.db);
  return {
    ...said,
    observations: Array.from(observations, ({ said: { page: _, ...rest }, ...row }) => ({
      ...row,
      said: rest,
    })),
    statuses: Array.from(snapshots, ({ as_of, status, models }) => ({ as_of, status, models })),
  };
}

interface Walk {
  ended: 'published' | 'rejected';
  /** Runs until the look was over: one that gives up is resumed, as the schedule does. */
  runs: number;
  requests: number;
}

async function walkOn(day: string, step: number, faults: readonly Fault[]): Promise<Walk> {
  const hub = await startHub({ models: { generated: MODELS, seed: 9, day: step }, faults });
  try {
    for (let runs = 1; ; runs++) {
      try {
        const effects = effectsOn(day);
        await runCollector(smallPages(hub.url, PAGE_SIZE), { db: database.db, effects });
        return { ended: 'published', runs, requests: hub.requests.length };
      } catch (error) {
        if (error instanceof SnapshotRejected)
          return { ended: 'rejected', runs, requests: hub.requests.length };
        if (!(error instanceof SourceError) || runs === 20) throw error;
      }
    }
  } finally {
    await hub.close();
  }
}

test(`${WALKS} walks in which every tenth answer is broken end like one in which none is`, async () => {
  let requests = 0;
  for (let n = 0; n < WALKS; n++) {
    await walkOn(FIRST_DAY, 0, []);
    const walk = await walkOn(DAY, 1, randomFaults(SEED * 1000 + n, SHARE, 'recoverable'));
    requests += walk.requests;
    expect(walk).toMatchObject({ ended: 'published' });
    expect(await told()).toEqual(truth);
    await forgetAll(database.db);
  }
  console.log(`${WALKS} walks of ${MODELS} models in ${requests} requests: ${WALKS} like the truth`);
}, 3_000_000);

test(`${WALKS} walks that also lose records end like the truth, or are not published`, async () => {
  const ended = { published: 0, rejected: 0 };
  for (let n = 0; n < WALKS; n++) {
    await walkOn(FIRST_DAY, 0, []);
    const before = await seenByReaders(database.db);
    const { ended: how } = await walkOn(DAY, 1, randomFaults(SEED * 2000 + n, SHARE, 'all'));
    ended[how] += 1;
    if (how === 'published') expect(await told()).toEqual(truth);
    else
      expect(await seenByReaders(database.db)).toMatchObject({
        cells: before.cells,
        panelModels: before.panelModels,
      });
    await forgetAll(database.db);
  }
  console.log(`${WALKS} walks of ${MODELS} models with lost records:`, ended);
}, 3_000_000);
