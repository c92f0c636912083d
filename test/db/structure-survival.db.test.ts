import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTimeToN } from '../../src/lib/metrics/structure/read-time-to-n.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const onDay = '2026-11-20';
const began = '2026-09-01';

interface Life {
  /** Days from release to the day it was last seen, or to the thousandth download. */
  days: number;
  reached?: boolean;
  region?: string;
  releasedOn?: string | null;
  downloads?: number | null;
}

/** A panel of models as a publication leaves it, looked at on the first day of its record and today. */
async function live(panel: string, lives: readonly Life[]) {
  const { db } = database;
  await db`insert into panels (panel, title, population, kind, source_title, source_url, terms, rank)
    values (${panel}, ${panel}, 'By hand.', 'live', 'Test', 'https://example.org', 'None', 1)`;
  await db`insert into snapshots (panel_id, as_of, status, token, published_at, models)
    select p.panel_id, d.day::date, 'published', 't', now(), 1
    from panels p, (values (${began}), (${onDay})) as d (day) where p.panel = ${panel}`;
  for (const [n, life] of lives.entries()) {
    const { days, reached = false, region = 'us', downloads = 5 } = life;
    const day = life.releasedOn === undefined ? daysBefore(reached ? 80 : days) : life.releasedOn;
    const [model] = await db<[{ id: number }]>`
      insert into models (repo_id, namespace, first_seen_on) values (${`${panel}/${n}`}, ${panel}, ${began})
      returning model_id::int as "id"`;
    await db`
      insert into panel_models (
        panel_id, model_id, downloads_all_time, present, fingerprint, described_by, parameters_source,
        country, region, size_class, license_class, released_on
      )
      select p.panel_id, ${model.id}, ${downloads}, true, gen_random_uuid(), 1, 'unknown',
        'US', ${region}, 'unknown', 'none', ${day}::date
      from panels p where p.panel = ${panel}`;
    if (reached)
      await db`insert into model_milestones (panel_id, model_id, threshold, reached_on, age_days)
        select p.panel_id, ${model.id}, 1000, ${day}::date + ${days}::int, ${days + 0.4}
        from panels p where p.panel = ${panel}`;
  }
  await db`select measure_survival(p.panel_id, ${onDay}::date) from panels p where p.panel = ${panel}`;
}

const daysBefore = (days: number) =>
  new Date(Date.parse(`${onDay}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

const event = (days: number): Life => ({ days, reached: true });
const seen = (days: number): Life => ({ days });

test('the remission times of Freireich, 1963, give the curve of the textbooks', async () => {
  await live('textbook', [
    ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(event),
    ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(seen),
  ]);

  const { groups, leftOut, coverage } = await readTimeToN(database.db, {
    panel: 'textbook',
    threshold: 1000,
    dimension: 'all',
  });

  const [all] = groups;
  expect(all).toMatchObject({ id: '', models: 21, reached: 9, censored: 12, medianDays: 23 });
  expect(
    all?.curve
      .filter(({ reached }) => reached > 0)
      .map(({ age, atRisk, reached, below }) => [age, atRisk, reached, Number(below.toFixed(3))]),
  ).toEqual([
    [6, 21, 3, 0.857],
    [7, 17, 1, 0.807],
    [10, 15, 1, 0.753],
    [13, 12, 1, 0.69],
    [16, 11, 1, 0.627],
    [22, 7, 1, 0.538],
    [23, 6, 1, 0.448],
  ]);
  expect([leftOut, coverage]).toEqual([[], 1]);
});

test('groups partition the models, each with a curve of its own', async () => {
  await live('groups', [
    { ...event(5), region: 'cn' },
    { ...seen(9), region: 'cn' },
    { ...seen(9), region: 'us' },
  ]);

  const { groups } = await readTimeToN(database.db, {
    panel: 'groups',
    threshold: 1000,
    dimension: 'region',
  });

  expect(
    groups.map(({ id, name, models, reached, medianDays }) => ({ id, name, models, reached, medianDays })),
  ).toEqual([
    { id: 'cn', name: 'China', models: 2, reached: 1, medianDays: 5 },
    { id: 'us', name: 'United States', models: 1, reached: 0, medianDays: null },
  ]);
});

test('who is in no curve is counted, with those that passed the number all the same', async () => {
  await live('left-out', [
    seen(9),
    { days: 0, releasedOn: '2026-08-31', downloads: 5000 },
    { days: 0, releasedOn: '2025-08-31', downloads: 999 },
    { days: 0, releasedOn: null, downloads: 1000 },
    { days: 0, releasedOn: '2026-10-01', downloads: null },
  ]);

  const reading = await readTimeToN(database.db, { panel: 'left-out', threshold: 1000, dimension: 'all' });

  expect(reading.groups.map(({ models }) => models)).toEqual([1]);
  expect(reading.leftOut.toSorted((a, b) => a.why.localeCompare(b.why))).toEqual([
    { why: 'no-counter', models: 1, past: 0 },
    { why: 'no-release-date', models: 1, past: 1 },
    { why: 'released-before-record', models: 2, past: 1 },
  ]);
  expect(reading.coverage).toBe(0.2);
});

test('a model that is gone counts until the last look that had it, also once its months are packed', async () => {
  const { db } = database;
  await live('gone', [seen(70)]);
  await db`insert into snapshots (panel_id, as_of, status, token, published_at, models)
    select p.panel_id, d.day::date, 'published', 't', now(), 1
    from panels p, (values ('2026-09-20'), ('2026-09-23')) as d (day) where p.panel = 'gone'`;
  await db`select ensure_observation_month('2026-09-01')`;
  await db`insert into observations (model_id, snapshot_id, as_of, page, panel_id, present)
    select t.model_id, s.snapshot_id, s.as_of, 0, s.panel_id, s.as_of < '2026-09-23'
    from snapshots s join panels p using (panel_id) join panel_models t using (panel_id)
    where p.panel = 'gone' and s.as_of in ('2026-09-20', '2026-09-23')`;
  await db`update panel_models t set present = false from panels p where p.panel_id = t.panel_id and p.panel = 'gone'`;
  const lastSeenAt = async () => {
    await db`select measure_survival(p.panel_id, ${onDay}::date) from panels p where p.panel = 'gone'`;
    const { groups } = await readTimeToN(db, { panel: 'gone', threshold: 10_000, dimension: 'all' });
    return groups[0]?.curve.map(({ age, censored }) => [age, censored]);
  };

  // Released on 2026-09-11.
  expect(await lastSeenAt()).toEqual([[9, 1]]);
  const [packed] =
    await db`select pack_next_month(p.panel_id)::text as "month" from panels p where p.panel = 'gone'`;
  expect(packed).toEqual({ month: '2026-09-01' });
  expect(await lastSeenAt()).toEqual([[9, 1]]);
});
