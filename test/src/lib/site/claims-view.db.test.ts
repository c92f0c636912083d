import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { recordClaims } from '../../../../src/lib/claims/record.ts';
import { readClaimPage } from '../../../../src/lib/site/claim-view.ts';
import { readClaimsPage } from '../../../../src/lib/site/claims-view.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publishSmallHub } from '../claims/small-hub.ts';

let database: TestDatabase;
const claims = CLAIMS.filter(({ id }) => ['C1', 'K1', 'S16', 'S20'].includes(id));
const ledger = (query = '') => readClaimsPage(database.db, new URL(`http://census/claims${query}`));

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('before the first evaluation the ledger stands, and says that nothing is computed', async () => {
  const page = await ledger();
  expect(page.rows.length).toBe(CLAIMS.length);
  expect(page.rows.every(({ status, since }) => status === null && since === null)).toBe(true);
  expect(page.says).toMatch(/none has been computed yet/);
  const claim = await readClaimPage(database.db, 'S16');
  expect(claim).toMatchObject({ since: null, status: { id: 'needs_history' } });
});

test('statuses and subjects are links with counts, and narrow the rows together', async () => {
  await publishSmallHub(database.db);
  await recordClaims(database.db, { asOf: '2026-01-10', version: 2, claims });
  const page = await ledger();
  const [statuses, subjects] = page.filters;
  const waiting = statuses?.choices.find(({ name }) => name === 'Needs history');
  expect(waiting?.href).toBe('/claims?status=needs_history');
  expect(waiting?.count).toBe(page.rows.filter(({ status }) => status?.id === 'needs_history').length);
  expect(subjects?.choices.find(({ name }) => name === 'Derivatives')?.count).toBe(9);
  const both = await ledger('?status=needs_history&subject=regions');
  expect(both.rows.map(({ id, status, since }) => [id, status?.name, since])).toEqual([
    ['C1', 'Needs history', '2026-01-10'],
  ]);
  expect(both.clearHref).toBe('/claims');
  await expect(ledger('?status=nice')).rejects.toThrow(/status: "nice" is not one of reproduced/);
});

test('a claim shows its ways of counting, what each changes, and the panel that may answer', async () => {
  const page = await readClaimPage(database.db, 'C1');
  const creator = page?.ways.find(({ name }) => name === 'China, original creator');
  expect(creator?.differences).toEqual([
    { name: 'Attribution', before: 'by uploader', after: 'by original creator' },
  ]);
  expect(page?.covers).toMatchObject([
    { days: '31 December 2025 to 10 January 2026', part: 0, chosen: true },
  ]);
  expect(page?.values[1]).toMatchObject({
    label: 'China',
    published: '17.1\u00a0%',
    tolerance: '± 0.5 points',
  });
  expect(page?.values[1]?.figures[0]?.href).toMatch(
    /^\/regions\?panel=hub&measure=downloadsFirstYear&window=2024-08-01\.\.2025-09-01$/,
  );
  expect([page?.previous?.id, page?.next?.id]).toEqual(['S23', 'C2']);
});

test('a claim that is not in the ledger is not there', async () => {
  expect(await readClaimPage(database.db, 'C99')).toBeNull();
});
