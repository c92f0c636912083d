import { RELATIONS } from '../../../../db/vocab/relations.ts';
import { formatExact } from '../../format/numbers.ts';
import type { TreeNode } from '../../metrics/lineage/grow-tree.ts';
import type { TreeModel } from '../../metrics/lineage/read-lineage-tree.ts';
import { EXPOSED } from '../../metrics/structure/read-exposure.ts';
import { verdictName } from '../inheritance-view.ts';
import { paths } from '../paths.ts';

/** One model of a tree as it is shown. */
export interface BranchView {
  name: string;
  /** Its own page; null where no look ever named it. */
  href: string | null;
  /** `Fine-tune, declared on the model card`; null at a root. */
  how: string | null;
  license: string | null;
  /** The label differs from upstream terms. */
  flag: string | null;
  /** What else is to know: gone, several bases. */
  notes: readonly string[];
  downloads: number | null;
  below: { says: string; open: boolean; branches: readonly BranchView[]; more: MoreView | null } | null;
}

/** Branches that are not shown. */
export interface MoreView {
  says: string;
  /** Where they are; null where nothing shows them. */
  href: string | null;
}

/** How many branches each level shows, and how many levels there are. */
export interface Pruning {
  levels: readonly number[];
  /** Levels that are unfolded. */
  open: number;
}

/** Every model that a pruned tree shows, for its names. */
export function shownIds(trees: readonly TreeNode[], { levels }: Pruning): readonly number[] {
  const [most = 0, ...deeper] = levels;
  return trees
    .slice(0, most)
    .flatMap((node) => [node.modelId, ...shownIds(node.children, { levels: deeper, open: 0 })]);
}

export interface BranchAbout {
  models: ReadonlyMap<number, TreeModel>;
  /** The tree of one model. */
  treeHref: (repoId: string) => string;
  /** Where the hidden branches of the first level are. */
  moreHref: string | null;
  /** Bases stand below what is made from them. */
  upwards?: boolean;
}

/** A tree in words. `pruning`: of the levels below the node. */
export function branchView(node: TreeNode, pruning: Pruning, about: BranchAbout): BranchView {
  const { modelId, edge, alsoUnder, downloads30d, children } = node;
  const model = about.models.get(modelId);
  const name = model?.repoId ?? `model ${modelId}`;
  return {
    name,
    href: model ? paths.model(model.repoId) : null,
    how: edge && howOf(edge),
    license: model?.license ?? null,
    flag: edge && exposed.has(edge.verdict ?? '') ? verdictName(edge.verdict ?? '') : null,
    notes: [
      ...(model?.present ? [] : ['in the panel no more']),
      ...(alsoUnder > 0
        ? [`also ${about.upwards ? 'a base of' : 'made from'} ${formatExact(alsoUnder)} more here`]
        : []),
    ],
    downloads: model?.present ? downloads30d : null,
    below: children.length === 0 ? null : belowOf(node, pruning, { ...about, name }),
  };
}

const exposed: ReadonlySet<string> = new Set(EXPOSED);

const DECLARED_IN: Readonly<Record<string, string>> = {
  hub: 'resolved by the Hub',
  card: 'declared on the model card',
  tags: 'declared in its tags',
};

/** `Fine-tune, declared on the model card`. */
export function howOf({ relation, declaredIn }: { relation: string | null; declaredIn: string }): string {
  const how = RELATIONS.find(({ id }) => id === relation)?.name ?? 'Relation not stated';
  return `${how}, ${DECLARED_IN[declaredIn] ?? declaredIn}`;
}

function belowOf(
  node: TreeNode,
  { levels, open }: Pruning,
  about: BranchAbout & { name: string },
): NonNullable<BranchView['below']> {
  const [most = 0, ...deeper] = levels;
  const shown = node.children.slice(0, most);
  const hidden = node.children.slice(most);
  const href = about.moreHref ?? about.treeHref(about.name);
  return {
    says: sumWords(node.children),
    open: open > 0,
    branches: shown.map((child) =>
      branchView(child, { levels: deeper, open: open - 1 }, { ...about, moreHref: null }),
    ),
    more:
      hidden.length === 0
        ? null
        : { says: `${shown.length === 0 ? '' : 'and '}${sumWords(hidden, shown.length > 0)}`, href },
  };
}

/** `12 models below, 3,456 downloads in 30 days`. */
export function sumWords(nodes: readonly TreeNode[], more = false): string {
  const models = nodes.reduce((sum, node) => sum + node.sum.models, 0);
  const downloads = nodes.reduce((sum, node) => sum + node.sum.downloads30d, 0);
  const what = models === 1 ? 'model' : 'models';
  return `${formatExact(models)} ${more ? 'more' : what}${more ? '' : ' below'}, ${formatExact(downloads)} downloads in 30 days`;
}
