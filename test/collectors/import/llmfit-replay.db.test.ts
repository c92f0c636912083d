import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../../src/lib/definition/defaults.ts';
import { readFigure } from '../../../src/lib/metrics/engine/read-figure.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { totalsByDay } from '../cell-sums.ts';
import { runImport, wordsOf, workFolder } from './run-import.ts';

const FILE = join(import.meta.dirname, '../../fixtures/recordings/llmfit.csv.gz');

let database: TestDatabase;
const folder = workFolder();
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  folder.drop();
  await database.drop();
});

/** Sums of the file by day, read without the product: no cell of it holds a comma or a quote. */
function sumsOfFile(): Map<string, { models: number; downloads: number; likes: number; mit: number }> {
  const days = new Map<string, { models: number; downloads: number; likes: number; mit: number }>();
  for (const line of gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n').slice(1)) {
    const [day = '', , downloads, likes, license] = line.split(',');
    const sums = days.get(day) ?? { models: 0, downloads: 0, likes: 0, mit: 0 };
    days.set(day, sums);
    sums.models += 1;
    sums.downloads += Number(downloads);
    sums.likes += Number(likes);
    if (license === 'mit') sums.mit += 1;
  }
  return days;
}

test('the recording llmfit: whole looks are published with the sums of the file, partial ones are told apart', async () => {
  const summary = await runImport(
    'csv',
    { ...wordsOf('llmfit'), source: FILE },
    { db: database.db, dataDir: folder.dataDir },
  );

  // From the numbers of models alone: 568, then 536; 1,107, then 963 to 992, 141 and 148.
  expect(summary.rejected.map(({ asOf }) => asOf)).toEqual([
    '2026-03-10',
    '2026-04-03',
    '2026-04-04',
    '2026-04-05',
    '2026-04-08',
    '2026-04-15',
    '2026-04-22',
    '2026-04-24',
    '2026-04-29',
    '2026-05-05',
  ]);
  const licenses = await readFigure(
    database.db,
    definitionOf({ measure: 'models', by: ['license-id'], step: 'day' }),
  );
  const mit = licenses.groups.find(({ ids: [id] }) => id === 'mit')?.series;
  const mitOn = new Map(licenses.periods.map(({ asOf }, at) => [asOf, mit?.[at] ?? 0]));
  const published = (await totalsByDay(database.db)).map(({ asOf: day, ...read }) => ({
    day,
    ...read,
    mit: mitOn.get(day),
  }));
  const sums = sumsOfFile();
  expect(published.map(({ day }) => day)).toEqual([
    '2026-03-01',
    '2026-03-04',
    '2026-03-12',
    '2026-03-18',
    '2026-03-21',
    '2026-04-01',
    '2026-05-06',
    '2026-05-09',
    '2026-05-12',
  ]);
  for (const { day, ...read } of published) expect(read, day).toEqual(sums.get(day));
});
