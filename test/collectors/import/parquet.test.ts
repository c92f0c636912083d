import { afterAll, describe, expect, test } from 'vitest';
import { openLocalFile } from '../../../collectors/import/local-file.ts';
import { openParquet } from '../../../collectors/import/parquet/open-parquet.ts';
import { readGroups } from '../../../collectors/import/parquet/read-groups.ts';
import { workFolder } from './run-import.ts';
import { date, HUB_STATS, int64, listOf, parquetOf, struct, text, timestamp } from './write-parquet.ts';

const folder = workFolder();
afterAll(() => folder.drop());

const { signal } = new AbortController();
type Columns = Parameters<typeof parquetOf>[1];

/** The cells of every row group, column by column. */
async function cellsOf(rows: Parameters<typeof parquetOf>[0], columns: Columns, from = 0) {
  const path = folder.write('x.parquet', parquetOf(rows, columns, { rowGroupSize: 2 }));
  const file = await openLocalFile(path, signal);
  const needed = columns.map(([top]) => top?.name ?? '');
  const groups = [];
  for await (const { firstRow, columns: cells } of readGroups(
    await openParquet(file, { needed, optional: [] }),
    from,
    signal,
  )) {
    groups.push([firstRow, Object.fromEntries(cells)]);
  }
  await file.close();
  return groups;
}

test('row groups come one by one, from the one that holds the row that was asked for', async () => {
  const rows = [1n, 2n, 3n, 4n, 5n].map((n) => ({ n }));

  expect(await cellsOf(rows, [int64('n')], 3)).toEqual([
    [2, { n: [3, 4] }],
    [4, { n: [5] }],
  ]);
});

describe('a cell is as JSON has it', () => {
  test('days and instants are texts, a bigint that is no exact number is its digits', async () => {
    const rows = [
      { on: new Date('2025-09-01T00:00:00Z'), at: new Date('2025-09-01T10:00:00Z'), n: 2n ** 53n },
      { on: null, at: null, n: -5n },
    ];

    expect(await cellsOf(rows, [date('on'), timestamp('at'), int64('n')])).toEqual([
      [0, { on: ['2025-09-01', null], at: ['2025-09-01T10:00:00.000Z', null], n: ['9007199254740992', -5] }],
    ]);
  });

  test('lists keep what they hold; a list that is empty is not one that is missing', async () => {
    const rows = [{ tags: ['b', 'a'] }, { tags: [] }, { tags: null }];

    expect(await cellsOf(rows, [listOf('tags', ...text('element'))])).toEqual([
      [0, { tags: [['b', 'a'], []] }],
      [2, { tags: [null] }],
    ]);
  });

  test('a struct holds the fields that are not null, and is null where all are', async () => {
    const rows = [
      { safetensors: { parameters: { BF16: 7n, F32: null }, total: 7n } },
      { safetensors: { parameters: null, total: 9n } },
      { safetensors: { parameters: { BF16: null, F32: null }, total: null } },
      { safetensors: null },
    ];

    expect(await cellsOf(rows, [HUB_STATS.safetensors])).toEqual([
      [0, { safetensors: [{ parameters: { BF16: 7 }, total: 7 }, { total: 9 }] }],
      [2, { safetensors: [null, null] }],
    ]);
  });

  test('a struct with a list inside is read whole', async () => {
    const base = struct('baseModels', text('relation'), listOf('models', ...text('_id'), ...text('id')));
    const rows = [
      {
        baseModels: {
          relation: 'merge',
          models: [
            { _id: '1', id: 'a/b' },
            { _id: null, id: 'c/d' },
          ],
        },
      },
    ];

    expect(await cellsOf(rows, [base])).toEqual([
      [
        0,
        {
          baseModels: [
            {
              relation: 'merge',
              models: [
                { _id: '1', id: 'a/b' },
                { _id: null, id: 'c/d' },
              ],
            },
          ],
        },
      ],
    ]);
  });

  test('a text that is not UTF-8 is none', async () => {
    const path = folder.write(
      'y.parquet',
      parquetOf([{ id: 'acme/Z' }], [text('id')], { codec: 'UNCOMPRESSED' }).map((byte) =>
        byte === 90 ? 0xff : byte,
      ),
    );
    const file = await openLocalFile(path, signal);
    const parquet = await openParquet(file, { needed: ['id'], optional: [] });
    for await (const { columns } of readGroups(parquet, 0, signal)) expect(columns.get('id')).toEqual([null]);
    await file.close();
  });
});

test('optional columns that are missing are left out', async () => {
  const path = folder.write('z.parquet', parquetOf([{ id: 'a' }], [text('id')]));
  const file = await openLocalFile(path, signal);
  expect((await openParquet(file, { needed: ['id'], optional: ['likes'] })).columns).toEqual(['id']);
  await file.close();
});
