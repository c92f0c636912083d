import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { type Reach, reachBy, WHOLE_REACH } from '../../definition/parse.ts';
import type { NameOf } from '../../definition/words.ts';
import { formatExact } from '../../format/numbers.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import type { Figure } from '../../metrics/figure.ts';
import { EXPLORE_KEYS } from '../explore/keys.ts';
import { readLensNames } from '../figure/read-defined.ts';
import { loadPage } from '../load-view.ts';
import { DATA_FORMATS, type DataFormat, paths } from '../paths.ts';
import { metaOf, type ShownAt } from './meta.ts';
import { rowsOf, type TidyTable, tidyTable } from './tidy-table.ts';
import { writeCsv } from './write-csv.ts';

/** Pages whose figure can be taken as rows, by their path, with what each follows of an address. */
const VIEWS: ReadonlyMap<string, { reach: Reach; keys?: readonly string[] }> = new Map([
  ['regions', { reach: reachBy('region') }],
  ['countries', { reach: reachBy('country') }],
  ['sizes', { reach: reachBy('size') }],
  ['licenses', { reach: reachBy('license') }],
  ['publishers', { reach: reachBy('publisher') }],
  ['explore', { reach: WHOLE_REACH, keys: EXPLORE_KEYS }],
]);

/** More rows than that are a database, not a view. */
const mostRows = 100_000;

export interface DataRequest {
  url: URL;
  db: Db;
  view: string | undefined;
  format: string | undefined;
}

/** A view as a file. Null: no view is called that, or it has no such form. Throws NothingPublished. */
export async function answerData({ url, db, view = '', format }: DataRequest): Promise<Response | null> {
  const known = VIEWS.get(view);
  const form = DATA_FORMATS.find((each) => each === format);
  if (!known || !form) return null;
  const loaded = await loadPage({ url, db, ...known }, async (definition) => {
    const [figure, nameOf] = await Promise.all([readFigure(db, definition), readLensNames(db, definition)]);
    checkRows(figure);
    return { figure, definition, nameOf };
  });
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  return figureFile({ ...loaded.content, form, origin: url.origin });
}

/** Throws BadDefinition for more rows than a file has. */
export function checkRows(figure: Figure): void {
  const rows = rowsOf(figure);
  if (rows <= mostRows) return;
  throw new BadDefinition([
    `This view has ${formatExact(rows)} rows; a file has at most ${formatExact(mostRows)}. ` +
      'Choose a lens, a shorter window or a longer step.',
  ]);
}

interface FileParts {
  figure: Figure;
  definition: Definition;
  nameOf: NameOf;
  form: DataFormat;
  origin: string;
  /** Where a page of its own shows them. */
  shown?: ShownAt & { json: string };
}

/** The rows of a figure as a file. */
export function figureFile({ figure, definition, nameOf, form, origin, shown }: FileParts): Response {
  const table = tidyTable(figure);
  return tableFile(table, {
    form,
    name: fileName(figure),
    describedBy: shown?.json ?? paths.data(definition, 'json'),
    meta: () => metaOf(figure, { asked: definition, nameOf, columns: table.columns, origin, shown }),
  });
}

interface TableFile {
  form: DataFormat;
  name: string;
  /** Where its meta are. */
  describedBy: string;
  meta: () => object;
}

/** A table as a file, its meta beside the rows where the form has a place for them. */
export function tableFile(table: TidyTable, { form, name, describedBy, meta }: TableFile): Response {
  const disposition = form === 'csv' ? 'attachment' : 'inline';
  const headers = {
    'content-type':
      form === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8',
    'content-disposition': `${disposition}; filename="${name}.${form}"`,
    link: `<${describedBy}>; rel="describedby"; type="application/json"`,
  };
  if (form === 'csv') return new Response(writeCsv(table), { headers });
  return new Response(`${JSON.stringify({ meta: meta(), rows: objectsOf(table) })}\n`, { headers });
}

function objectsOf({ columns, rows }: TidyTable) {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])));
}

/** `open-model-census_downloads30d_by-region_hub_2026-08-22`: letters, digits, hyphens and underscores only. */
export function fileName({ definition, panel, asOf }: Pick<Figure, 'definition' | 'panel' | 'asOf'>): string {
  const by = definition.by.length === 0 ? [] : [`by-${definition.by.join('-and-')}`];
  return ['open-model-census', definition.measure, ...by, panel.panel, asOf]
    .map((part) => part.replaceAll(/[^A-Za-z0-9-]/g, '-'))
    .join('_');
}

/** RFC 9457 where programs read JSON, plain sentences elsewhere. */
export function problemFile(
  { status, sentences }: { status: number; sentences: readonly string[] },
  form: DataFormat,
): Response {
  const headers = { 'cache-control': 'no-store' };
  if (form === 'csv')
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
