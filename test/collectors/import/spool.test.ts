import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChoice } from '../../../collectors/import/choice.ts';
import { alone } from '../../../collectors/import/lock.ts';
import { spooledPages } from '../../../collectors/import/spool/read-spool.ts';
import { openSpool, type SpoolOrder } from '../../../collectors/import/spool/spool.ts';
import type { SpoolWriter } from '../../../collectors/import/spool/spool-writer.ts';
import { workFolder } from './run-import.ts';

let folder: string;
let root: ReturnType<typeof workFolder>;
beforeEach(() => {
  root = workFolder();
  folder = join(root.root, 'list');
  mkdirSync(folder);
});
afterEach(() => root.drop());

const choice = createChoice(
  { published: ['2025-09-01'], rejected: [], open: null },
  {
    from: null,
    to: null,
    every: 1,
    again: false,
  },
);

async function fill(writer: SpoolWriter): Promise<number> {
  for (let n = 0; n < 4; n++) writer.put(`2025-09-0${1 + (n % 2)}`, [n, `zürich/${n}`]);
  return 3;
}

const order = (more: Partial<SpoolOrder> = {}): SpoolOrder => ({
  folder,
  source: 'a.csv sha256:1',
  choice,
  estimate: 1000,
  fill,
  ...more,
});

test('rows lie in one file per wanted day; days that are not wanted are counted only', async () => {
  const spool = await openSpool(order());

  expect(spool.undated).toBe(3);
  expect(spool.days.map(({ day, rows, file }) => [day, rows, file !== null])).toEqual([
    ['2025-09-01', 2, false],
    ['2025-09-02', 2, true],
  ]);
  expect(readFileSync(spool.days[1]?.file ?? '', 'utf8')).toBe('[1,"zürich/1"]\n[3,"zürich/3"]\n');
});

test('the same source finds its spool again without being read; another source replaces it', async () => {
  await openSpool(order());
  const never = () => Promise.reject(new Error('was read again'));
  const again = await openSpool(order({ fill: never }));
  expect(again.days).toHaveLength(2);

  await openSpool(order({ source: 'b.csv sha256:2' }));
  expect(readdirSync(folder)).toHaveLength(1);
  await again.close();
});

test('a spool that lost a wanted day is built again', async () => {
  const spool = await openSpool(order());
  await spool.drop('2025-09-02');

  const again = await openSpool(order());
  expect(readFileSync(again.days[1]?.file ?? '', 'utf8')).toContain('zürich/3');
});

test('a reading that fails leaves no half spool', async () => {
  const failing = (writer: SpoolWriter) => {
    writer.put('2025-09-02', [1]);
    return Promise.reject(new Error('unreadable'));
  };
  await expect(openSpool(order({ fill: failing }))).rejects.toThrow('unreadable');
  expect(readdirSync(folder)).toEqual([]);
});

test('a disk without room is named before anything is written', async () => {
  const { bavail, bsize } = statfsSync(folder);
  const estimate = 2 * bavail * bsize;

  await expect(openSpool(order({ estimate }))).rejects.toThrow(
    /has [\d,]+ MB free; sorting this source by day may take [\d,]+ MB, and 512 MB stay for the database\./,
  );
  expect(readdirSync(folder)).toEqual([]);
});

const START = { resumeFrom: null, pages: 0, records: 0 };

async function pagesOf(rows: number, file: string, resumeFrom: string | null = null) {
  const pages = [];
  const spooled = { file, rows, asOf: '2025-09-02', name: 'a.csv', counts: 'lines' };
  for await (const page of spooledPages(spooled, { ...START, resumeFrom }, new AbortController().signal)) {
    pages.push(page);
  }
  return pages;
}

test('every resume point leads to the rows that follow, whatever letters came before', async () => {
  const file = join(folder, 'day.jsonl');
  const lines = Array.from({ length: 12_345 }, (_, n) => `[${n},"${'é'.repeat(n % 90)}🤗"]`);
  writeFileSync(file, `${lines.join('\n')}\n`);

  const pages = await pagesOf(12_345, file);

  expect(pages.map(({ entries }) => entries.length)).toEqual([5000, 5000, 2345]);
  expect(pages.flatMap(({ entries }) => entries)).toEqual(lines);
  expect(pages.map(({ asked }) => asked)).toEqual([
    'a.csv, lines 0 to 4999',
    'a.csv, lines 5000 to 9999',
    'a.csv, lines 10000 to 12344',
  ]);
  const rest = await pagesOf(12_345, file, pages[0]?.next ?? null);
  expect(rest.flatMap(({ entries }) => entries)).toEqual(lines.slice(5000));
});

test('a file that lost rows is no day', async () => {
  const file = join(folder, 'day.jsonl');
  writeFileSync(file, '[0]\n[1]\n');

  await expect(pagesOf(3, file)).rejects.toThrow(/day\.jsonl holds 2 rows instead of 3\./);
});

test('two imports of one panel do not run at once; what a dead process left is taken over', async () => {
  const second = () => alone(folder, 'list', async () => 'second');
  const refused = await alone(folder, 'list', () => second().catch((error: Error) => error.message));
  expect(refused).toMatch(/^Process \d+ is importing into the panel list: wait for it\./);

  writeFileSync(join(folder, 'lock'), '999999999\n');
  expect(await second()).toBe('second');
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
