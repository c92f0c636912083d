import { BadDefinition } from '../../definition/errors.ts';
import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readModelTree, readTreeModels } from '../../metrics/lineage/read-lineage-tree.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';

/** The declared edges above and below one model. */
export const LINEAGE_FILE: RowsView = {
  reach: PANEL_REACH,
  keys: ['model'],
  read: async (db, url, definition) => {
    const asked = url.searchParams.get('model')?.trim() ?? '';
    const tree = await readModelTree(db, { repoId: asked, panel: definition.panel });
    if (!tree) throw new BadDefinition(['model: no published snapshot has a model of this name.']);
    const { above, below } = tree.edges;
    const ids = [...above, ...below].flatMap(({ childId, parentId }) => [childId, parentId]);
    const models = await readTreeModels(db, tree.panel.panel, [...new Set(ids)]);
    const name = (id: number) => models.get(id)?.repoId ?? null;
    const rows = [
      ...above.map((edge) => ({ edge, side: 'above' })),
      ...below.map((edge) => ({ edge, side: 'below' })),
    ];
    return {
      name: rowsName(`lineage_${tree.model.repoId}`, tree),
      table: {
        columns: [
          {
            name: 'side',
            type: 'string',
            says: 'above: what the model is made from; below: what is made from it.',
          },
          { name: 'model', type: 'string', says: 'The model that declares the base.' },
          { name: 'base', type: 'string', says: 'The base, as it is called now.' },
          { name: 'place', type: 'number', says: 'Place in the declaration, from 1.' },
          { name: 'relation', type: 'string', says: 'How it was made. Empty: not stated.' },
          { name: 'relation_source', type: 'string', says: 'hub, card or tags.' },
          { name: 'verdict', type: 'string', says: 'How the two labels compare.' },
          { name: 'downloads_30d', type: 'number', says: 'Of models below, in the previous 30 days.' },
          { name: 'as_of', type: 'date', says: 'Snapshot.' },
        ],
        rows: rows.map(({ edge, side }) => [
          ...[side, name(edge.childId), name(edge.parentId), edge.place, edge.relation, edge.declaredIn],
          ...[edge.verdict, tree.downloads.get(edge.childId) ?? null, tree.asOf],
        ]),
      },
      meta: { ...metaOfAnswer(tree), model: tree.model.repoId, complete: tree.complete },
      describedBy: paths.lineageData('json', tree.model.repoId, definition),
      next: null,
    };
  },
};
