import type { Db } from '../../../../db/client.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { readCurated } from '../../families/rows.ts';
import { formatDay } from '../../format/dates.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import {
  type LineageTree,
  type ModelTree,
  readFamilyTrees,
  readModelTree,
  readTreeModels,
} from '../../metrics/lineage/read-lineage-tree.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { type Choices, chosenIn, panelChoices } from '../choices-view.ts';
import type { Frame } from '../frame.ts';
import { paths } from '../paths.ts';
import { structureFrame } from '../structure-frame.ts';
import {
  type BranchView,
  branchView,
  howOf,
  type MoreView,
  type Pruning,
  shownIds,
  sumWords,
} from './branches.ts';

/** What `/lineage/‹model›` and `/families/‹id›/lineage` show. */
export interface LineagePage {
  panel: PanelFacts;
  title: string;
  question: string;
  links: readonly { name: string; href: string }[];
  panels: readonly Choices[];
  frame: Frame;
  /** The model, and below it what it is made from. Null where no base is declared, and for families. */
  above: BranchView | null;
  trees: readonly BranchView[];
  /** Trees that are not shown. */
  more: MoreView | null;
  csvHref: string;
  jsonHref: string;
}

export const LINEAGE_KEYS = ['children'];

const USUAL: Pruning = { levels: [16, 6, 4, 4], open: 2 };
const ALL: Pruning = { levels: [500, 2], open: 1 };
const UPWARDS: Pruning = { levels: [20, 20, 20, 20, 20, 20], open: 6 };

interface Asked {
  url: URL;
  definition: Definition;
  panels: readonly PanelFacts[];
}

/** Null: no published snapshot ever named the model. `name`: as it is called now. */
export async function readModelLineagePage(
  db: Db,
  repoId: string,
  { url, definition, panels }: Asked,
): Promise<{ name: string; page: LineagePage } | null> {
  const all = chosenIn(url, 'children', { ids: ['all'], otherwise: null }) === 'all';
  const tree = await readModelTree(db, { repoId, panel: definition.panel });
  if (!tree) return null;
  const name = tree.model.repoId;
  const pruning = all ? ALL : USUAL;
  const here = (panel: string | null, children: string | null = null) =>
    paths.lineage(name, definitionOf({ panel }), { children });
  const ids = [...shownIds(tree.trees, below(pruning)), ...shownIds([tree.above], below(UPWARDS))];
  const models = await readTreeModels(db, tree.panel.panel, ids);
  const treeHref = (other: string) => paths.lineage(other, definitionOf({ panel: definition.panel }));
  const moreHref = all ? null : here(definition.panel, 'all');
  const above = aboveOf(
    tree,
    branchView(tree.above, UPWARDS, { models, treeHref, moreHref: null, upwards: true }),
  );
  return {
    name,
    page: {
      panel: tree.panel,
      title: `Lineage of ${name}`,
      question: 'What it says it is made from, and what others say they made from it.',
      links: [
        { name: 'The model', href: paths.model(name) },
        { name: 'The rules for license labels', href: paths.methods('inheritance') },
        { name: 'License exposure', href: paths.exposure(definitionOf({ panel: definition.panel })) },
      ],
      panels: panelChoices(panels, tree.panel.panel, (panel) => here(panel)),
      frame: frameOf(tree, titleOf(tree)),
      above,
      trees: tree.trees.map((root) => branchView(root, pruning, { models, treeHref, moreHref })),
      more: null,
      csvHref: paths.lineageData('csv', { model: name }, definitionOf({ panel: definition.panel })),
      jsonHref: paths.lineageData('json', { model: name }, definitionOf({ panel: definition.panel })),
    },
  };
}

/** Null: there is no such family. */
export async function readFamilyLineagePage(
  db: Db,
  id: string,
  { definition, panels }: Omit<Asked, 'url'>,
): Promise<LineagePage | null> {
  const tree = await readFamilyTrees(db, { family: id, panel: definition.panel });
  const family = (await readCurated(db, tree.asOf)).find((one) => one.id === id);
  if (!family) return null;
  const shown = tree.trees.slice(0, rootsShown);
  const hidden = tree.trees.slice(rootsShown);
  const pruning: Pruning = { levels: [8, 4, 3], open: 1 };
  const models = await readTreeModels(db, tree.panel.panel, shownIds(shown, below(pruning)));
  const treeHref = (repoId: string) => paths.lineage(repoId, definitionOf({ panel: definition.panel }));
  const there = tree.trees.reduce((sum, root) => sum + root.sum.models, 0);
  return {
    panel: tree.panel,
    title: `Lineage of ${family.name}`,
    question: 'The most downloaded models of the family, under what they say they are made from.',
    links: [
      { name: `The family ${family.name}`, href: paths.family(id, definition) },
      {
        name: 'License exposure of the family',
        href: paths.exposure({ ...definition, lenses: { family: [id] } }),
      },
    ],
    panels: panelChoices(panels, tree.panel.panel, (panel) =>
      paths.familyLineage(id, definitionOf({ panel })),
    ),
    frame: frameOf(
      tree,
      there === 0
        ? `No model of ${family.name} is among the most downloaded of this panel`
        : `${formatExact(there)} of the most downloaded models are of ${family.name}, or what it is made from; ${formatExact(tree.trees.length)} have no base here`,
    ),
    above: null,
    trees: shown.map((root) => branchView(root, pruning, { models, treeHref, moreHref: null })),
    more: hidden.length === 0 ? null : { says: `and ${sumWords(hidden, true)}`, href: null },
    csvHref: paths.lineageData('csv', { family: id }, definition),
    jsonHref: paths.lineageData('json', { family: id }, definition),
  };
}

const rootsShown = 25;

/** The roots are shown whatever the pruning of what is below them. */
const below = ({ levels, open }: Pruning): Pruning => ({ levels: [500, ...levels], open });

function aboveOf({ unseen, model }: ModelTree, above: BranchView): BranchView | null {
  const own = unseen
    .filter(({ childId }) => childId === model.modelId)
    .map(
      (base): BranchView => ({
        ...{ name: base.declaredAs, href: null, how: howOf(base), license: null, flag: null },
        notes: ['no look ever named it'],
        downloads: null,
        below: null,
      }),
    );
  const known = above.below?.branches ?? [];
  if (known.length + own.length === 0) return null;
  const branches = [...known, ...own];
  return { ...above, below: { says: '', open: true, branches, more: above.below?.more ?? null } };
}

function titleOf({ trees, above, model, unseen, downloads }: ModelTree): string {
  const [root] = trees;
  const derived = (root?.sum.models ?? 0) - (downloads.has(model.modelId) ? 1 : 0);
  if (root && derived > 0)
    return `${formatExact(derived)} ${derived === 1 ? 'model is' : 'models are'} known to derive from ${model.repoId}; they have ${formatExact(root.sum.downloads30d - root.downloads30d)} downloads in 30 days`;
  const bases = above.children.length + unseen.filter(({ childId }) => childId === model.modelId).length;
  return bases > 0
    ? `No derivative of ${model.repoId} is known; it declares ${bases === 1 ? 'one base' : `${bases} bases`}`
    : `Neither a base nor a derivative of ${model.repoId} is known`;
}

function frameOf(tree: LineageTree, title: string): Frame {
  const { asOf, coverageOfDownloads } = tree;
  return structureFrame(tree, {
    id: 'lineage',
    title,
    subtitle: `Declared lineage, biggest branches first by downloads in the previous 30 days, ${formatDay(asOf)}`,
    unit: 'models; downloads in the previous 30 days',
    attribution: 'none: what each model declares',
    covered: `of the models of the panel declare a base, and ${formatShare(coverageOfDownloads)} of its downloads are in such models`,
  });
}
