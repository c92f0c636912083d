import { loadPage } from '../load-view.ts';
import { DATA_FORMATS, type DataFormat, inForm } from '../paths.ts';
import type { ViewRequest } from './answer-view.ts';
import { CLAIMS_FILE } from './claims-file.ts';
import { CONCENTRATION_FILE } from './concentration-file.ts';
import { DYNAMICS_FILE } from './dynamics-file.ts';
import { FAMILIES_FILE } from './families-file.ts';
import { LICENSE_PAIRS_FILE } from './license-pairs-file.ts';
import { LINEAGE_FILE } from './lineage-file.ts';
import { OVERVIEW_FILE } from './overview-file.ts';
import { REGISTRY_FILE } from './registry-file.ts';
import { RELEASES_FILE } from './releases-file.ts';
import { ledTo, problemFile, shared, tableFile } from './respond.ts';
import { REVIEW_FILE } from './review-file.ts';
import type { RowsFile, RowsView } from './rows-file.ts';
import { STATUS_FILE } from './status-file.ts';

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
  ['overview', OVERVIEW_FILE],
  ['review', REVIEW_FILE],
  ['status', STATUS_FILE],
]);

/** The rows of a page that is no figure of groups and periods. Null: none is called that. Throws NothingPublished. */
export async function answerRows({ view = '', ...asked }: ViewRequest): Promise<Response | null> {
  const known = ROW_VIEWS.get(view);
  return known ? await answerRowsOf(known, asked) : null;
}

/** The same of one page. Null: it has no such form, or there is no such page. Throws NothingPublished. */
export async function answerRowsOf(
  known: RowsView,
  { url, db, format }: Omit<ViewRequest, 'view'>,
): Promise<Response | null> {
  const form = DATA_FORMATS.find((each) => each === format);
  if (!form) return null;
  const loaded = await loadPage({ url, db, ...known }, (definition) => known.read(db, url, definition));
  if (loaded.kind === 'redirect') return ledTo(loaded.to);
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  if (loaded.content === null) return null;
  if ('to' in loaded.content) return ledTo(inForm(loaded.content.to, form));
  return shared(fileOf(loaded.content, form, url.origin));
}

function fileOf(
  { name, table, meta, describedBy, next }: RowsFile,
  form: DataFormat,
  origin: string,
): Response {
  const further = next?.(form) ?? null;
  return tableFile(table, {
    ...{ form, name, describedBy, next: further },
    meta: () => ({
      ...meta,
      next: further === null ? null : new URL(further, origin).href,
      columns: table.columns,
    }),
  });
}
