import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';

export type Codec = 'ZSTD' | 'GZIP' | 'SNAPPY' | 'UNCOMPRESSED';
type Leaf = Partial<SchemaElement> & { name: string };
type Row = Record<string, unknown>;

const COMPRESSORS = {
  ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)),
  GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
};

/** A Parquet file with these columns, each given as its schema elements. */
export function parquetOf(
  rows: readonly Row[],
  columns: readonly (readonly Leaf[])[],
  { codec = 'ZSTD', rowGroupSize = 100 }: { codec?: Codec; rowGroupSize?: number } = {},
): Uint8Array {
  const schema = [
    { name: 'root', num_children: columns.length },
    ...columns.flat().map((leaf) => ({ repetition_type: 'OPTIONAL' as const, ...leaf })),
  ];
  const columnData = columns.map(([top]) => ({
    name: top?.name ?? '',
    data: rows.map((row) => row[top?.name ?? ''] ?? null),
  }));
  return new Uint8Array(
    parquetWriteBuffer({ columnData, schema, codec, compressors: COMPRESSORS, rowGroupSize }),
  );
}

export const text = (name: string): Leaf[] => [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8' }];
export const int32 = (name: string): Leaf[] => [{ name, type: 'INT32' }];
export const int64 = (name: string): Leaf[] => [{ name, type: 'INT64' }];
export const date = (name: string): Leaf[] => [{ name, type: 'INT32', converted_type: 'DATE' }];
export const timestamp = (name: string): Leaf[] => [
  { name, type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
];

export const listOf = (name: string, ...element: Leaf[]): Leaf[] => [
  { name, converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...(element.length > 1
    ? [{ name: 'element', num_children: element.length }, ...element]
    : [{ ...element[0], name: 'element' }]),
];

export const struct = (name: string, ...fields: Leaf[][]): Leaf[] => [
  { name, num_children: fields.length },
  ...fields.flat(),
];

/** A month of Model Pulse as its own pipeline writes it: sorted by id, then day. */
export function seriesOf(
  rows: readonly [id: string | null, day: string, last30: number | null, all: bigint | null, likes: number][],
  options?: { codec?: Codec; rowGroupSize?: number },
): Uint8Array {
  const columns = [text('id'), date('day'), int32('dl30'), int64('dl_all'), int32('likes')];
  const sorted = rows
    .map(([id, day, dl30, all, likes]) => ({
      id,
      day: new Date(`${day}T00:00:00Z`),
      dl30,
      dl_all: all,
      likes,
    }))
    .sort((a, b) => (`${a.id} ${a.day.toISOString()}` < `${b.id} ${b.day.toISOString()}` ? -1 : 1));
  return parquetOf(sorted, columns, options);
}

/** The columns of `models.parquet` as the data set's viewer shows them. */
export const HUB_STATS = {
  _id: text('_id'),
  id: text('id'),
  author: text('author'),
  createdAt: timestamp('createdAt'),
  cardData: text('cardData'),
  downloads: int64('downloads'),
  downloadsAllTime: int64('downloadsAllTime'),
  likes: int64('likes'),
  tags: listOf('tags', ...text('element')),
  pipeline_tag: text('pipeline_tag'),
  library_name: text('library_name'),
  baseModels: struct('baseModels', text('relation'), listOf('models', ...text('_id'), ...text('id'))),
  safetensors: struct('safetensors', struct('parameters', int64('BF16'), int64('F32')), int64('total')),
};

/** A row of `models.parquet`: the n-th model of acme. */
export function hubStatsRow(n: number, fields: Record<string, unknown> = {}) {
  return {
    _id: `66000000000000000000${String(n).padStart(4, '0')}`,
    id: `acme/m${n}`,
    author: 'acme',
    createdAt: new Date('2024-03-24T10:27:12Z'),
    cardData: '{"license":"not read"}',
    downloads: BigInt(n),
    downloadsAllTime: 3_000_000_000n + BigInt(n),
    likes: 2n,
    tags: ['license:mit', 'gguf'],
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    baseModels: null,
    safetensors: null,
    ...fields,
  };
}
