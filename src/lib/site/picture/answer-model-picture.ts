import type { Db } from '../../../../db/client.ts';
import { readModel } from '../../metrics/model.ts';
import { shared } from '../data/respond.ts';
import { modelPage } from '../model-view.ts';
import { PICTURE_FORMATS, paths, repoIdIn } from '../paths.ts';
import { modelPicture } from './model-picture.ts';
import { pictureFile } from './picture-file.ts';

/** The picture of a model at its address; null where there is no such model or form. */
export async function answerModelPicture(db: Db, url: URL): Promise<Response | null> {
  const form = PICTURE_FORMATS.find((each) => url.pathname.endsWith(`.${each}`));
  if (!form || url.search !== '') return null;
  const name = url.pathname.slice('/pictures'.length, -form.length - 1);
  const reading = await readModel(db, repoIdIn({ pathname: name }));
  const page = reading && modelPage(reading);
  if (!page) return null;
  const address = `${url.origin}${paths.model(page.repoId)}`;
  const file = `open-model-census_model_${page.repoId.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`;
  return shared(await pictureFile(modelPicture(page, { address, theme: 'light' }), { form, name: file }));
}
