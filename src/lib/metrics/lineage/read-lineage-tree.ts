import type { Db } from '../../../../db/client.ts';
import { definitionOf } from '../../definition/defaults.ts';
import { readFigure } from '../engine/read-figure.ts';
import type { PanelFacts } from '../metric.ts';
import { findModel } from '../model-identity.ts';
import { choosePanel, readPanels } from '../panels.ts';
import { readVersion } from '../publication.ts';
import type { StructureAnswer } from '../structure/answer.ts';
import { type Edge, growTrees, type TreeNode } from './grow-tree.ts';
import { type Branches, climb, mostProminent, readBranches, readProminent } from './read-trees.ts';

/** What is shown of a model in a tree. */
export interface TreeModel {
  repoId: string;
  license: string | null;
  /** False where it is in the panel no more. */
  present: boolean;
}

export interface LineageTree extends StructureAnswer {
  /** Biggest first; of a model, itself alone. */
  trees: readonly TreeNode[];
  /** Every edge of the trees that was read. */
  edges: readonly Edge[];
  /** Of the models that are in the panel. */
  downloads: ReadonlyMap<number, number>;
  /** Under the trees are all derivatives that are declared; false: the most downloaded alone. */
  complete: boolean;
  /** Part of the downloads of the panel in models that declare a base. `coverage` is that of models. */
  coverageOfDownloads: number | null;
}

export interface ModelTree extends LineageTree {
  model: { modelId: number; repoId: string };
  /** Every edge above the model. */
  edgesAbove: readonly Edge[];
  /** From the model upwards: the bases of each, in the order of the declaration. */
  above: TreeNode;
  /** Bases that no look ever named, by the model that declares them. */
  unseen: readonly { childId: number; declaredAs: string; relation: string | null; declaredIn: string }[];
}

/** Ancestors and descendants of a model. Null: no published snapshot ever named it. */
export async function readModelTree(
  db: Db,
  { repoId, panel: named }: { repoId: string; panel: string | null },
): Promise<ModelTree | null> {
  const [found, panels] = await Promise.all([findModel(db, repoId), readPanels(db)]);
  if (!found) return null;
  const { modelId } = found.model;
  const panel = named === null ? await panelOf(db, modelId, panels) : choosePanel(panels, named);
  const panelId = await idOf(db, panel);
  const [up, branches] = await Promise.all([
    climb(db, panelId, [modelId]),
    readBranches(db, { panelId, roots: [modelId] }),
  ]);
  const turned = up.edges.map((edge): Edge => ({ ...edge, childId: edge.parentId, parentId: edge.childId }));
  const [[above], unseen, facts] = await Promise.all([
    growTrees([modelId], turned, { downloads: new Map(), near: true }),
    readUnseen(db, panelId, [...up.seen]),
    readFacts(db, panel, branches),
  ]);
  if (!above) throw new Error('a tree has a root');
  return {
    ...facts,
    model: { modelId, repoId: found.model.repoId },
    trees: growTrees([modelId], branches.edges, branches),
    edgesAbove: up.edges,
    above,
    unseen,
  };
}

/** The most downloaded models of a family under the models they come from. */
export async function readFamilyTrees(
  db: Db,
  { family, panel: named }: { family: string; panel: string | null },
): Promise<LineageTree> {
  const panel = choosePanel(await readPanels(db), named);
  const panelId = await idOf(db, panel);
  const branches = await readProminent(db, { panelId, family });
  const children = new Set(branches.edges.map(({ childId }) => childId));
  const ids = new Set([...branches.downloads.keys(), ...branches.edges.map(({ parentId }) => parentId)]);
  const roots = [...ids].filter((id) => !children.has(id));
  const trees = growTrees(roots, branches.edges, branches);
  return {
    ...(await readFacts(db, panel, branches)),
    trees: trees.toSorted((a, b) => b.sum.downloads30d - a.sum.downloads30d || a.modelId - b.modelId),
  };
}

/** Names and labels of models, as they are now. */
export async function readTreeModels(
  db: Db,
  panel: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, TreeModel>> {
  const rows = await db<(TreeModel & { modelId: number })[]>`
    select
      m.model_id::int as "modelId",
      m.repo_id as "repoId",
      case when t.license_class not in ('none', 'unrecorded') then t.license_key end as "license",
      coalesce(t.present, false) as "present"
    from models m
    left join panel_models t
      on t.panel_id = (select p.panel_id from panels p where p.panel = ${panel}) and t.model_id = m.model_id
    where m.model_id = any(${[...ids]}::int[])
  `;
  return new Map(rows.map(({ modelId, ...model }) => [modelId, model]));
}

/** The first panel that knows an edge of the model, or else that has it. */
async function panelOf(db: Db, modelId: number, panels: readonly PanelFacts[]): Promise<PanelFacts> {
  const [row] = await db<{ panel: string }[]>`
    select p.panel as "panel"
    from panel_models t
    join panels p on p.panel_id = t.panel_id
    where t.model_id = ${modelId}
    order by
      exists (
        select from lineage_edges e
        where e.panel_id = t.panel_id and e.child_id = t.model_id and e.until_snapshot is null
      ) or exists (
        select from lineage_edges e
        where e.panel_id = t.panel_id and e.parent_id = t.model_id and e.until_snapshot is null
      ) desc,
      t.present desc, p.rank, p.panel
    limit 1
  `;
  return panels.find(({ panel }) => panel === row?.panel) ?? choosePanel(panels, null);
}

async function idOf(db: Db, { panel }: PanelFacts): Promise<number> {
  const [row] = await db<{ id: number }[]>`
    select p.panel_id::int as "id" from panels p where p.panel = ${panel}`;
  return row?.id ?? 0;
}

async function readUnseen(db: Db, panelId: number, ids: readonly number[]): Promise<ModelTree['unseen']> {
  return await db<{ childId: number; declaredAs: string; relation: string | null; declaredIn: string }[]>`
    select
      e.child_id::int as "childId",
      e.parent_repo_id as "declaredAs",
      e.relation as "relation",
      e.declared_in as "declaredIn"
    from lineage_edges e
    where e.panel_id = ${panelId} and e.child_id = any(${[...ids]}::int[]) and e.until_snapshot is null
      and e.parent_id is null
    order by e.child_id, e.place
    limit 50
  `;
}

async function readFacts(
  db: Db,
  panel: PanelFacts,
  { complete, edges, downloads }: Branches,
): Promise<Omit<LineageTree, 'trees'>> {
  const asked = (measure: 'models' | 'downloads30d') =>
    readFigure(
      db,
      definitionOf({ panel: panel.panel, measure, attribution: 'creator', window: { days: 1 }, step: 'day' }),
    );
  const [models, downloaded, { referenceVersion }] = await Promise.all([
    asked('models'),
    asked('downloads30d'),
    readVersion(db),
  ]);
  return {
    panel,
    asOf: panel.asOf,
    definition:
      'Declared bases in force in the newest snapshot, resolved by the Hub, stated on the model card or in a tag. A model of several bases hangs under the first one here; circles are cut.',
    coverage: models.lineageCoverage,
    notes: [
      'A lower bound: many models declare no base.',
      ...(complete
        ? []
        : [
            `Only the ${mostProminent.toLocaleString('en-US')} most downloaded models and what they are made from stand here; sums are of these.`,
          ]),
    ],
    referenceVersion,
    ...{ edges, downloads, complete },
    coverageOfDownloads: downloaded.lineageCoverage,
  };
}
