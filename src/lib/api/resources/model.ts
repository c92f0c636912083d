import { z } from 'zod';
import { type ModelReading, mostChanges, readModel } from '../../metrics/model.ts';
import { paths } from '../../site/paths.ts';
import { metaOf } from '../meta.ts';
import { defineResource } from '../resource.ts';
import { noModel, PANEL_DAY_REACH } from './history.ts';
import { changeFields, changeRow } from './model-changes.ts';
import { lineageFields, lineageRow } from './model-lineage.ts';
import { atDay, stateFields, versionFields, versionRow } from './model-states.ts';

const text = z.string().nullable();
const day = z.iso.date().nullable();

const row = z.object({
  model: z.string().describe('Repo id, as it is called now.'),
  found_by: z.enum(['name', 'old-name', 'any-case']).describe('How the name asked for led to it.'),
  object_id: text.describe('The id of the Hub, which no rename changes.'),
  namespace: z.string(),
  created_on: day.describe('The day the repository appeared on the Hub.'),
  first_seen_on: z.iso.date().describe('The first snapshot that has it.'),
  missing_since: day.describe('The first complete look that did not have it. Null: it is there.'),
  removed_on: day.describe('The day a second look confirmed that it is gone. Null: it is no tombstone.'),
  publisher: z
    .object({ id: z.string(), name: z.string(), evidence: text })
    .nullable()
    .describe('Who owns the namespace today. Null: nobody has looked.'),
  had_this_name: z
    .array(z.object({ model: z.string(), removed: z.boolean() }))
    .describe('Other models that had the name before.'),
  panels: z.array(z.object(stateFields)).describe('What each panel that has or had it says.'),
  lineage: z.array(z.object(lineageFields)).describe('Declared bases, by panel.'),
  versions: z
    .array(z.object(versionFields))
    .describe('Every version of what it was said to be, newest first.'),
  changes: z
    .array(z.object(changeFields))
    .describe(`What changed about it, newest first, at most ${mostChanges}.`),
});

export const MODEL = defineResource({
  id: 'model',
  path: '/models/{model}',
  name: 'One model',
  says: 'Everything on record about one model: who it is, its counters and groups in each panel with their course, what it was said to be since when, where it comes from. An earlier name leads to the model that had it. With snapshot, what was known that day.',
  examples: ['/models/Qwen/Qwen3-8B', '/models/openai-community/gpt2?snapshot=2026-08-22'],
  reach: { ...PANEL_DAY_REACH, keys: ['snapshot'] },
  own: z.object({}),
  row,
  async read(context, { definition: { snapshot }, id }) {
    const found = await readModel(context.db, id);
    if (!found) throw await noModel(context, id);
    const panels = found.states
      .map((state) => atDay(found, state, snapshot))
      .filter((state) => state !== null);
    const asOf = panels[0]?.as_of ?? null;
    const first = context.panels.find(({ panel }) => panel === panels[0]?.panel) ?? null;
    return {
      data: rowOf(found, panels, snapshot),
      next: null,
      meta: metaOf(context, {
        title: `${found.model.repoId} on the Hub`,
        says: 'What published snapshots and the registry say about one model.',
        page: paths.model(found.model.repoId),
        panel: first,
        asOf,
        notes:
          snapshot === null
            ? []
            : [
                {
                  kind: 'as-known-on',
                  on: snapshot,
                  says: `Counters, versions and changes are those seen up to ${snapshot}. Groups, lineage and publisher are those of today.`,
                },
              ],
      }),
    };
  },
});

function rowOf(
  { model, foundBy, earlier, lineage, versions, changes }: ModelReading,
  panels: z.infer<typeof row>['panels'],
  snapshot: string | null,
): z.infer<typeof row> {
  const known = ({ on }: { on: string }) => snapshot === null || on <= snapshot;
  return {
    model: model.repoId,
    found_by: foundBy,
    object_id: model.objectId,
    namespace: model.namespace,
    created_on: model.createdOn,
    first_seen_on: model.firstSeenOn,
    missing_since: model.missingSince,
    removed_on: model.removedOn,
    publisher: model.publisher,
    had_this_name: earlier.map(({ repoId, removed }) => ({ model: repoId, removed })),
    panels,
    lineage: lineage.map(lineageRow),
    versions: versions.filter(({ since }) => known({ on: since })).map(versionRow),
    changes: changes.filter(({ asOf }) => known({ on: asOf })).map(changeRow),
  };
}
