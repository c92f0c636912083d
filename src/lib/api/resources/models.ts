import { z } from 'zod';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { lensed } from '../../definition/lenses.ts';
import type { Reach } from '../../definition/parse.ts';
import { printDefinition } from '../../definition/print.ts';
import { GROUPINGS } from '../../definition/vocabulary.ts';
import { parseCursor, printCursor } from '../../metrics/cursor.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { countModels, type ListedModel, MODEL_DIMENSIONS, readModelPart } from '../../metrics/models.ts';
import { paths } from '../../site/paths.ts';
import { parsePlace, printPlace } from '../cursor.ts';
import { metaOf } from '../meta.ts';
import { newestPanel } from '../newest.ts';
import { LIST_PARAMETERS, text } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';

const count = z.number().int().nullable();
const day = z.iso.date().nullable();

const row = z.object({
  model: z.string().describe('Repo id on the Hub.'),
  namespace: z.string().describe('What stands before the slash.'),
  created_on: day.describe('The day the repository appeared on the Hub. Null: not recorded.'),
  downloads_30d: count.describe('Downloads in the 30 days before the snapshot. Null: not recorded.'),
  downloads_all_time: count.describe('Downloads of all time. Null: not recorded.'),
  likes: count.describe('Likes.'),
  parameters: z.number().nullable().describe('Total parameters. Null: unknown.'),
  parameters_source: z.string().describe('Where they were read.'),
  size_class: z.string().describe('Of the default scheme.'),
  license_id: z.string().nullable().describe('As declared. Null: none, or not recorded.'),
  license_class: z.string().describe('What it allows.'),
  country: z.string().describe('Country of the publisher.'),
  region: z.string().describe('Region of the publisher.'),
});

export const MODEL_REACH: Reach = {
  keys: ['panel', ...MODEL_DIMENSIONS, 'infrastructure', 'snapshot'],
  measures: ['downloads30d'],
};

export const MODELS = defineResource({
  id: 'models',
  path: '/models',
  name: 'Models',
  says: 'The models of a panel, most downloaded in the previous 30 days first. Under lenses other than region, size, license and publisher, and in searches that find little, a part may hold fewer rows than the limit, or none, while next still leads on: each part looks at some ten thousand models.',
  examples: ['/models?limit=5', '/models.csv?region=cn~us&license=permissive&limit=1000', '/models?q=qwen3'],
  reach: MODEL_REACH,
  own: z.object({
    q: text('Part of a repo id, in any case, with three letters or digits in a row.'),
    ...LIST_PARAMETERS,
  }),
  row,
  async read(context, { definition, own }) {
    const panel = newestPanel(context, definition);
    const asked = { ...definition, panel: panel.panel, snapshot: null };
    const place = { of: 'models', asOf: panel.asOf };
    const after = own.after === null ? null : parseCursor(parsePlace(own.after, place));
    const letThrough = await countKept(context, { definition: asked, panel });
    const owned = await countOwned(context, { definition: asked, panel });
    const { q, limit } = own;
    const { models, next } = await readModelPart(context.db, {
      ...{ definition: asked, panel, q, after, limit, matching: letThrough, owned },
    });
    return {
      data: models.map(rowOf),
      next: next && printPlace({ ...place, last: printCursor(next) }),
      meta: metaOf(context, {
        title: 'Models, most downloaded in the previous 30 days first',
        says: describeDefinition(asked),
        query: printDefinition(definition),
        page: pageOf(definition, own.q),
        panel,
        coverage: {
          part: null,
          says: 'Every model of the snapshot that is let through is listed; nulls are not known.',
        },
        // A search counts none of those it finds.
        matching: q === null ? letThrough : null,
      }),
    };
  },
});

/** What the publishers of a lens have in all; null without such a lens. */
async function countOwned(
  context: ApiContext,
  { definition, panel }: { definition: Definition; panel: PanelFacts },
): Promise<number | null> {
  const { publisher = [] } = definition.lenses;
  if (publisher.length === 0) return null;
  const alone = { ...definition, lenses: { publisher }, infrastructure: 'with' as const };
  return await countKept(context, { definition: alone, panel });
}

/** Without a lens the snapshot says how many there are. */
async function countKept(
  { db, kept }: ApiContext,
  { definition, panel }: { definition: Definition; panel: PanelFacts },
): Promise<number> {
  if (lensed(definition).length === 0 && definition.infrastructure === 'with') return panel.models;
  return await kept(`count ${printDefinition(definition)}`, () => countModels(db, definition));
}

/** The page lists by three lenses; what else narrows stands in the explorer. */
function pageOf(definition: Definition, q: string | null): string {
  const { region = [], size = [], license = [] } = definition.lenses;
  const more = lensed(definition).some((dimension) => !GROUPINGS.some((one) => one === dimension));
  if (more) return paths.explore({ ...definition, measure: 'models', snapshot: null });
  const shown = definitionOf({ panel: definition.panel, lenses: { region, size, license } });
  return paths.models(shown, { q });
}

function rowOf(model: ListedModel): z.infer<typeof row> {
  return {
    model: model.repoId,
    namespace: model.namespace,
    created_on: model.createdOn,
    downloads_30d: model.downloads30d,
    downloads_all_time: model.downloadsAllTime,
    likes: model.likes,
    parameters: model.parameters,
    parameters_source: model.parametersSource,
    size_class: model.sizeClass,
    license_id: model.licenseId,
    license_class: model.licenseClass,
    country: model.country,
    region: model.region,
  };
}
