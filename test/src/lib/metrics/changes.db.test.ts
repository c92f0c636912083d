import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChanges } from '../../../../src/lib/metrics/changes.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publishEventful } from '../eventful-panel.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await publishEventful(database.db);
});
afterAll(() => database.drop());

describe('changes', () => {
  test('come newest first, with the name the model has now', async () => {
    const changes = await readChanges(database.db, { panel: 'hub', limit: 20 });
    expect(
      changes.map(({ asOf, repoId, kind, before, after }) => [asOf, repoId, kind, before, after]),
    ).toEqual([
      ['2026-11-22', 'acme/Same', 'removed', '50', null],
      ['2026-11-22', 'acme/Doomed', 'removed', '77', null],
      ['2026-11-21', 'acme/Same', 'recreated', '660000000000000000000006', '660000000000000000000007'],
      ['2026-11-21', 'acme/Retuned', 'renamed', 'acme/Tuned', 'acme/Retuned'],
      ['2026-11-21', 'acme/Retuned', 'license-looser', 'llama3.1', 'apache-2.0'],
      ['2026-11-21', 'acme/Retuned', 'gating', 'no', 'manual'],
    ]);
  });

  test('are read in parts that join without loss or repeat', async () => {
    const seen = [];
    let before: number | undefined;
    do {
      const part = await readChanges(database.db, {
        panel: 'hub',
        limit: 2,
        ...(before === undefined ? {} : { before }),
      });
      seen.push(...part.map(({ kind }) => kind));
      before = part.at(-1)?.eventId;
    } while (before !== undefined);
    expect(seen).toEqual(['removed', 'removed', 'recreated', 'renamed', 'license-looser', 'gating']);
  });

  test('are narrowed by kind, model and panel', async () => {
    const kinds = async (query: Partial<Parameters<typeof readChanges>[1]>) =>
      (await readChanges(database.db, { panel: null, limit: 20, ...query })).map(({ kind }) => kind);
    const [renamed] = await readChanges(database.db, { panel: 'hub', kinds: ['renamed'], limit: 1 });
    expect(await kinds({ kinds: ['license-looser', 'recreated'] })).toEqual(['recreated', 'license-looser']);
    expect(await kinds({ modelId: renamed?.modelId ?? 0 })).toEqual(['renamed', 'license-looser', 'gating']);
    expect(await kinds({ panel: 'elsewhere' })).toEqual([]);
  });
});
