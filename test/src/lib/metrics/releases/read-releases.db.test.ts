import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../../../src/lib/definition/defaults.ts';
import { BadDefinition } from '../../../../../src/lib/definition/errors.ts';
import { type ReleasesQuery, readReleases } from '../../../../../src/lib/metrics/releases/read-releases.ts';
import { look, model } from '../../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../../support/database.ts';
import { released } from '../../../../support/released.ts';
import { modelByHand, panelByHand } from '../structure/models-by-hand.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await look(db, '2026-11-20', [
    released('2026-11-18', 1, { id: 'openai/new', downloads: 5, cardData: { license: 'mit' } }),
    released('2026-11-18', 2, { id: 'nobody-knows/big', downloads: 1000 }),
    released('2026-11-18', 3, { id: 'nobody-knows/small', downloads: 999 }),
    released('2026-11-10', 4, {
      id: 'Qwen/Qwen9-1B-Chat',
      downloads: 20,
      tags: ['base_model:finetune:Qwen/Qwen9-1B'],
      cardData: { base_model: ['Qwen/Qwen9-1B'], base_model_relation: 'finetune' },
    }),
    released('2026-11-09', 5, { id: 'Qwen/Qwen9-1B', downloads: 3_000_000_000 }),
    // The reference says 27 October 2025.
    released('2025-10-22', 6, { id: 'MiniMaxAI/MiniMax-M2', downloads: 40 }),
    model(7, { id: 'openai/undated', downloads: 7000 }),
  ]);
  await db`update panel_models set released_on = null
    where model_id = (select m.model_id from models m where m.repo_id = 'openai/undated')`;
  const panelId = await panelByHand(db, 'ram', ['2026-07-01', '2026-10-01', '2026-11-20']);
  for (let n = 1; n <= 12; n++)
    await modelByHand(db, panelId, {
      repoId: `peers/p${n}`,
      isPeer: true,
      ages: { 30: n * 100, 60: n * 200 },
    });
  await modelByHand(db, panelId, { repoId: 'other/more', ages: { 30: 90_000 }, releasedOn: '2026-08-01' });
  await modelByHand(db, panelId, { repoId: 'other/hardly', ages: { 30: 7 } });
  await modelByHand(db, panelId, { repoId: 'other/of-no-known-peers', sizeClass: '5b-10b', ages: { 30: 9 } });
  await db`select freeze_baselines(${panelId}::smallint, '2026-10-01')`;
});
afterAll(() => database.drop());

const ask = (query: Partial<ReleasesQuery> = {}) =>
  readReleases(database.db, {
    definition: definitionOf({ panel: 'hub' }),
    show: 'all',
    sort: 'newest',
    least: 0,
    after: null,
    limit: 50,
    ...query,
  });

const namesOf = async (query: Partial<ReleasesQuery> = {}) =>
  (await ask(query)).releases.map(({ repoId }) => repoId);

test('the newest day comes first, the most downloaded of a day first, models without a day not at all', async () => {
  const { releases, coverage } = await ask();
  expect(releases.map(({ repoId, releasedOn }) => `${releasedOn} ${repoId}`)).toEqual([
    '2026-11-18 nobody-knows/big',
    '2026-11-18 nobody-knows/small',
    '2026-11-18 openai/new',
    '2026-11-10 Qwen/Qwen9-1B-Chat',
    '2026-11-09 Qwen/Qwen9-1B',
    '2025-10-27 MiniMaxAI/MiniMax-M2',
  ]);
  expect(coverage).toBeCloseTo(6 / 7);
});

test('notable are originals of reviewed publishers, and whatever has a thousand downloads', async () => {
  expect(await namesOf({ show: 'notable' })).toEqual([
    'nobody-knows/big',
    'openai/new',
    'Qwen/Qwen9-1B',
    'MiniMaxAI/MiniMax-M2',
  ]);
});

test.each(['newest', 'downloads'] as const)(
  'parts of the feed in the order %s hold every release once',
  async (sort) => {
    const whole = await namesOf({ sort });
    const parts: string[] = [];
    let after: string | null = null;
    do {
      const { releases, next } = await ask({ sort, after, limit: 2 });
      parts.push(...releases.map(({ repoId }) => repoId));
      after = next;
    } while (after !== null);
    expect(parts).toEqual(whole);
    expect(parts).toHaveLength(6);
  },
);

test('a window holds its first day and not the day it ends before, and says how many there are', async () => {
  const definition = definitionOf({ panel: 'hub', window: { from: '2026-11-09', until: '2026-11-18' } });
  const { releases, matching } = await ask({ definition, sort: 'downloads' });
  expect(releases.map(({ repoId }) => repoId)).toEqual(['Qwen/Qwen9-1B', 'Qwen/Qwen9-1B-Chat']);
  expect(matching).toBe(2);
});

test.each([
  [{ region: ['cn'] }, ['Qwen/Qwen9-1B-Chat', 'Qwen/Qwen9-1B', 'MiniMaxAI/MiniMax-M2']],
  [{ publisher: ['openai'] }, ['openai/new']],
  [{ license: ['permissive'] }, ['openai/new']],
  [{ relation: ['finetune'] }, ['Qwen/Qwen9-1B-Chat']],
  [{ family: ['qwen'] }, ['Qwen/Qwen9-1B-Chat', 'Qwen/Qwen9-1B']],
])('the lens %j leaves %j', async (lenses, names) => {
  expect(await namesOf({ definition: definitionOf({ panel: 'hub', lenses }) })).toEqual(names);
});

test('a release says who published it on what evidence, and what it is made of', async () => {
  const { releases } = await ask({
    definition: definitionOf({ panel: 'hub', lenses: { relation: ['finetune'] } }),
  });
  expect(releases[0]).toMatchObject({
    country: 'CN',
    region: 'cn',
    families: ['qwen'],
    relation: 'finetune',
    base: 'Qwen/Qwen9-1B',
    baseSeen: true,
    bases: 1,
    downloads30d: 20,
  });
  expect(releases[0]?.evidence).toBeTruthy();
});

test('by relative adoption, downloads at that age count beside the median of the peers of the class', async () => {
  const definition = definitionOf({ panel: 'ram' });
  const { releases, baseline } = await ask({ definition, sort: 'ram30', limit: 3 });
  // The fifth of the ten largest peers has 800, the sixth 700.
  expect(baseline).toBe('2026-Q4');
  expect(releases.map(({ repoId, scores }) => [repoId, scores.find(({ age }) => age === 30)?.v1])).toEqual([
    ['other/more', 120],
    ['peers/p12', 1.6],
    ['peers/p11', 1100 / 750],
  ]);
  const all = await namesOf({ definition, sort: 'ram30' });
  expect(all).not.toContain('other/hardly');
  expect(all).not.toContain('other/of-no-known-peers');
  expect(all).toHaveLength(13);
});

test('parts in the order of relative adoption hold every release once', async () => {
  const definition = definitionOf({ panel: 'ram' });
  const first = await ask({ definition, sort: 'ram60', limit: 5 });
  const second = await ask({ definition, sort: 'ram60', limit: 50, after: first.next });
  expect([...first.releases, ...second.releases].map(({ repoId }) => repoId)).toEqual(
    await namesOf({ definition, sort: 'ram60' }),
  );
});

test('releases too young for an age are not in its order', async () => {
  const definition = definitionOf({ panel: 'ram', window: { days: 20 } });
  expect(await namesOf({ definition, sort: 'ram30' })).toEqual([]);
});

test.each(['nonsense', 'WyJkIiwxLDFd'])('the place %s is refused in the order of days', async (after) => {
  await expect(ask({ after })).rejects.toThrow(BadDefinition);
});

test('the newest notable releases are read off their own index', async () => {
  const [plan] = await database.db<{ 'QUERY PLAN': [{ Plan: unknown }] }[]>`
    explain (format json)
    select t.model_id
    from panel_models t
    where t.panel_id = 1 and t.present
      and (t.downloads_30d >= 1000 or (t.root_repo_id is null and t.country <> 'UNREVIEWED'))
    order by t.released_on desc, coalesce(t.downloads_30d, -1) desc, t.model_id desc`;
  expect(JSON.stringify(plan)).toContain('panel_models_notable');
});
