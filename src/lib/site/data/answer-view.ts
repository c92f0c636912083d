import type { Db } from '../../../../db/client.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { formatExact } from '../../format/numbers.ts';
import type { Figure } from '../../metrics/figure.ts';
import { decoded } from '../decoded.ts';
import { exploredFigure, readShown, type Shown, wantedIn } from '../explore/explore-view.ts';
import { loadPage } from '../load-view.ts';
import {
  DATA_FORMATS,
  type DataFormat,
  isDataFormat,
  PICTURE_FORMATS,
  type PictureFormat,
  paths,
} from '../paths.ts';
import { pictureFile } from '../picture/picture-file.ts';
import { pictureOf } from '../picture/picture-of.ts';
import { metaOf } from './meta.ts';
import { problemFile, shared, tableFile } from './respond.ts';
import { fileName } from './take.ts';
import { rowsOf, tidyTable } from './tidy-table.ts';
import { VIEWS } from './views.ts';

/** More rows than that are a database, not a view. */
const mostRows = 100_000;

export interface ViewRequest {
  url: URL;
  db: Db;
  view: string | undefined;
  format: string | undefined;
}

/** A view as a file or a picture. Null: no view is called that, or it has no such form. Throws NothingPublished. */
export async function answerView({ url, db, view = '', format }: ViewRequest): Promise<Response | null> {
  const known = VIEWS.get(view);
  const form = [...DATA_FORMATS, ...PICTURE_FORMATS].find((each) => each === format);
  if (!known || !form) return null;
  const loaded = await loadPage({ url, db, ...known }, async (definition) => {
    const wanted = wantedIn(url, definition);
    const shown = await readShown(db, { definition, wanted });
    checkRows(shown.figure);
    return { ...shown, asked: definition, wanted };
  });
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  const address = decoded(`${url.pathname.slice(0, -form.length - 1)}${url.search}`);
  const parts = { ...loaded.content, origin: url.origin, address };
  const answer = isDataFormat(form) ? file({ ...parts, form }) : await picture({ ...parts, form });
  return shared(answer);
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

interface Parts extends Shown {
  origin: string;
  /** The view itself, as a reader writes it. */
  address: string;
}

async function picture({ form, ...parts }: Parts & { form: PictureFormat }): Promise<Response> {
  const { figure, origin, address } = parts;
  const drawn = pictureOf(exploredFigure(parts), { address: `${origin}${address}`, theme: 'light' });
  return await pictureFile(drawn, { form, name: fileName(figure) });
}

function file({ figure, asked, nameOf, beside, form, origin }: Parts & { form: DataFormat }): Response {
  const earlier = beside?.earlier ?? null;
  const table = tidyTable(figure, earlier?.figure ?? null);
  return tableFile(table, {
    form,
    name: fileName(figure),
    describedBy: paths.data(asked, 'json', { compare: earlier?.compared ?? null }),
    meta: () => metaOf(figure, { asked, nameOf, earlier, columns: table.columns, origin }),
  });
}
