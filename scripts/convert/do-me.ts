import { readCsv } from './read-source.ts';

const COLUMNS = ['date', 'id', 'author_type', 'downloads', 'likes', 'pipeline_tag'] as const;

/** All looks, by date and id, and what the last look adds up to. */
export async function convertDoMe(
  from: string,
): Promise<{ csv: string; rows: number; sumOfLastLook: number }> {
  const rows = [...(await readCsv(`${from}/do-me/daily_long.csv.gz`))];
  rows.sort((a, b) => compare(key(a), key(b)));
  const last = rows.at(-1)?.date;
  const lastLook = rows.filter((row) => row.date === last);
  const lines = rows.map((row) => [...COLUMNS.map((column) => plain(row[column])), count(row)].join(','));
  return {
    csv: `${[...COLUMNS, 'parameters'].join(',')}\n${lines.join('\n')}\n`,
    rows: rows.length,
    sumOfLastLook: lastLook.reduce((sum, row) => sum + Number(row.downloads), 0),
  };
}

function key(row: Record<string, string>): string {
  return `${row.date} ${row.id}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function plain(value = ''): string {
  if (/[",\r\n]/.test(value)) throw new Error(`do-me: value needs quotes, the reader expects none: ${value}`);
  return value;
}

/** Recorded from 2025-06-28 as a float such as 136731648.0. */
function count(row: Record<string, string>): string {
  const value = row.numParameters ?? '';
  return value === '' ? '' : String(Number(value));
}
