import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

interface Said {
  listed?: boolean;
  releasedOn?: string | null;
  parameters?: number | null;
  downloads?: number | null;
  likes?: number | null;
}

/** On 2026-11-20, by 1,000 downloads per like, three years and 500 million parameters. */
async function isInfrastructure(said: Said, limits: readonly number[] | null = [1000, 3, 500_000_000]) {
  const { listed = false, releasedOn = '2022-05-01', parameters = 1e8, downloads = 2001, likes = 2 } = said;
  const [row] = await database.db<[{ is: boolean | null }]>`
    select is_infrastructure(
      ${listed}, ${releasedOn}::date, ${parameters}::bigint, ${downloads}::bigint, ${likes}::integer, '2026-11-20',
      ${limits === null ? null : [...limits]}::float8[]
    ) as "is"`;
  return row.is;
}

test('an old small model with many downloads per like is infrastructure, exactly as many are not too many', async () => {
  expect(await isInfrastructure({})).toBe(true);
  expect(await isInfrastructure({ downloads: 2000 })).toBe(false);
  expect(await isInfrastructure({ downloads: 9e12, likes: 1 })).toBe(true);
});

test('three years to the day are not more than three years', async () => {
  expect(await isInfrastructure({ releasedOn: '2023-11-20' })).toBe(false);
  expect(await isInfrastructure({ releasedOn: '2023-11-19' })).toBe(true);
});

test('no known date is older than the Hub can tell', async () => {
  expect(await isInfrastructure({ releasedOn: null })).toBe(true);
});

test('500 million parameters are not fewer than 500 million, and an unknown size is not small', async () => {
  expect(await isInfrastructure({ parameters: 499_999_999 })).toBe(true);
  expect(await isInfrastructure({ parameters: 500_000_000 })).toBe(false);
  expect(await isInfrastructure({ parameters: null })).toBe(false);
});

test('without a like there is no ratio', async () => {
  expect(await isInfrastructure({ likes: 0 })).toBe(false);
  expect(await isInfrastructure({ likes: null })).toBe(false);
  expect(await isInfrastructure({ downloads: null })).toBe(false);
});

test('the reviewed list needs no reasons of arithmetic, and decides alone where the rule has no numbers', async () => {
  const nothing = { releasedOn: '2026-01-01', parameters: null, downloads: null, likes: null };
  expect(await isInfrastructure({ ...nothing, listed: true })).toBe(true);
  expect(await isInfrastructure({}, null)).toBe(false);
  expect(await isInfrastructure({ listed: true }, null)).toBe(true);
});

test('the numbers of the rule are those of the reference', async () => {
  const [row] = await database.db<[{ limits: number[] }]>`select infrastructure_limits() as "limits"`;
  const rules = await database.db<{ value: number }[]>`
    select value as "value" from ref_rules
    where rule in ('infrastructure-downloads-per-like', 'infrastructure-age-years', 'infrastructure-parameters')
    order by array_position(
      array['infrastructure-downloads-per-like', 'infrastructure-age-years', 'infrastructure-parameters'], rule)`;

  expect(row.limits).toEqual(rules.map(({ value }) => value));
  expect(row.limits.slice(1)).toEqual([3, 500_000_000]);
});
