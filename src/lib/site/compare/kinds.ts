import type { DimensionId } from '../../../../db/vocab/dimensions.ts';

export type CompareKindId =
  | 'regions'
  | 'countries'
  | 'licenses'
  | 'sizes'
  | 'families'
  | 'publishers'
  | 'models';

/** What can be set side by side. */
export interface CompareKind {
  id: CompareKindId;
  name: string;
  one: string;
  /** Where ids are looked for, in this order; empty: they are repo ids. All of a comparison are of one dimension. */
  dimensions: readonly DimensionId[];
  /** What a reader may type. */
  example: string;
}

/** In the order in which an address that names no kind is understood: some licenses are called like families. */
export const COMPARE_KINDS: readonly CompareKind[] = [
  { id: 'regions', name: 'Regions', one: 'region', dimensions: ['region'], example: 'us' },
  { id: 'countries', name: 'Countries', one: 'country', dimensions: ['country'], example: 'FR' },
  { id: 'families', name: 'Families', one: 'family', dimensions: ['family'], example: 'qwen' },
  { id: 'publishers', name: 'Publishers', one: 'publisher', dimensions: ['publisher'], example: 'openai' },
  {
    id: 'licenses',
    name: 'Licenses',
    one: 'license',
    dimensions: ['license', 'license-id'],
    example: 'apache-2.0',
  },
  { id: 'sizes', name: 'Size classes', one: 'size class', dimensions: ['size'], example: '1b-5b' },
  { id: 'models', name: 'Models', one: 'model', dimensions: [], example: 'openai/gpt-oss-20b' },
];

/** Fewer are no comparison, more no chart can tell apart. */
export const mostSubjects = 6;

/** Keys of the page beside those of the definition: how the chart counts, and what a form adds. */
export const COMPARE_KEYS = ['scale', 'add'] as const;

export function kindOf(id: CompareKindId): CompareKind {
  const found = COMPARE_KINDS.find((kind) => kind.id === id);
  if (!found) throw new Error(`no kind is called ${id}`);
  return found;
}
