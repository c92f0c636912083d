import { SourceError } from '../../../db/errors.ts';

/** Columns of a plain CSV history, by header. What a file does not have was not recorded. */
export const COLUMNS = [
  'date',
  'repo_id',
  'downloads_30d',
  'downloads_all_time',
  'likes',
  'object_id',
  'created_at',
  'license',
  'license_name',
  'parameters',
  'task',
  'library',
  'gated',
  'base_model',
  'relation',
] as const;

export type Column = (typeof COLUMNS)[number];

const COUNTED: readonly Column[] = ['downloads_30d', 'downloads_all_time', 'likes'];

/** Reads the header. Throws `SourceError` that names the valid columns. */
export function readHeader(header: readonly string[], file: string): Column[] {
  const named = header.map((name) => name.trim().toLowerCase());
  const columns = named.filter(isColumn);
  const unknown = named.filter((name) => !isColumn(name));
  const twice = named.filter((name, n) => named.indexOf(name) !== n);
  const faults = [
    unknown.length > 0
      ? `does not know ${unknown.map((name) => JSON.stringify(name.slice(0, 40))).join(', ')}`
      : null,
    twice.length > 0 ? `names ${twice.join(', ')} twice` : null,
    columns.includes('date') && columns.includes('repo_id') ? null : 'needs date and repo_id',
    columns.some((column) => COUNTED.includes(column)) ? null : `needs one of ${COUNTED.join(', ')}`,
  ].filter((fault) => fault !== null);
  if (faults.length === 0) return columns;
  const says = `${file}: the header ${faults.join(', ')}. Valid columns: ${COLUMNS.join(', ')}.`;
  throw new SourceError(says, { url: file, status: null });
}

function isColumn(name: string): name is Column {
  return COLUMNS.some((column) => column === name);
}
