import type { Db } from '../../../../db/client.ts';
import type { Definition } from '../../definition/definition.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readCurated } from '../../families/rows.ts';
import {
  type LineageTree,
  type ModelTree,
  readFamilyTrees,
  readModelTree,
  readTreeModels,
} from '../../metrics/lineage/read-lineage-tree.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsFile, type RowsView, rowsName } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

/** The declared edges above and below one model, or of a family. */
export const LINEAGE_FILE: RowsView = {
  reach: PANEL_REACH,
  keys: ['model', 'family'],
  read: async (db, { searchParams }, definition) => {
    const [model, family] = ['model', 'family'].map((key) => searchParams.get(key)?.trim() || null);
    if (!model === !family)
      throw new BadDefinition(['model, family: name one of the two, as model=Qwen/Qwen3-8B or family=qwen.']);
    return model ? await ofModel(db, model, definition) : await ofFamily(db, family ?? '', definition);
  },
};

async function ofModel(db: Db, asked: string, definition: Definition): Promise<RowsFile> {
  const tree = await readModelTree(db, { repoId: asked, panel: definition.panel });
  if (!tree) throw new BadDefinition(['model: no published snapshot has a model of this name.']);
  const what = { model: tree.model.repoId };
  return await fileOf(db, tree, { what, describedBy: paths.lineageData('json', what, definition) });
}

async function ofFamily(db: Db, family: string, definition: Definition): Promise<RowsFile> {
  const tree = await readFamilyTrees(db, { family, panel: definition.panel });
  if (!(await readCurated(db, tree.asOf)).some(({ id }) => id === family))
    throw new BadDefinition(['family: no curated family is called that; /families lists them.']);
  return await fileOf(db, tree, {
    what: { family },
    describedBy: paths.lineageData('json', { family }, definition),
  });
}

async function fileOf(
  db: Db,
  tree: LineageTree & Partial<Pick<ModelTree, 'edgesAbove'>>,
  { what, describedBy }: { what: Readonly<Record<string, string>>; describedBy: string },
): Promise<RowsFile> {
  const rows = [
    ...(tree.edgesAbove ?? []).map((edge) => ({ edge, side: 'above' })),
    ...tree.edges.map((edge) => ({ edge, side: 'below' })),
  ];
  const ids = rows.flatMap(({ edge: { childId, parentId } }) => [childId, parentId]);
  const models = await readTreeModels(db, tree.panel.panel, [...new Set(ids)]);
  const name = (id: number) => models.get(id)?.repoId ?? null;
  return {
    name: rowsName(`lineage_${Object.values(what).join('_')}`, tree),
    table: {
      columns: COLUMNS,
      rows: rows.map(({ edge, side }) => [
        ...[side, name(edge.childId), name(edge.parentId), edge.place, edge.relation, edge.declaredIn],
        ...[edge.verdict, tree.downloads.get(edge.childId) ?? null, tree.asOf],
      ]),
    },
    meta: {
      ...metaOfAnswer(tree),
      ...what,
      complete: tree.complete,
      coverage_of_downloads: tree.coverageOfDownloads,
    },
    describedBy,
    next: null,
  };
}

const COLUMNS: readonly DataColumn[] = [
  {
    name: 'side',
    type: 'string',
    says: 'above: what the model is made from; below: what is made from it, or in the family.',
  },
  { name: 'model', type: 'string', says: 'The model that declares the base.' },
  { name: 'base', type: 'string', says: 'The base, as it is called now.' },
  { name: 'place', type: 'number', says: 'Place in the declaration, from 1.' },
  { name: 'relation', type: 'string', says: 'How it was made. Empty: not stated.' },
  { name: 'relation_source', type: 'string', says: 'hub, card or tags.' },
  { name: 'verdict', type: 'string', says: 'How the two labels compare.' },
  { name: 'downloads_30d', type: 'number', says: 'Of models below, in the previous 30 days.' },
  { name: 'as_of', type: 'date', says: 'Snapshot.' },
];
