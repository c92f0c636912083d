import { afterAll, beforeAll, expect, test } from 'vitest';
import { hub, hubHead } from '../../collectors/hub/index.ts';
import { runCollector } from '../../collectors/run-collector.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { effectsOn } from '../support/effects.ts';
import { startHub } from '../support/hub/start-hub.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('what was read from a stand-in is not called the Hub, and the Hub does not join its panel', async () => {
  const standIn = await startHub({ models: { generated: 50 } });
  const effects = effectsOn('2026-11-20');
  await runCollector(hub({ hubUrl: standIn.url, token: undefined }), { db: database.db, effects });
  await standIn.close();

  const [panel] = await database.db`select source_title as "title", terms as "terms" from panels`;
  expect(panel?.['title']).toMatch(/^127\.0\.0\.1:\d+, not the Hugging Face Hub$/);
  const live = hub({ hubUrl: 'https://huggingface.co', token: undefined });
  await expect(runCollector(live, { db: database.db, effects })).rejects.toThrow(
    /^The panel hub holds snapshots of http:\/\/127\.0\.0\.1:\d+ and cannot take any of https:\/\/huggingface\.co/,
  );
});

test('heads of different length are panels of their own', () => {
  const head = (models: number) => hubHead({ hubUrl: 'https://huggingface.co', token: undefined, models });

  expect([head(50_000), head(5_000)].map(({ panel }) => panel.panel)).toEqual(['hub-head', 'hub-head-5000']);
});
