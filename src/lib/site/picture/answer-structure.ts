import { PANEL_REACH } from '../../definition/panel-reach.ts';
import type { Picture } from '../../picture/picture.ts';
import {
  CONCENTRATION_KEYS,
  CONCENTRATION_REACH,
  CONCENTRATION_USUAL,
  readConcentrationPage,
} from '../concentration-view.ts';
import type { ViewRequest } from '../data/answer-view.ts';
import { problemFile, shared } from '../data/respond.ts';
import { rowsName } from '../data/rows-file.ts';
import { decoded } from '../decoded.ts';
import { DYNAMICS_KEYS, DYNAMICS_USUAL, readDynamicsPage } from '../dynamics-view.ts';
import { FAMILIES_KEYS, FAMILIES_USUAL, readFamiliesPage } from '../families-view.ts';
import { readFamilyPage } from '../family-view.ts';
import { loadPage, type Request } from '../load-view.ts';
import { PICTURE_FORMATS } from '../paths.ts';
import { pictureFile } from './picture-file.ts';
import {
  concentrationPicture,
  dynamicsPicture,
  familiesPicture,
  familyPicture,
  type Seen,
} from './structure-picture.ts';

type Asked = Parameters<typeof readConcentrationPage>[1];

interface Pictured extends Omit<Request, 'url' | 'db'> {
  draw: (
    db: Request['db'],
    asked: Asked,
    seen: Seen,
  ) => Promise<{ picture: Picture; panel: Asked['panels'][number] } | null>;
}

/** Pages of structure that can be taken as a picture, by their path. */
const PICTURED: ReadonlyMap<string, Pictured> = new Map<string, Pictured>([
  [
    'concentration',
    {
      reach: CONCENTRATION_REACH,
      keys: CONCENTRATION_KEYS,
      usual: CONCENTRATION_USUAL,
      draw: drawn(readConcentrationPage, concentrationPicture),
    },
  ],
  [
    'dynamics',
    {
      reach: PANEL_REACH,
      keys: DYNAMICS_KEYS,
      usual: DYNAMICS_USUAL,
      draw: drawn(readDynamicsPage, dynamicsPicture),
    },
  ],
  [
    'families',
    {
      reach: PANEL_REACH,
      keys: FAMILIES_KEYS,
      usual: FAMILIES_USUAL,
      draw: drawn(readFamiliesPage, familiesPicture),
    },
  ],
]);

function drawn<Page extends { panel: Asked['panels'][number] }>(
  read: (db: Request['db'], asked: Asked) => Promise<Page | null>,
  draw: (page: Page, seen: Seen) => Picture,
): Pictured['draw'] {
  return async (db, asked, seen) => {
    const page = await read(db, asked);
    return page && { picture: draw(page, seen), panel: page.panel };
  };
}

/** The picture of a page of structure. Null: none is called that, or it has no such form. Throws NothingPublished. */
export async function answerStructure({ view = '', ...asked }: ViewRequest): Promise<Response | null> {
  const known = PICTURED.get(view);
  return known ? await answerPictured(known, { ...asked, name: view }) : null;
}

/** The picture of a family: what was made from it. Null: there is no such family, or no such form. */
export async function answerFamilyPicture({
  id,
  ...asked
}: Omit<ViewRequest, 'view'> & { id: string }): Promise<Response | null> {
  const known: Pictured = {
    reach: PANEL_REACH,
    draw: drawn(
      (db, { definition, panels }) => readFamilyPage(db, { id, definition, panels }),
      familyPicture,
    ),
  };
  return await answerPictured(known, { ...asked, name: `family-${id}` });
}

/** `name`: of the file, before panel and day. */
async function answerPictured(
  known: Pictured,
  { url, db, format, name }: Omit<ViewRequest, 'view'> & { name: string },
): Promise<Response | null> {
  const form = PICTURE_FORMATS.find((each) => each === format);
  if (!form) return null;
  const address = `${url.origin}${decoded(`${url.pathname.slice(0, -form.length - 1)}${url.search}`)}`;
  const loaded = await loadPage({ url, db, ...known }, (definition, panels) =>
    known.draw(db, { url, definition, panels }, { address, theme: 'light' }),
  );
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  if (loaded.content === null) return null;
  const { picture, panel } = loaded.content;
  return shared(await pictureFile(picture, { form, name: rowsName(name, { panel, asOf: panel.asOf }) }));
}
