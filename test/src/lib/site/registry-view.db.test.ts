import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReference, readReference } from '../../../../db/load-reference.ts';
import { BadDefinition } from '../../../../src/lib/definition/errors.ts';
import { loadPlain } from '../../../../src/lib/site/load-view.ts';
import { readCorrectionPage, readRegistryPage } from '../../../../src/lib/site/registry-view.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await loadReference(database.db, readReference());
});
afterAll(() => database.drop());

const all = { q: null, region: null, after: null };

test('every namespace is listed once for each time it was held, fifty at a time', async () => {
  const { db } = database;
  const seen: string[] = [];
  let asked: { q: string | null; region: string | null; after: string | null } = all;
  for (;;) {
    const page = await readRegistryPage(db, asked);
    seen.push(...page.rows.map(({ namespace, held }) => `${namespace} ${held}`));
    if (page.nextHref === null) break;
    asked = { ...all, after: new URL(page.nextHref, 'http://x').searchParams.get('after') };
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(new Set(seen.map((row) => row.split(' ')[0])).size).toBe(1771);
});

test('a publisher whose facts changed has a row for each time', async () => {
  const { rows } = await readRegistryPage(database.db, { ...all, q: 'jinaai' });
  expect(rows.map(({ kind, held }) => [kind, held])).toEqual([
    ['Industry', 'until 9 October 2025'],
    ['Industry, of Elastic', 'since 9 October 2025'],
  ]);
});

test('the search takes wildcards as letters, and narrows by region', async () => {
  const { db } = database;
  expect((await readRegistryPage(db, { ...all, q: '%' })).rows).toEqual([]);
  const european = await readRegistryPage(db, { ...all, q: 'mistral', region: 'europe' });
  expect(european.rows.map(({ namespace }) => namespace)).toContain('mistralai');
  expect((await readRegistryPage(db, { ...all, q: 'mistralai', region: 'cn' })).rows).toEqual([]);
  await expect(readRegistryPage(db, { ...all, region: 'atlantis' })).rejects.toBeInstanceOf(BadDefinition);
});

test('a correction is filled in with the rows in force, as the files hold them', async () => {
  const page = await readCorrectionPage(database.db, { namespace: 'Qwen' });
  expect(page.isReviewed).toBe(true);
  expect(page.files[0]?.rows).toEqual(['Qwen,alibaba-cloud-qwen-tongyi-qianwen-team,,']);
  expect(page.files[1]?.rows[0]).toMatch(
    /^alibaba-cloud-qwen-tongyi-qianwen-team,.*,industry,CN,,,high,"?.*2026-11-20,/,
  );
  expect((await readCorrectionPage(database.db, { namespace: 'nobody-knows' })).isReviewed).toBe(false);
});

test('an address that asks for something else is refused', async () => {
  const url = new URL('http://x/registry?q=a&sort=name');
  const loaded = await loadPlain({ url, db: database.db, keys: ['q'] }, async () => 'read');
  expect(loaded).toMatchObject({
    kind: 'problem',
    problem: { status: 400, sentences: ['sort: this page takes q.'] },
  });
});
