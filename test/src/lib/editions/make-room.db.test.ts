import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeRoom } from '../../../../src/lib/editions/make-room.ts';
import { retractEdition } from '../../../../src/lib/editions/retract-edition.ts';
import { openEditionStore } from '../../../../src/lib/editions/store.ts';
import { findFile } from '../../../../src/lib/site/editions/find-file.ts';
import { look } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { build, editionsRoot, entriesOf, publishMade } from './made-panel.ts';

let database: TestDatabase;
let place: Awaited<ReturnType<typeof editionsRoot>>;

/** Figures of 1 November, all of 2 November, figures of 3 and 4 November. */
beforeAll(async () => {
  [database, place] = [await testDatabase(), await editionsRoot()];
  await publishMade(database.db);
  await built('2026-11-01', 'aggregates');
  for (const day of [2, 3, 4]) {
    await look(database.db, `2026-11-0${day}`, entriesOf(day + 2));
    await built(`2026-11-0${day}`, day === 2 ? 'whole' : 'aggregates');
  }
}, 60_000);
afterAll(async () => {
  await database.drop();
  await place.remove();
});

async function built(day: string, kind: 'whole' | 'aggregates') {
  await build(database.db, place.root, { kind, now: () => new Date(`${day}T08:00:00Z`) });
}

const room = (on: string, keepDays: number) =>
  makeRoom({ root: place.root, keepDays, now: () => new Date(`${on}T09:00:00Z`) });

const namesIn = async (edition: string) => (await readdir(join(place.root, 'hub', edition))).toSorted();

const found = (path: string) =>
  findFile(openEditionStore(place.root), {
    pathname: `/data/hub/${path}`,
    accept: undefined,
    origin: 'https://census.example.org',
  });

test('editions of figures lose their files with age, and nothing else goes', async () => {
  expect(await room('2026-11-10', 30)).toEqual([]);
  expect(await room('2026-12-02', 30)).toEqual(['hub/2026-11-01.1']);
  // A hundred years later the whole edition and the one in force still stand.
  expect(await room('2126-11-01', 30)).toEqual(['hub/2026-11-03.1']);
  expect(await room('2126-11-01', 30)).toEqual([]);
  const left = ['edition.json', 'manifest.json', 'retracted.json'];
  expect([await namesIn('2026-11-01.1'), await namesIn('2026-11-03.1')]).toEqual([left, left]);
  for (const stays of ['2026-11-02.1', '2026-11-04.1'])
    expect(await namesIn(stays)).toEqual(expect.arrayContaining(['SHA256SUMS', 'aggregates.parquet']));
});

test('what was removed answers with the reason, also as what was known on a day', async () => {
  expect(await found('2026-11-01.1/aggregates.parquet')).toEqual({
    kind: 'problem',
    status: 410,
    says: 'Its files were removed: this site keeps those of editions of figures for 30 days. What they were, with their sums, stands in the manifest.',
  });
  expect(await found('known-on/2026-11-01/aggregates.parquet')).toMatchObject({
    kind: 'redirect',
    to: '/data/hub/2026-11-01.1/aggregates.parquet',
  });
  expect(await found('latest/aggregates.parquet')).toMatchObject({
    to: '/data/hub/2026-11-04.1/aggregates.parquet',
  });
});

test('a removal that was cut short is gone on with', async () => {
  const rest = join(place.root, 'hub', '2026-11-03.1', 'claims.parquet');
  await writeFile(rest, 'half a file');
  expect(await room('2126-11-02', 30)).toEqual([]);
  expect(existsSync(rest)).toBe(false);
});

test('what made room can be retracted still, and what is retracted stays so', async () => {
  const edition = async () => await openEditionStore(place.root).edition('hub', '2026-11-01.1');
  const now = () => new Date('2127-01-01T00:00:00Z');
  await retractEdition(await edition(), { because: 'It was wrong.', now });
  await room('2127-01-02', 30);
  expect((await edition())?.retracted).toMatchObject({ kind: 'retracted', because: 'It was wrong.' });
  expect(await found('2026-11-01.1/claims.parquet')).toMatchObject({
    status: 410,
    says: 'This edition is retracted: It was wrong.',
  });
});
