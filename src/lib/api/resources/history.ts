import { z } from 'zod';
import { BadDefinition } from '../../definition/errors.ts';
import type { Reach } from '../../definition/parse.ts';
import { readModelHistory } from '../../metrics/model-history.ts';
import { readNamesLike } from '../../metrics/names-like.ts';
import { paths } from '../../site/paths.ts';
import { ApiProblem } from '../errors.ts';
import { partOf } from '../list-of.ts';
import { metaOf } from '../meta.ts';
import { panelIn } from '../newest.ts';
import { LIST_PARAMETERS, text } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';

const count = z.number().int().nullable();

/** Longer than any name on the Hub. */
const longestName = 200;

export const PANEL_DAY_REACH: Reach = { keys: ['panel', 'snapshot'], measures: ['downloads30d'] };

export const HISTORY = defineResource({
  id: 'history',
  path: '/history',
  name: 'History of a model',
  says: 'The counters of one model on every published day of a panel, oldest first. A day on which it was not in the panel has a row without counters.',
  examples: [
    '/history?model=Qwen/Qwen3-8B',
    '/history.csv?model=openai/whisper-large-v3&snapshot=2026-08-22',
  ],
  reach: PANEL_DAY_REACH,
  own: z.object({
    model: text('Repo id of the model. Required; an earlier name will do.', longestName),
    ...LIST_PARAMETERS,
    limit: LIST_PARAMETERS.limit,
  }),
  row: z.object({
    model: z.string().describe('Repo id, as it is called now.'),
    as_of: z.iso.date().describe('Published day.'),
    present: z.boolean().describe('False: it was not in the panel that day.'),
    downloads_30d: count.describe('Downloads in the previous 30 days. Null: not recorded.'),
    downloads_all_time: count.describe('Downloads of all time. Null: not recorded.'),
    likes: count.describe('Likes. Null: not recorded.'),
  }),
  async read(context, { definition, own: { model: asked, limit, after } }) {
    if (asked === null) throw new BadDefinition(['model: name one, as model=Qwen/Qwen3-8B.']);
    const panel = panelIn(context, definition);
    const found = await readModelHistory(context.db, {
      repoId: asked,
      panel: panel.panel,
      until: definition.snapshot,
    });
    if (!found) throw await noModel(context, asked);
    const { model, points, panels } = found;
    const rows = points.map((point) => ({
      model: model.repoId,
      as_of: point.asOf,
      present: point.present,
      downloads_30d: point.downloads30d,
      downloads_all_time: point.downloadsAllTime,
      likes: point.likes,
    }));
    const asOf = rows.at(-1)?.as_of ?? panel.asOf;
    const elsewhere = panels.filter((name) => name !== panel.panel);
    return {
      ...partOf(rows, (row) => row.as_of, { of: 'history', asOf, limit, after }),
      meta: metaOf(context, {
        title: `Counters of ${model.repoId} by published day`,
        says: 'Counters of one model, by published day. Each day has the last value seen up to it.',
        page: paths.model(model.repoId),
        panel,
        asOf,
        matching: rows.length,
        notes:
          elsewhere.length === 0
            ? []
            : [{ kind: 'panels', on: null, says: `It is in these panels too: ${elsewhere.join(', ')}.` }],
      }),
    };
  },
});

/** What to say of a name that no published snapshot ever had. */
export async function noModel({ db }: ApiContext, name: string): Promise<ApiProblem> {
  const near = await readNamesLike(db, name, 5);
  const meant = near.length === 0 ? '' : ` Names like it: ${near.join(', ')}.`;
  return new ApiProblem(404, [`model: no published snapshot has a model of this name.${meant}`]);
}
