import { formatDay } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import type { DeclaredBase, ModelLineage } from '../metrics/lineage.ts';
import { verdictName } from './inheritance-view.ts';
import { paths } from './paths.ts';
import { type Name, named, type Phrase } from './phrase.ts';

/** A declared base, and what comparing the two labels tells. */
export interface BaseRow {
  base: Name;
  /** `Finetune, resolved by the Hub`. */
  how: string;
  /** What is to know about the base itself: an old name, gone, never seen. */
  notes: readonly Phrase[];
  /** Null where the base was never seen: there is nothing to compare with. */
  labels: Phrase | null;
  verdict: { id: string; name: string; says: string } | null;
}

/** Where a model comes from, and what comes from it. */
export interface LineageView {
  bases: readonly BaseRow[];
  /** Null where no base is declared. */
  root: Phrase | null;
  derivatives: string;
  /** The whole tree, above and below. */
  treeHref: string;
}

/** The lineage of a model in words. `title`: of the panel it was read in. */
export function lineageView(
  lineage: ModelLineage,
  { title, repoId }: { title: string; repoId: string },
): LineageView {
  return {
    bases: lineage.bases.map((base) => baseRow(base, lineage.license)),
    root: lineage.bases.length === 0 ? null : rootOf(lineage),
    derivatives: derivativesOf(lineage.derivatives, title),
    treeHref: paths.lineage(repoId),
  };
}

/** The base whose root and count a packed model takes: the first that does not lead back to the model. */
export function firstBase({ bases }: ModelLineage): string | null {
  const first = bases.find(({ cut }) => !cut);
  return first ? (first.repoId ?? first.declaredAs) : null;
}

function baseRow(base: DeclaredBase, own: string | null): BaseRow {
  const { repoId, declaredAs, relation, declaredIn } = base;
  return {
    base: repoId === null ? named(declaredAs) : linked(repoId),
    how: `${RELATIONS[relation ?? ''] ?? 'Relation not stated'}, ${DECLARED_IN[declaredIn] ?? declaredIn}`,
    notes: notesOf(base),
    labels:
      repoId === null ? null : ['Label of this model: ', label(own), '; of the base: ', label(base.license)],
    verdict: verdictOf(base),
  };
}

const RELATIONS: Readonly<Record<string, string>> = {
  finetune: 'Finetune',
  adapter: 'Adapter',
  quantized: 'Quantization',
  merge: 'Merge',
};

const DECLARED_IN: Readonly<Record<string, string>> = {
  hub: 'resolved by the Hub',
  card: 'declared on the model card',
  tags: 'declared in its tags',
};

function notesOf({ repoId, declaredAs, removedOn, cut, verdict }: DeclaredBase): readonly Phrase[] {
  return [
    ...(repoId === null && verdict === null ? [['No look ever named a model of this name.']] : []),
    ...(repoId !== null && repoId !== declaredAs ? [['Declared as ', named(declaredAs), '.']] : []),
    ...(removedOn === null ? [] : [[`Gone from the Hub, as confirmed on ${formatDay(removedOn)}.`]]),
    ...(cut ? [['Leads back to this model itself, so it takes no part in the root.']] : []),
  ];
}

/** Always a comparison of labels: what holds is for the reader and the terms themselves. */
function verdictOf({ verdict, reason }: DeclaredBase): BaseRow['verdict'] {
  if (verdict === null) return null;
  const lead = LEADS[verdict] ?? 'Cannot be told';
  const says = reason === null ? `${lead}.` : `${lead}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
  return { id: verdict, name: verdictName(verdict), says };
}

const LEADS: Readonly<Record<string, string>> = {
  ok: 'Label agrees with upstream terms',
  'relabelled-looser': 'Label differs from upstream terms',
  'missing-license': 'Label differs from upstream terms',
  incompatible: 'Label differs from upstream terms',
};

function rootOf({ root }: ModelLineage): Phrase {
  if (root === null) return ['The declared bases lead back to this model, so there is no root.'];
  if (root.repoId === null)
    return ['The chain of declared bases ends at ', named(root.declaredAs), ', which no look ever named.'];
  return ['The chain of declared bases ends at its root ', linked(root.repoId), '.'];
}

function derivativesOf(count: number, title: string): string {
  if (count === 0) return `No model of the panel “${title}” declares this one as a base.`;
  const models = count === 1 ? '1 model declares' : `${formatExact(count)} models declare`;
  return `In the panel “${title}”, ${models} this one as a base. Many derivatives declare none: there may be more.`;
}

function label(license: string | null): Phrase[number] {
  return license === null ? 'none known' : named(license);
}

function linked(repoId: string): Name {
  return { name: repoId, href: paths.model(repoId) };
}
