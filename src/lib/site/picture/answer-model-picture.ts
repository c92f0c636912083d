import type { Db } from '../../../../db/client.ts';
import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { problemFile, shared } from '../data/respond.ts';
import { loadPage } from '../load-view.ts';
import { readModelPage } from '../model-view.ts';
import { PICTURE_FORMATS, paths, repoIdIn } from '../paths.ts';
import { modelPicture } from './model-picture.ts';
import { pictureFile } from './picture-file.ts';

/** The picture of a model at its address; null where there is no such model or form. */
export async function answerModelPicture(db: Db, url: URL): Promise<Response | null> {
  const form = PICTURE_FORMATS.find((each) => url.pathname.endsWith(`.${each}`));
  if (!form) return null;
  const repoId = repoIdIn({ pathname: url.pathname.slice('/pictures'.length, -form.length - 1) });
  const loaded = await loadPage({ url, db, reach: PANEL_REACH }, async (definition, panels) => {
    const found = await readModelPage(db, repoId, { definition, panels });
    return found && { page: found.page, definition };
  });
  if (loaded.kind === 'redirect')
    return new Response(null, { status: 302, headers: { location: loaded.to } });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  if (!loaded.content) return null;
  const { page, definition } = loaded.content;
  const address = `${url.origin}${paths.model(page.repoId, definition)}`;
  const name = `open-model-census_model_${page.repoId.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`;
  return shared(await pictureFile(modelPicture(page, { address, theme: 'light' }), { form, name }));
}
