import type { DataFormat, ViewFormat } from '../paths.ts';
import type { TidyTable } from './tidy-table.ts';

/** Files and pictures may be used on other sites. */
const SHARED = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

export function shared(answer: Response): Response {
  for (const [name, value] of Object.entries(SHARED)) answer.headers.set(name, value);
  return answer;
}

/** `name`: without an ending. `links`: as the header says them. */
export function fileHeaders(
  form: DataFormat,
  name: string,
  links: readonly string[],
): Readonly<Record<string, string>> {
  return {
    'content-type':
      form === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8',
    'content-disposition': `${form === 'csv' ? 'attachment' : 'inline'}; filename="${name}.${form}"`,
    link: links.join(', '),
  };
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
