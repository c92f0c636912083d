import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { forgetAll } from '../listing.ts';
import { newestSnapshot, qualityLog, servedIn } from '../stored.ts';
import { runImport, wordsOf, workFolder } from './run-import.ts';

let database: TestDatabase;
const folder = workFolder();
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => forgetAll(database.db));
afterAll(async () => {
  folder.drop();
  await database.drop();
});

const order = () => ({ db: database.db, dataDir: folder.dataDir });

const HEADER = 'date,repo_id,downloads_30d,downloads_all_time,likes';

/** A day of this many good rows and these bad ones. */
function dayWith(good: number, ...bad: string[]): string {
  const rows = Array.from({ length: good }, (_, n) => `2025-09-01,acme/m${n},${n},${n},1`);
  return `${[HEADER, ...rows, ...bad].join('\n')}\n`;
}

test('a row of another length, an unusable name and a count that is none are skipped and counted', async () => {
  const bad = ['2025-09-01,acme/short', '2025-09-01,a b,1,1,1', '2025-09-01,acme/x,"1,000",1,1'];
  const source = folder.write('some.csv', dayWith(400, ...bad));

  const summary = await runImport('csv', { ...wordsOf('some'), source }, order());

  expect(summary).toMatchObject({
    published: [{ asOf: '2025-09-01', models: 400 }],
    records: 403,
    skipped: 3,
  });
});

test('a day with more than 1 % of bad rows is rejected, kept out, and not read again unless asked', async () => {
  const source = folder.write(
    'many.csv',
    dayWith(100, '2025-09-01,acme/x,many,1,1', '2025-09-01,acme/y,-1,1,1'),
  );

  const summary = await runImport('csv', { ...wordsOf('many'), source }, order());

  const reasons = ['2 of 102 records could not be read.'];
  expect(summary.rejected).toEqual([{ asOf: '2025-09-01', reasons }]);
  expect(await servedIn(database.db, 'many')).toEqual({});
  const second = await runImport('csv', { ...wordsOf('many'), source }, order());
  expect([second.rejected, second.passedOver.rejected]).toEqual([[], 1]);
  const third = await runImport('csv', { ...wordsOf('many'), source, again: true }, order());
  expect(third.rejected).toEqual([{ asOf: '2025-09-01', reasons }]);
});

/** The shipped recording of a list whose source lost whole pages from 2025-09-25 on. */
function recorded(from: string, to: string): string {
  const text = gunzipSync(
    readFileSync(new URL('../../../collectors/sample/recordings/do-me.csv.gz', import.meta.url)),
  ).toString();
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
    .filter(([date = '']) => date >= from && date <= to)
    .map(([date, id, , downloads, likes, task, parameters]) =>
      [date, id, downloads, likes, task, parameters].join(','),
    );
  return `${['date,repo_id,downloads_30d,likes,task,parameters', ...rows].join('\n')}\n`;
}

test('days of a real list that lost whole pages are kept out, each with its numbers', async () => {
  const source = folder.write('real.csv', recorded('2025-09-22', '2025-09-26'));

  const summary = await runImport('csv', { ...wordsOf('real'), source }, order());

  expect(summary.published).toEqual([
    { asOf: '2025-09-22', models: 214 },
    { asOf: '2025-09-23', models: 214 },
    { asOf: '2025-09-24', models: 214 },
  ]);
  expect(summary.rejected.map(({ asOf, reasons }) => [asOf, reasons[0]])).toEqual([
    ['2025-09-25', '155 models, against 214 on 2025-09-24.'],
    ['2025-09-26', '100 models, against 214 on 2025-09-24.'],
  ]);
  expect((await newestSnapshot(database.db)).failed).toContain('as-many-as-before');
  const refused = (await qualityLog(database.db)).filter(({ kind }) => kind === 'snapshot-rejected');
  expect(refused.map(({ asOf }) => asOf)).toEqual(['2025-09-25', '2025-09-26']);
});

test('every third day is every third day; where one is rejected the next stands in', async () => {
  const text = recorded('2025-09-16', '2025-09-24').replaceAll(/^2025-09-19,.*\n/gm, (row) =>
    row.includes('/gte') ? row : '',
  );
  const source = folder.write('third.csv', text);

  const summary = await runImport('csv', { ...wordsOf('third'), source, every: 3 }, order());

  expect(summary.published.map(({ asOf }) => asOf)).toEqual(['2025-09-16', '2025-09-20', '2025-09-23']);
  expect(summary.rejected.map(({ asOf }) => asOf)).toEqual(['2025-09-19']);
  expect(summary.passedOver.between).toBe(5);
  const again = await runImport('csv', { ...wordsOf('third'), source, every: 3 }, order());
  expect([again.published, again.rejected]).toEqual([[], []]);
});
