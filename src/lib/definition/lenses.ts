import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';
import type { SchemeId } from '../../../db/vocab/size-classes.ts';
import type { Definition } from './definition.ts';
import { groupsOf } from './vocabulary.ts';

export type Lenses = Definition['lenses'];

/** Group ids a definition narrows a dimension to; empty: it does not. */
export function lensOf({ lenses }: Pick<Definition, 'lenses'>, dimension: DimensionId): readonly string[] {
  return lenses[dimension] ?? [];
}

/** The same definition with another lens on one dimension, in canonical order; no ids take the lens away. */
export function withLens(definition: Definition, dimension: DimensionId, ids: readonly string[]): Definition {
  return {
    ...definition,
    lenses: canonicalLenses({ ...definition.lenses, [dimension]: ids }, definition.scheme),
  };
}

/** The dimensions that have a lens, in the order of addresses. */
export function lensed({ lenses }: Pick<Definition, 'lenses'>): readonly DimensionId[] {
  return DIMENSIONS.map(({ id }) => id).filter((id) => (lenses[id] ?? []).length > 0);
}

/** Whether the only group is the one the lens lets through: its share would be of itself. */
export function isAlone(definition: Pick<Definition, 'lenses' | 'by' | 'attribution'>): boolean {
  const { by, attribution } = definition;
  const [only, second] = by;
  if (only === undefined || second !== undefined || attribution === 'flow') return false;
  return lensOf(definition, only).length === 1;
}

/**
 * Lenses in the order of the dimensions, their ids without repeats in the order of the vocabulary, or sorted where
 * there is none. A lens that names every group narrows nothing and is left out.
 */
export function canonicalLenses(lenses: Lenses, scheme: SchemeId): Lenses {
  const entries = lensed({ lenses }).map(
    (dimension) => [dimension, canonicalIds(lenses[dimension] ?? [], groupsOf(dimension, scheme))] as const,
  );
  return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}

function canonicalIds(ids: readonly string[], groups: readonly { id: string }[] | null): readonly string[] {
  if (groups === null) return [...new Set(ids)].toSorted();
  const chosen = groups.map(({ id }) => id).filter((id) => ids.includes(id));
  return chosen.length === groups.length ? [] : chosen;
}
