import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';

const before = ['panel', 'measure', 'universe', 'by'] as const;

const after = [
  'window',
  'step',
  'attribution',
  'counting',
  'facts',
  'unknown',
  'scheme',
  'infrastructure',
  'reference',
  'snapshot',
] as const;

export type SingleKey = Exclude<(typeof before)[number], 'by'> | (typeof after)[number];

/** Every key of an address that belongs to its definition. */
export type Key = (typeof before)[number] | DimensionId | (typeof after)[number];

/** In canonical order. */
export const KEYS: readonly Key[] = [...before, ...DIMENSIONS.map(({ id }) => id), ...after];

/** Keys that take several values, joined by `~` or repeated as plain forms send them. */
export const LIST_KEYS: readonly Key[] = ['by', ...DIMENSIONS.map(({ id }) => id)];
