/** A declared edge in force, as one panel records it. */
export interface Edge {
  childId: number;
  parentId: number;
  /** Place in the declaration, from 1. */
  place: number;
  /** `finetune`, `adapter`, `quantized` or `merge`; null: not stated. */
  relation: string | null;
  /** `hub`, `card` or `tags`. */
  declaredIn: string;
  /** An id of VERDICTS; null while it is not judged. */
  verdict: string | null;
}

/** A model in a tree. */
export interface TreeNode {
  modelId: number;
  /** The edge by which it hangs there; null at a root. */
  edge: Edge | null;
  /** Further edges of the tree that lead to it: it hangs under the first declared base alone. */
  alsoUnder: number;
  downloads30d: number;
  /** Of itself and all below it. */
  sum: { models: number; downloads30d: number };
  /** Steps below the longest branch. */
  height: number;
  /** Biggest branch first. */
  children: readonly TreeNode[];
}

interface Draft {
  modelId: number;
  edge: Edge | null;
  alsoUnder: number;
  children: number[];
}

/**
 * Trees under the roots, in the order of the roots. A model stands in them once, so that circles end and nothing is
 * counted twice: under the first of its bases there, or, `near`, as close to a root as it can. `downloads`: of models that
 * are there; others count as no model.
 */
export function growTrees(
  roots: readonly number[],
  edges: readonly Edge[],
  { downloads, near = false }: { downloads: ReadonlyMap<number, number>; near?: boolean },
): readonly TreeNode[] {
  const { drafts, leads } = nearest(roots, edges);
  if (!near) for (const draft of drafts.values()) preferFirst(draft, leads.get(draft.modelId) ?? [], drafts);
  for (const { modelId, edge } of drafts.values())
    if (edge) drafts.get(edge.parentId)?.children.push(modelId);
  const ordered = roots.flatMap((modelId) => drafts.get(modelId) ?? []);
  for (let at = 0; at < ordered.length; at++)
    for (const id of ordered[at]?.children ?? []) ordered.push(...[drafts.get(id)].filter((one) => !!one));
  const nodes = new Map<number, TreeNode>();
  for (const draft of ordered.toReversed()) nodes.set(draft.modelId, nodeOf(draft, nodes, downloads));
  return roots.flatMap((modelId) => nodes.get(modelId) ?? []);
}

/** Every model that the edges lead to, with the edge that is met first on the way from a root, and all that lead to it. */
function nearest(roots: readonly number[], edges: readonly Edge[]) {
  const below = Map.groupBy(edges, ({ parentId }) => parentId);
  const drafts = new Map<number, Draft>(roots.map((modelId) => [modelId, draftOf(modelId, null)]));
  const leads = new Map<number, Edge[]>();
  let level: readonly number[] = roots;
  while (level.length > 0) {
    const found = level
      .flatMap((modelId) => below.get(modelId) ?? [])
      .toSorted((a, b) => a.place - b.place || a.parentId - b.parentId);
    const next: number[] = [];
    for (const edge of found) {
      leads.set(edge.childId, [...(leads.get(edge.childId) ?? []), edge]);
      const known = drafts.get(edge.childId);
      if (known) {
        known.alsoUnder += 1;
        continue;
      }
      drafts.set(edge.childId, draftOf(edge.childId, edge));
      next.push(edge.childId);
    }
    level = next;
  }
  return { drafts, leads };
}

/** Hangs a model under the first base it declares, unless that one hangs below the model itself. */
function preferFirst(draft: Draft, leads: readonly Edge[], drafts: ReadonlyMap<number, Draft>): void {
  const [first] = leads.toSorted((a, b) => a.place - b.place);
  if (!draft.edge || !first || first.parentId === draft.edge.parentId) return;
  for (let up = drafts.get(first.parentId); up; up = up.edge ? drafts.get(up.edge.parentId) : undefined)
    if (up.modelId === draft.modelId) return;
  draft.edge = first;
}

const draftOf = (modelId: number, edge: Edge | null): Draft => ({
  ...{ modelId, edge },
  alsoUnder: 0,
  children: [],
});

function nodeOf(
  { modelId, edge, alsoUnder, children: ids }: Draft,
  nodes: ReadonlyMap<number, TreeNode>,
  downloads: ReadonlyMap<number, number>,
): TreeNode {
  const own = downloads.get(modelId);
  const children = ids
    .flatMap((id) => nodes.get(id) ?? [])
    .toSorted(
      (a, b) =>
        b.sum.downloads30d - a.sum.downloads30d ||
        (a.edge?.place ?? 0) - (b.edge?.place ?? 0) ||
        a.modelId - b.modelId,
    );
  return {
    ...{ modelId, edge, alsoUnder, children },
    downloads30d: own ?? 0,
    sum: {
      models: children.reduce((sum, child) => sum + child.sum.models, own === undefined ? 0 : 1),
      downloads30d: children.reduce((sum, child) => sum + child.sum.downloads30d, own ?? 0),
    },
    height: children.reduce((most, { height }) => Math.max(most, height + 1), 0),
  };
}
