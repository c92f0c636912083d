import type { Db } from '../../../db/client.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { formatDay } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { type ListedModel, readModels } from '../metrics/models.ts';
import { chipsOf, type LensForm, lensForm, withoutLenses } from './lens-view.ts';
import { paths } from './paths.ts';
import { nameOf } from './series-view.ts';

export interface ListedModelView {
  repoId: string;
  href: string;
  downloads30d: number | null;
  likes: number | null;
  parameters: number | null;
  region: string;
  license: string;
  licenseId: string | null;
  createdOn: string | null;
}

/** What `/models` shows. */
export interface ModelsPage {
  panel: PanelFacts;
  form: LensForm;
  action: string;
  search: { value: string };
  chips: readonly { says: string; href: string }[];
  clearHref: string;
  /** How many there are, or what was searched for. */
  count: string;
  models: readonly ListedModelView[];
  /** The list in other forms, and how much of it one file holds. */
  data: { csv: string; json: string };
  dataSays: string | null;
  nextHref: string | null;
  /** What a search that found little looked at, in a sentence; null: all there is. */
  looked: string | null;
  /** Back to the top of the list; null at the top. */
  topHref: string | null;
}

export const MODELS_KEYS = ['q', 'after'] as const;

/** What an address asks of the list beside its lenses. Throws BadDefinition. */
export function modelsAsked({ searchParams }: URL, { measure }: Definition) {
  // The list is in the order of one counter; another measure would change nothing.
  if (measure !== 'downloads30d')
    throw new BadDefinition(['measure: the list of models is always by downloads30d.']);
  return { q: searchParams.get('q')?.trim() || null, after: searchParams.get('after') || null };
}

const rowsOfFile = 1000;

export async function readModelsPage(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<ModelsPage> {
  const { q, after } = modelsAsked(url, definition);
  const list = await readModels(db, definition, { q, after });
  const here = (changed: Definition) => paths.models(changed, { q });
  return {
    panel: list.panel,
    form: lensForm(definition, list.panel, panels),
    action: paths.models(),
    search: { value: q ?? '' },
    chips: [
      ...chipsOf(definition).map(({ says, without }) => ({ says, href: here(without) })),
      ...(q === null ? [] : [{ says: `Search: ${q}`, href: paths.models(definition) }]),
    ],
    clearHref: paths.models(withoutLenses(definition)),
    count: countOf({ matching: list.matching, panel: list.panel, q }),
    models: list.models.map(listed),
    data: {
      csv: paths.modelsFile(definition, 'csv', { q, after }),
      json: paths.modelsFile(definition, 'json', { q, after }),
    },
    dataSays:
      list.next === null
        ? null
        : `A file has at most ${formatExact(rowsOfFile)} models, beginning with the first of this page; JSON says where it goes on.`,
    nextHref: list.next === null ? null : paths.models(definition, { q, after: list.next }),
    looked:
      list.looked === null
        ? null
        : `Looked at ${formatExact(list.looked)} models, the ${after === null ? 'most downloaded' : 'next by downloads'}; ${list.models.length === 0 ? 'none' : formatExact(list.models.length)} of them ${list.models.length === 1 ? 'fits' : 'fit'}.`,
    topHref: after === null ? null : here(definition),
  };
}

function countOf({
  matching,
  panel,
  q,
}: {
  matching: number | null;
  panel: PanelFacts;
  q: string | null;
}): string {
  if (matching === null) return `Repo ids that contain “${q ?? ''}”, ${formatDay(panel.asOf)}`;
  if (matching === panel.models) return `All ${formatExact(matching)} models, ${formatDay(panel.asOf)}`;
  return `${formatExact(matching)} of ${formatExact(panel.models)} models, ${formatDay(panel.asOf)}`;
}

function listed(model: ListedModel): ListedModelView {
  return {
    repoId: model.repoId,
    href: paths.model(model.repoId),
    downloads30d: model.downloads30d,
    likes: model.likes,
    parameters: model.parameters,
    region: nameOf('region', model.region),
    license: nameOf('license', model.licenseClass),
    licenseId: model.licenseId,
    createdOn: model.createdOn,
  };
}
