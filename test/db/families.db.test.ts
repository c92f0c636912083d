import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { FIRST_PARTY, NAMED_AFTER } from './family-judgements.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('every repo judged by hand belongs to the family its namespace and name say, or to none', async () => {
  const judged = Object.entries(FIRST_PARTY).flatMap(([family, repos]) =>
    repos.map((repo) => ({ repo, family })),
  );
  const rows = await database.db<{ repo: string; family: string }[]>`
      select r.repo as "repo", coalesce(f.family, 'none') as "family"
      from unnest(${judged.map(({ repo }) => repo)}::text[]) with ordinality as r (repo, place)
      left join lateral (
        select g.family
        from ref_family_repos g
        where g.namespace = split_part(r.repo, '/', 1)
          and (g.pattern is null or split_part(r.repo, '/', 2) ~* g.pattern)
        order by g.place
        limit 1
      ) f on true
      order by r.place`;

  expect(rows).toEqual(judged);
});

test('a name of somebody else stands for a family only where it has one of its words', async () => {
  const judged = Object.entries(NAMED_AFTER).flatMap(([family, repos]) =>
    repos.map((repo) => ({ repo, family })),
  );
  const rows = await database.db<{ repo: string; family: string }[]>`
      select r.repo as "repo", coalesce(w.family, 'none') as "family"
      from unnest(${judged.map(({ repo }) => repo)}::text[]) with ordinality as r (repo, place)
      cross join known_words k
      left join ref_family_words w
        on w.word = substring(lower(split_part(r.repo, '/', 2)) from k.word_pattern)
      order by r.place`;

  expect(rows).toEqual(judged);
});

test('at least 120 repos are judged by hand, none twice', () => {
  for (const judgements of [FIRST_PARTY, NAMED_AFTER]) {
    const repos = Object.values(judgements).flat();
    expect(new Set(repos).size).toBe(repos.length);
  }
  expect(Object.values(FIRST_PARTY).flat().length).toBeGreaterThanOrEqual(120);
});
