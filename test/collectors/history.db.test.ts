import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../db/client.ts';
import type { Db } from '../../db/connection.ts';
import { rejudge } from '../../db/rejudge.ts';
import { verifySnapshot } from '../../db/verify.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { totalsByDay } from './cell-sums.ts';
import { forgetJudgements, look, model, sumsOf } from './listing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const CC = { cardData: { license: 'cc-by-nc-4.0' } };
const MIT = { cardData: { license: 'mit' } };

/** Sixty models of all kinds; what happens to them on four days, a rerun among them. */
function world(day: number): Record<string, unknown>[] {
  const entries: Record<string, unknown>[] = [];
  for (let n = 0; n < 60; n++) {
    if (n === 7 && day >= 2 && day < 4) continue; // gone, and back on the last day
    if (n === 8 && day >= 3) continue; // gone for good
    if (n >= 58 && day < n - 55) continue; // two that come later
    entries.push(
      model(n, {
        // One model moves to a publisher of another region.
        id: n === 11 && day >= 3 ? 'openai/m11' : `${['openai', 'Qwen', 'mistralai', 'nobody'][n % 4]}/m${n}`,
        downloads: n % 5 === 0 ? 1000 + day * n : 1000,
        downloadsAllTime: n % 9 === 0 ? null : 3_000_000_000 + n,
        likes: n === 13 ? day : 1,
        tags: n === 14 ? [`day${day}`] : [],
        safetensors: { total: n === 15 && day >= 2 ? 30e9 : 10 ** (6 + (n % 6)) },
        ...(n === 16 && day >= 3 ? CC : n % 3 === 0 ? MIT : { cardData: {} }),
      }),
    );
  }
  return entries;
}

test('all sums recomputed from what was observed equal those that were published', async () => {
  const { db } = database;
  await look(db, '2025-10-20', world(1));
  await look(db, '2025-10-21', world(2));
  const [, superseded] = await totalsByDay(db);
  // Sentence Transformers moves from Germany to the United States between these two days.
  const moving = { _id: '660000000000000000009999', id: 'sentence-transformers/all', downloads: 50_000 };
  await look(db, '2025-10-21', [...world(2).map((m) => ({ ...m, likes: 3 })), moving]);
  await look(db, '2025-10-22', [...world(3), moving]);
  await look(db, '2025-10-23', [...world(4), moving]);
  const published = await sumsOf(db);

  const snapshots = await db<{ id: number; status: string }[]>`
    select snapshot_id as "id", status from snapshots order by snapshot_id`;
  for (const { id, status } of snapshots)
    if (status === 'published') expect(await verifySnapshot(db, id)).toEqual([]);
    else expect(await recomputed(db, id)).toEqual(superseded);

  expect(snapshots.map(({ status }) => status)).toEqual([
    'published',
    'superseded',
    'published',
    'published',
    'published',
  ]);
  expect(published.cells.length).toBeGreaterThan(50);
  expect(await sumsOf(db)).toEqual(published);
});

/** What a snapshot comes to by observations, attributes and edges alone. */
async function recomputed(db: Db, snapshotId: number) {
  return await db.begin(async (tx) => {
    await tx`select state_as_of(${snapshotId})`;
    return only(
      await tx`
        select
          (select as_of::text from snapshots where snapshot_id = ${snapshotId}) as "asOf",
          count(*)::int as "models", sum(downloads_30d)::float8 as "downloads", sum(likes)::float8 as "likes"
        from state`,
    );
  });
}

test('judging everything again with the same reference moves no figure', async () => {
  const { db } = database;
  const before = await sumsOf(db);
  const panelModels = await db`select * from panel_models order by panel_id, model_id`;

  await forgetJudgements(db);
  expect(await rejudge(db)).toEqual({ snapshots: 4, left: 0 });

  expect(await sumsOf(db)).toEqual(before);
  expect([...(await db`select * from panel_models order by panel_id, model_id`)]).toEqual([...panelModels]);
});
