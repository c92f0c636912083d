import { printPlace } from '../../api/cursor.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { choosePanel } from '../../metrics/panels.ts';
import { loadPage } from '../load-view.ts';
import { MODELS_KEYS, modelsAsked } from '../models-view.ts';
import { DATA_FORMATS, paths } from '../paths.ts';
import type { ViewRequest } from './answer-view.ts';
import { ledTo, problemFile } from './respond.ts';

/** The list of models as a file: leads to the same list in the API, which has it in parts. Null: it is about another view. */
export async function answerModels({ url, db, view, format }: ViewRequest): Promise<Response | null> {
  // The API has lists in parts, which are joined: a Parquet file is no part.
  const form = DATA_FORMATS.find((each) => each === format && each !== 'parquet');
  if (view !== 'models' || !form) return null;
  const loaded = await loadPage({ url, db, keys: MODELS_KEYS }, async (definition, panels) => {
    const { q, after } = modelsAsked(url, definition);
    const { asOf } = choosePanel(panels, definition.panel);
    const place = after === null ? null : placeOf(after, asOf);
    return paths.modelsData(definition, form, { q, after: place });
  });
  if (loaded.kind === 'problem') return problemFile(loaded.problem, form);
  const location = loaded.kind === 'redirect' ? loaded.to : loaded.content;
  return ledTo(location);
}

const longestPlace = 100;

/** Where a page of the list begins, as the API says it. */
function placeOf(after: string, asOf: string): string {
  if (after.length > longestPlace)
    throw new BadDefinition(['after: this is not a place in the list; leave it out to begin at the top.']);
  return printPlace({ of: 'models', asOf, last: after });
}
