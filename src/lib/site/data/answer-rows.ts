import { loadPage } from '../load-view.ts';
import { DATA_FORMATS, type DataFormat } from '../paths.ts';
import type { ViewRequest } from './answer-view.ts';
import { CLAIMS_FILE } from './claims-file.ts';
import { CONCENTRATION_FILE } from './concentration-file.ts';
import { DYNAMICS_FILE } from './dynamics-file.ts';
import { FAMILIES_FILE } from './families-file.ts';
import { LICENSE_PAIRS_FILE } from './license-pairs-file.ts';
import { LINEAGE_FILE } from './lineage-file.ts';
import { REGISTRY_FILE } from './registry-file.ts';
import { RELEASES_FILE } from './releases-file.ts';
import { fileHeaders, objectsOf, problemFile, shared } from './respond.ts';
import type { RowsFile, RowsView } from './rows-file.ts';
import { writeCsv } from './write-csv.ts';
import { writeParquet } from './write-parquet.ts';

/** Pages whose rows are no groups and periods, with how each reads them. */
export const ROW_VIEWS: ReadonlyMap<string, RowsView> = new Map([
  ['releases', RELEASES_FILE],
  ['license-transitions', LICENSE_PAIRS_FILE],
  ['lineage', LINEAGE_FILE],
  ['families', FAMILIES_FILE],
  ['concentration', CONCENTRATION_FILE],
  ['dynamics', DYNAMICS_FILE],
  ['claims', CLAIMS_FILE],
  ['registry', REGISTRY_FILE],
]);

/** The rows of a page that is no figure of groups and periods. Null: none is called that. Throws NothingPublished. */
export async function answerRows({ url, db, view = '', format }: ViewRequest): Promise<Response | null> {
  const known = ROW_VIEWS.get(view);
  const form = DATA_FORMATS.find((each) => each === format);
  if (!known || !form) return null;
  const loaded = await loadPage({ url, db, ...known }, (definition) => known.read(db, url, definition));
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  return shared(fileOf(loaded.content, form, url.origin));
}

function fileOf(
  { name, table, meta, describedBy, next }: RowsFile,
  form: DataFormat,
  origin: string,
): Response {
  const headers = fileHeaders(form, name, [
    `<${describedBy}>; rel="describedby"; type="application/json"`,
    ...(next === null ? [] : [`<${next(form)}>; rel="next"`]),
  ]);
  if (form === 'csv') return new Response(writeCsv(table), { headers });
  const all = {
    ...meta,
    next: next === null ? null : new URL(next(form), origin).href,
    columns: table.columns,
  };
  if (form === 'parquet')
    return new Response(writeParquet(table, { meta: JSON.stringify(all) }), { headers });
  return new Response(`${JSON.stringify({ meta: all, rows: objectsOf(table) })}\n`, { headers });
}
