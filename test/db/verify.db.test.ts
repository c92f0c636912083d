import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollector } from '../../collectors/run-collector.ts';
import { readReference } from '../../db/load-reference.ts';
import { previewReference } from '../../db/preview-reference.ts';
import { publishedSnapshots, verifySnapshot } from '../../db/verify.ts';
import { listing } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const models = [
    { _id: '660000000000000000000001', id: 'Qwen/a', downloads: 300, cardData: { license: 'mit' } },
    { _id: '660000000000000000000002', id: 'openai/b', downloads: 100, cardData: {} },
  ];
  await runCollector(listing(models, { panel: 'hub' }), {
    db: database.db,
    effects: effectsOn('2026-11-20'),
  });
});
afterAll(() => database.drop());

test('a snapshot as it was published differs in no cell', async () => {
  const [snapshot] = await publishedSnapshots(database.db, 'hub');

  expect(snapshot).toMatchObject({ panel: 'hub', asOf: '2026-11-20', models: 2 });
  expect(await verifySnapshot(database.db, snapshot?.snapshotId ?? 0)).toHaveLength(0);
});

test('a cell that was changed afterwards is found, with both figures', async () => {
  const { db } = database;
  const [snapshot] = await publishedSnapshots(db, null);
  await db`update rollup_cells set downloads_30d = 301 where region = 'cn'`;

  const cells = await verifySnapshot(db, snapshot?.snapshotId ?? 0);
  await db`update rollup_cells set downloads_30d = 300 where region = 'cn'`;

  expect([...cells]).toEqual([
    {
      region: 'cn',
      sizeClass: 'unknown',
      licenseClass: 'permissive',
      publishedModels: 1,
      recomputedModels: 1,
      publishedDownloads: 301,
      recomputedDownloads: 300,
    },
  ]);
});

test('a preview says what another reference would move, and moves nothing', async () => {
  const { db } = database;
  const reference = readReference();
  const changed = {
    ...reference,
    contentHash: 'another',
    licenses: reference.licenses.map((row) =>
      row.license === 'mit' ? { ...row, class: 'rail' as const } : row,
    ),
  };
  const before = await db`select * from panel_models order by model_id`;

  const moved = await previewReference(db, changed);

  expect([...moved]).toEqual([
    {
      panel: 'hub',
      grouping: 'license',
      value: 'permissive',
      modelsBefore: 1,
      modelsAfter: 0,
      shareBefore: 0.75,
      shareAfter: 0,
    },
    {
      panel: 'hub',
      grouping: 'license',
      value: 'rail',
      modelsBefore: 0,
      modelsAfter: 1,
      shareBefore: 0,
      shareAfter: 0.75,
    },
  ]);
  expect([...(await db`select * from panel_models order by model_id`)]).toEqual([...before]);
  expect(await db`select content_hash from reference_versions where content_hash = 'another'`).toHaveLength(
    0,
  );
});

test('the reference in force moves nothing', async () => {
  expect(await previewReference(database.db, readReference())).toHaveLength(0);
});
