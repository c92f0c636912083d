import type { RowGroup } from '../parquet/read-groups.ts';

/** Columns of `models.parquet`. Cards, file lists and configurations are large and say nothing we keep. */
export const MODELS = {
  needed: ['id', 'downloads'],
  optional: [
    '_id',
    'author',
    'createdAt',
    'lastModified',
    'downloadsAllTime',
    'likes',
    'tags',
    'pipeline_tag',
    'library_name',
    'baseModels',
    'safetensors',
    'gguf',
    'gated',
  ],
};

/** Columns that some months hold as JSON text. */
const NESTED = ['baseModels', 'safetensors', 'gguf'] as const;
const GATED: Readonly<Record<string, boolean>> = { false: false, true: true };

/**
 * One row in the shape in which the Hub lists a model, so that the same parser reads both. A column the file does
 * not have is not there; an empty cell is null.
 */
export function itemOf({ columns }: RowGroup, row: number): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const [column, cells] of columns) item[column] = cells[row];
  for (const column of NESTED) {
    if (column in item) item[column] = unfolded(item[column]);
  }
  for (const column of ['createdAt', 'lastModified']) {
    if (column in item) item[column] = utc(item[column]);
  }
  if (typeof item['gated'] === 'string') {
    item['gated'] = GATED[item['gated'].toLowerCase()] ?? item['gated'];
  }
  return item;
}

/** An object that was stored as JSON text; what is no JSON stays as it is and is dropped where it is read. */
function unfolded(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value === '' ? null : value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A text without a zone is UTC, and has a `T`. */
function utc(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00(?::?00)?)?$/, '$1T$2Z');
}
