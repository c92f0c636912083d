import type { ListedItem } from './hub-item.ts';

/** The server's own list, in its own order (hub-api.md §1.2). */
const EXPANDABLE = [
  'author',
  'baseModels',
  'cardData',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'evalResults',
  'gated',
  'inference',
  'inferenceProviderMapping',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
  'widgetData',
  'gguf',
  'resourceGroup',
  'xetEnabled',
] as const;

const ONLY_IN_DETAIL = ['childrenModelCount', 'usedStorage'] as const;

/** Accepted by the list and never delivered there. */
const SILENT_IN_LIST: ReadonlySet<string> = new Set(['spaces', 'mask_token', 'inference']);

const DEFAULT = [
  '_id',
  'id',
  'likes',
  'trendingScore',
  'private',
  'downloads',
  'tags',
  'pipeline_tag',
  'library_name',
  'createdAt',
  'modelId',
] as const;

const FULL = ['author', 'sha', 'lastModified', 'gated', 'disabled', 'siblings'] as const;

export function expandable(route: 'list' | 'detail'): readonly string[] {
  return route === 'list' ? EXPANDABLE : [...EXPANDABLE, ...ONLY_IN_DETAIL];
}

/** The 400 text for a request that names an unknown field, or null when all names are known. */
export function expandError(expand: readonly string[], route: 'list' | 'detail'): string | null {
  const allowed = expandable(route);
  if (expand.every((field) => allowed.includes(field))) return null;
  return `"expand" must be one of [${allowed.join(', ')}]`;
}

/** The fields of a list row: only what was asked for, or the default ones and `modelId`. */
export function listFields(query: URLSearchParams): ReadonlySet<string> {
  const expand = expandOf(query);
  if (expand.length > 0)
    return new Set(['_id', 'id', ...expand.filter((field) => !SILENT_IN_LIST.has(field))]);
  return new Set([
    ...DEFAULT,
    ...(isTrue(query, 'full') ? FULL : []),
    ...(isTrue(query, 'cardData') ? ['cardData'] : []),
  ]);
}

/** One list row as JSON. */
export function rowOf(item: ListedItem, fields: ReadonlySet<string>): string {
  const row = pick(item, fields);
  return JSON.stringify(fields.has('modelId') ? { ...row, modelId: item.id } : row);
}

/** `expand=a`, `expand[]=a` and commas all name fields. */
export function expandOf(query: URLSearchParams): readonly string[] {
  return [...query.getAll('expand'), ...query.getAll('expand[]')].flatMap((value) => value.split(','));
}

export function pick(item: ListedItem, fields: ReadonlySet<string>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const field in item) if (fields.has(field)) row[field] = item[field];
  return row;
}

function isTrue(query: URLSearchParams, name: string): boolean {
  return /^(true|True|1)$/.test(query.get(name) ?? '');
}
