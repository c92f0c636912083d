import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Totals, totalsByDay } from './cell-sums.ts';
import { look } from './listing.ts';

// Two real lists of one day, six hours apart: the second takes the place of the first, and its sums are those of the file.

interface Trending {
  id: string;
  downloads: number;
  likes: number;
  tags: string[];
  createdAt: string;
  pipelineTag: string | null;
  libraryName: string | null;
}

const DAY = '2026-05-02';

function trendingAt(hour: string): Trending[] {
  const file = new URL(`../fixtures/recordings/starscreener-${DAY}T${hour}.json.gz`, import.meta.url);
  return (JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { models: Trending[] }).models;
}

const [morning, noon] = [trendingAt('08'), trendingAt('13')];

/** In the Hub's own words, which the recording has in its own. */
function entryOf({ pipelineTag, libraryName, id, downloads, likes, tags, createdAt }: Trending) {
  return { id, downloads, likes, tags, createdAt, pipeline_tag: pipelineTag, library_name: libraryName };
}

let database: TestDatabase;
/** What readers could see after each look. */
const seen: Totals[][] = [];
beforeAll(async () => {
  database = await testDatabase();
  for (const models of [morning, noon]) {
    await look(database.db, DAY, models.map(entryOf), { pageSize: 300, whole: false });
    seen.push(await totalsByDay(database.db));
  }
});
afterAll(() => database.drop());

function sumsOf(models: readonly Trending[]) {
  const sum = (read: (model: Trending) => number) => models.reduce((total, model) => total + read(model), 0);
  return {
    models: models.length,
    downloads: sum(({ downloads }) => downloads),
    likes: sum(({ likes }) => likes),
  };
}

test('each look has the sums of its file, and only the later one is published', async () => {
  expect(morning.length).toBe(1000);
  expect(seen).toEqual([[{ asOf: DAY, ...sumsOf(morning) }], [{ asOf: DAY, ...sumsOf(noon) }]]);
  expect([...(await database.db`select status from snapshots order by snapshot_id`)]).toEqual([
    { status: 'superseded' },
    { status: 'published' },
  ]);
});

test('every license, task and library counts the models that name it', async () => {
  const counted = (read: (model: Trending) => string | null) => {
    const counts: Record<string, number> = {};
    for (const model of noon) counts[read(model) ?? 'none'] = (counts[read(model) ?? 'none'] ?? 0) + 1;
    return counts;
  };
  const stored = await database.db<{ license: string | null; task: string | null; library: string | null }[]>`
    select a.license_id as "license", a.task, a.library
    from panel_models p join model_attributes a
      on a.model_id = p.model_id and a.panel_id = p.panel_id and a.snapshot_id = p.described_by
    where p.present`;
  const told = (read: (row: (typeof stored)[number]) => string | null) => {
    const counts: Record<string, number> = {};
    for (const row of stored) counts[read(row) ?? 'none'] = (counts[read(row) ?? 'none'] ?? 0) + 1;
    return counts;
  };

  expect(told(({ license }) => license)).toEqual(
    counted(({ tags }) => tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length) ?? null),
  );
  expect(told(({ task }) => task)).toEqual(counted(({ pipelineTag }) => pipelineTag));
  expect(told(({ library }) => library)).toEqual(counted(({ libraryName }) => libraryName));
});
