import type { DataFormat, ViewFormat } from '../paths.ts';
import type { TidyTable } from './tidy-table.ts';
import { writeCsv } from './write-csv.ts';
import { writeParquet } from './write-parquet.ts';

/** Files and pictures may be used on other sites. */
const SHARED = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

export function shared(answer: Response): Response {
  for (const [name, value] of Object.entries(SHARED)) answer.headers.set(name, value);
  return answer;
}

/** Where it is, for now. */
export function ledTo(location: string): Response {
  return shared(new Response(null, { status: 302, headers: { location } }));
}

const TYPES: Readonly<Record<DataFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** `name`: without an ending. `links`: as the header says them. */
function fileHeaders(
  form: DataFormat,
  name: string,
  links: readonly string[],
): Readonly<Record<string, string>> {
  return {
    'content-type': TYPES[form],
    'content-disposition': `${form === 'json' ? 'inline' : 'attachment'}; filename="${name}.${form}"`,
    link: links.join(', '),
  };
}

interface TableFile {
  form: DataFormat;
  /** Without an ending. */
  name: string;
  /** Where its meta are. */
  describedBy: string;
  /** Where it goes on. */
  next?: string | null;
  meta: () => object;
}

/** A table as a file, its meta beside the rows where the form has a place for them. */
export function tableFile(
  table: TidyTable,
  { form, name, describedBy, next = null, meta }: TableFile,
): Response {
  const headers = fileHeaders(form, name, [
    `<${describedBy}>; rel="describedby"; type="application/json"`,
    ...(next === null ? [] : [`<${next}>; rel="next"`]),
  ]);
  if (form === 'csv') return new Response(writeCsv(table), { headers });
  if (form === 'parquet')
    return new Response(writeParquet(table, { meta: JSON.stringify(meta()) }), { headers });
  return new Response(`${JSON.stringify({ meta: meta(), rows: objectsOf(table) })}\n`, { headers });
}

export function objectsOf({ columns, rows }: TidyTable) {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])));
}

/** RFC 9457 where programs read JSON, plain sentences elsewhere. */
export function problemFile(
  { status, sentences }: { status: number; sentences: readonly string[] },
  form: ViewFormat,
): Response {
  const headers = { 'cache-control': 'no-store' };
  if (form !== 'json')
    return new Response(`${sentences.join('\n')}\n`, {
      status,
      headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
    });
  const body = {
    type: 'about:blank',
    title: 'This address asks for what is not there',
    status,
    detail: sentences.join(' '),
    problems: sentences,
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  });
}
