import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { findModel } from '../../metrics/model-identity.ts';
import { readModelPage } from '../model-view.ts';
import { DATA_FORMATS, PICTURE_FORMATS, paths } from '../paths.ts';

interface Asked {
  definition: Definition;
  panels: readonly PanelFacts[];
}

/**
 * Where a model is in another form, for an address that ends as those of other pages do. Only to be asked of names that
 * no model has: a name may end in anything. Null: without the ending it is no model either. Throws BadDefinition.
 */
export async function modelInForm(db: Db, name: string, asked: Asked): Promise<string | null> {
  const cut = withoutEnding(name, ['csv', 'json', ...PICTURE_FORMATS]);
  const found = cut && (await readModelPage(db, cut.name, asked));
  if (!cut || !found) return null;
  const [figure] = found.page.counters;
  return (figure?.take ?? found.page.alone)?.[cut.form] ?? null;
}

/** The same of the lineage of a model. */
export async function lineageInForm(
  db: Db,
  name: string,
  { definition }: Pick<Asked, 'definition'>,
): Promise<string | null> {
  const cut = withoutEnding(name, DATA_FORMATS);
  const found = cut && (await findModel(db, cut.name));
  return cut && found ? paths.lineageData(cut.form, { model: found.model.repoId }, definition) : null;
}

function withoutEnding<Form extends string>(name: string, forms: readonly Form[]) {
  const form = forms.find((each) => name.endsWith(`.${each}`));
  return form ? { name: name.slice(0, -form.length - 1), form } : null;
}
