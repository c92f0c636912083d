import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReference, readReference } from '../../db/load-reference.ts';
import { isUnjudged, rejudge } from '../../db/rejudge.ts';
import { look, model } from '../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a reference that was loaded and not yet judged by is known as such until everything is judged', async () => {
  const { db } = database;
  await rejudge(db);
  await look(db, '2026-11-20', [model(1, { cardData: { license: 'mit' } })]);
  const reference = readReference();
  const licenses = reference.licenses.map((row) =>
    row.license === 'mit' ? { ...row, class: 'rail' as const } : row,
  );

  await loadReference(db, { ...reference, licenses, contentHash: 'another' });
  expect(await isUnjudged(db)).toBe(true);

  expect(await rejudge(db)).toBe(1);
  expect(await isUnjudged(db)).toBe(false);
  const classes = await db`select license_class as "is" from rollup_cells`;
  expect([...classes]).toEqual([{ is: 'rail' }]);
});
