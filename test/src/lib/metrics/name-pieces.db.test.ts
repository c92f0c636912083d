import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPieces } from '../../../../src/lib/metrics/name-pieces.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await db`
    insert into models (repo_id, namespace, first_seen_on)
    select 'lab/Llama-3.1-' || case when i % 20 = 0 then '70B' else '8B' end || '-v' || i, 'lab', '2026-08-22'
    from generate_series(1, 20000) i`;
  await db`select index_names()`;
  await db`analyze model_names`;
});
afterAll(() => database.drop());

const piecesOf = async (...words: string[]) => await readPieces(database.db, words);

test('the piece that fewest names hold comes first, as far as the planner knows', async () => {
  const [first, second] = await piecesOf('llama-3.1-70b');
  expect([first?.piece, second?.piece]).toEqual(['70b', 'llama']);
  expect(first?.expected).toBeLessThan(4000);
  expect(second?.expected).toBeGreaterThan(15_000);
});

test('words whose letters never stand three in a row have no piece', async () => {
  expect(await piecesOf('8b', 'v1-x', '%')).toEqual([]);
});

test('a piece is asked for once, and no longer than is of use', async () => {
  expect((await piecesOf('llama', 'llama-3', 'a'.repeat(40))).map(({ piece }) => piece)).toEqual([
    'a'.repeat(14),
    'llama',
  ]);
});
