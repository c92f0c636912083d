import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { totalsByDay } from './cell-sums.ts';
import { look } from './listing.ts';

// Four real days of 396 models, replayed as looks, against what their versions say when read by other means: own days,
// own license, own bases, own sums.

/** One version of a model, as the recording has it. */
interface Version {
  id: string;
  tags: string[];
  likes?: number;
  downloads_30d?: number;
  parameters?: number;
  removed?: boolean;
  _commit_ts: string;
}

const FILE = new URL('../fixtures/recordings/radar-versions.jsonl.gz', import.meta.url);
const DAYS = ['2026-08-19', '2026-08-20', '2026-08-21', '2026-08-22'] as const;

const versions = gunzipSync(readFileSync(FILE))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Version);

/** The last version of every model up to the end of a day, without those that are gone. */
function standOn(day: string): Map<string, Version> {
  const stand = new Map<string, Version>();
  for (const version of versions) if (version._commit_ts.slice(0, 10) <= day) stand.set(version.id, version);
  for (const [id, { removed }] of stand) if (removed) stand.delete(id);
  return stand;
}

const stands = DAYS.map(standOn);

function entryOf({ id, tags, likes, downloads_30d, parameters }: Version) {
  return {
    id,
    tags,
    ...(likes === undefined ? {} : { likes }),
    ...(downloads_30d === undefined ? {} : { downloads: downloads_30d }),
    ...(parameters === undefined ? {} : { safetensors: { total: parameters } }),
  };
}

/** Every pair of days between which something differs, as `day id: before > after`. */
function changesOf(read: (version: Version) => string | null, which = (_: Version) => true): string[] {
  return DAYS.slice(1).flatMap((day, n) =>
    [...(stands[n + 1] ?? [])].flatMap(([id, after]) => {
      const before = stands[n]?.get(id);
      if (!before || !which(after) || read(before) === read(after)) return [];
      return [`${day} ${id}: ${read(before)} > ${read(after)}`];
    }),
  );
}

const licenseOf = ({ tags }: Version) =>
  tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length) ?? 'none';

function basesOf({ tags }: Version): string | null {
  const named = tags.flatMap((tag) => /^base_model:(?:\w+:)?([^:]+)$/.exec(tag)?.[1] ?? []);
  return [...new Set(named)].sort().join(' ') || null;
}

/** Names without a size and plain weights: of others our count may not be the recorded one, by rules of its own. */
function isPlain({ id, tags }: Version): boolean {
  const special = /gguf|gptq|awq|-bit|fp8|nvfp4|mlx|quant|lora|adapter|peft|merge/i;
  return !/\d[bm](?![a-z])/i.test(id) && !special.test(id) && !tags.some((tag) => special.test(tag));
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  for (const [n, day] of DAYS.entries()) {
    await look(database.db, day, [...(stands[n]?.values() ?? [])].map(entryOf), { pageSize: 100 });
  }
});
afterAll(() => database.drop());

async function told(kind: string): Promise<{ id: string; line: string }[]> {
  const sorted = (text: string | null) => text?.split(' ').sort().join(' ') ?? null;
  const rows = await database.db<{ day: string; id: string; before: string | null; after: string | null }[]>`
    select v.as_of::text as "day", m.repo_id as "id", v.before, v.after
    from change_events v join models m using (model_id) where v.kind = ${kind}`;
  return rows.map(({ day, id, before, after }) => ({
    id,
    line: `${day} ${id}: ${sorted(before)} > ${sorted(after)}`,
  }));
}

const linesOf = (rows: readonly { line: string }[]) => rows.map(({ line }) => line).sort();

test('every change of a license is told, and no other', async () => {
  const expected = changesOf(licenseOf).sort();

  expect(expected.length).toBeGreaterThan(90);
  expect(linesOf(await told('license'))).toEqual(expected);
});

test('every change of a base is told, and no other', async () => {
  const expected = changesOf(basesOf).sort();

  expect(expected.length).toBeGreaterThan(50);
  expect(linesOf(await told('bases'))).toEqual(expected);
});

test('every change of a recorded count of parameters is told, and no other', async () => {
  const plain = new Set(versions.filter(isPlain).map(({ id }) => id));
  for (const version of versions) if (!isPlain(version)) plain.delete(version.id);
  const expected = changesOf(
    ({ parameters }) => parameters?.toString() ?? null,
    ({ id }) => plain.has(id),
  );

  expect(expected.length).toBeGreaterThan(20);
  expect(linesOf((await told('parameters')).filter(({ id }) => plain.has(id)))).toEqual(expected.sort());
});

test('every model that went away is missing from its day on, and every total is the sum of what stood there', async () => {
  const rows = (await totalsByDay(database.db)).map(({ asOf: day, ...totals }) => ({ day, ...totals }));
  const missing = await database.db<{ id: string; since: string }[]>`
    select repo_id as "id", missing_since::text as "since" from models where missing_since is not null`;
  const sum = (n: number, read: (version: Version) => number | undefined) =>
    [...(stands[n]?.values() ?? [])].reduce((total, version) => total + (read(version) ?? 0), 0);

  expect(rows).toEqual(
    DAYS.map((day, n) => ({
      day,
      models: stands[n]?.size,
      downloads: sum(n, ({ downloads_30d }) => downloads_30d),
      likes: sum(n, ({ likes }) => likes),
    })),
  );
  const gone = DAYS.slice(1).flatMap((day, n) =>
    [...(stands[n]?.keys() ?? [])]
      .filter((id) => !stands[3]?.has(id) && !stands[n + 1]?.has(id))
      .map((id) => `${day} ${id}`),
  );
  expect(missing.map(({ id, since }) => `${since} ${id}`).sort()).toEqual(gone.sort());
  expect(gone.length).toBeGreaterThan(30);
});
