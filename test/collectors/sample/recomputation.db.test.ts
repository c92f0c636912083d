import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollector } from '../../../collectors/run-collector.ts';
import { sampleCollectors } from '../../../collectors/sample/index.ts';
import { only } from '../../../db/client.ts';
import { classOfCell, SIZE_SCHEMES } from '../../../db/vocab/size-classes.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { effectsOn } from '../../support/effects.ts';
import { sumsByCell } from '../cell-sums.ts';
import { cubeOf, type LicenseRecord, readDays, readModels, type Sums, type Told } from './recompute.ts';

let database: TestDatabase;
const scheme = only(SIZE_SCHEMES.filter(({ id }) => id === 'default'));

/** The first thirty looks of do-me, and those around two days on which half of the models is missing. */
let days: string[];
const doMe = readDays('do-me.csv.gz');

beforeAll(async () => {
  database = await testDatabase();
  days = [...doMe.keys()].filter((day, i) => i < 30 || (day >= '2024-09-05' && day <= '2024-09-25'));
  const effects = effectsOn('2026-11-20');
  for await (const collector of sampleCollectors()) {
    if (collector.panel.panel === 'do-me' && !days.includes(collector.asOf(effects))) continue;
    await runCollector(collector, { db: database.db, effects }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'SnapshotRejected') throw error;
    });
  }
}, 110_000);
afterAll(() => database.drop());

/** Published sums by region, size class and license class. */
async function publishedSums(panel: string, day: string): Promise<Map<string, Sums>> {
  const rows = await database.db<
    { region: string; cell: number; license: string; measure: string; value: number }[]
  >`
    select
      k.region as "region", k.size_cell as "cell", k.license_class as "license", c.measure as "measure",
      sum(c.value)::float8 as "value"
    from ${sumsByCell(database.db)} c
    join snapshots s using (snapshot_id)
    join panels p using (panel_id)
    join cells k using (cell_id)
    where p.panel = ${panel} and s.as_of = ${day} and s.status = 'published'
    group by 1, 2, 3, 4`;
  const sums = new Map<string, Sums>();
  for (const { region, cell, license, measure, value } of rows) {
    const key = `${region} / ${classOfCell(scheme, cell).id} / ${license}`;
    const one = sums.get(key) ?? { models: 0, downloads: 0, likes: 0 };
    const name = ({ models: 'models', downloads_30d: 'downloads', likes: 'likes' } as const)[
      measure as 'models'
    ];
    sums.set(key, name ? { ...one, [name]: one[name] + value } : one);
  }
  return new Map([...sums].filter(([, { models }]) => models > 0));
}

/** Sums and shares of downloads along one of the three. */
function along(cube: Map<string, Sums>, side: 0 | 1 | 2) {
  const total = [...cube.values()].reduce((sum, { downloads }) => sum + downloads, 0);
  const sides: Record<string, Sums & { share: number }> = {};
  for (const [key, sums] of cube) {
    const name = key.split(' / ')[side] ?? '';
    const one = sides[name] ?? { models: 0, downloads: 0, likes: 0, share: 0 };
    const downloads = one.downloads + sums.downloads;
    sides[name] = {
      models: one.models + sums.models,
      downloads,
      likes: one.likes + sums.likes,
      share: downloads / total,
    };
  }
  return sides;
}

async function compare(panel: string, day: string, models: readonly Told[], licenses: LicenseRecord) {
  const published = await publishedSums(panel, day);
  const own = cubeOf(models, day, licenses);
  for (const side of [0, 1, 2] as const) expect(along(published, side)).toEqual(along(own, side));
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(own));
}

test('ai-nexus: every total and share equals a recomputation by other means', async () => {
  const models = readModels('ai-nexus.jsonl.gz');

  expect(models).toHaveLength(17_974);
  expect(models.reduce((sum, { downloads }) => sum + downloads, 0)).toBe(1_208_669_257);
  await compare('ai-nexus', '2025-12-22', models, 'where-sourced');
});

test('radar: every total and share equals a recomputation by other means', async () => {
  const models = readModels('radar.jsonl.gz');

  expect(models).toHaveLength(15_156);
  expect(models.reduce((sum, { downloads }) => sum + downloads, 0)).toBe(911_022_508);
  await compare('radar', '2026-08-22', models, 'always');
});

test('do-me: every total and share of every published day equals a recomputation by other means', async () => {
  const rows = await database.db<{ day: string; status: string }[]>`
    select s.as_of::text as "day", s.status
    from snapshots s join panels p using (panel_id)
    where p.panel = 'do-me' order by s.as_of`;
  const published = rows.filter(({ status }) => status === 'published').map(({ day }) => day);

  expect(rows.map(({ day }) => day)).toEqual(days);
  expect(days.filter((day) => !published.includes(day))).toEqual(['2024-09-14', '2024-09-22']);
  for (const day of published) await compare('do-me', day, doMe.get(day) ?? [], 'never');
});

test('the figures rest on more than one class of each kind', async () => {
  const cube = await publishedSums('radar', '2026-08-22');

  expect(Object.keys(along(cube, 0)).length).toBeGreaterThanOrEqual(9);
  expect(Object.keys(along(cube, 1))).toHaveLength(9);
  expect(Object.keys(along(cube, 2)).length).toBeGreaterThanOrEqual(10);
});
