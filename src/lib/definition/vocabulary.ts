import { ANSWERS } from '../../../db/vocab/answers.ts';
import type { DimensionId } from '../../../db/vocab/dimensions.ts';
import { FORMATS } from '../../../db/vocab/formats.ts';
import { GATINGS } from '../../../db/vocab/gating.ts';
import { VERDICTS } from '../../../db/vocab/inheritance.ts';
import { LIBRARIES } from '../../../db/vocab/libraries.ts';
import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import { PUBLISHER_TYPES } from '../../../db/vocab/publisher-types.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { RELATIONS } from '../../../db/vocab/relations.ts';
import { type SchemeId, SIZE_SCHEMES } from '../../../db/vocab/size-classes.ts';
import { MODALITIES, TASKS } from '../../../db/vocab/tasks.ts';

/** One group of a dimension. `open`: not known; shown, counted, and not covered. */
export interface Group {
  id: string;
  name: string;
  open: boolean;
}

/** The three dimensions that have a page of their own and a place in every form. */
export type Grouping = 'region' | 'size' | 'license';

export const GROUPINGS: readonly Grouping[] = ['region', 'size', 'license'];

/** The groups of a dimension in the order of tables and charts; null where they are read from the data. */
export function groupsOf(dimension: DimensionId, scheme: SchemeId): readonly Group[] | null {
  return dimension === 'size' ? SIZES[scheme] : (CLOSED[dimension] ?? null);
}

/** What a group is called, as far as word lists know; null for those that the reference names. */
export function groupName(dimension: DimensionId, id: string, scheme: SchemeId): string | null {
  const words = groupsOf(dimension, scheme) ?? wordsOf(dimension);
  return words.find((word) => word.id === id)?.name ?? null;
}

/** Words that a dimension has beside the groups that are read from the data. */
export function wordsOf(dimension: DimensionId): readonly { id: string; name: string }[] {
  return NAMED[dimension] ?? [];
}

const kinds = (words: readonly { id: string; name: string; kind: string }[]): readonly Group[] =>
  words.map(({ id, name, kind }) => ({ id, name, open: kind === 'open' }));

const stated = (words: readonly { id: string; name: string }[]): readonly Group[] =>
  words.map(({ id, name }) => ({ id, name, open: id === 'none' }));

const answers = kinds(ANSWERS);

const CLOSED: Readonly<Partial<Record<DimensionId, readonly Group[]>>> = {
  region: kinds(REGIONS),
  'publisher-type': kinds(PUBLISHER_TYPES),
  license: kinds(LICENSE_CLASSES),
  'osi-approved': answers,
  'commercial-use': answers,
  'share-alike': answers,
  'use-restrictions': answers,
  modality: stated(MODALITIES),
  format: stated(FORMATS),
  relation: kinds(RELATIONS),
  inheritance: [
    ...VERDICTS.map(({ id, name }) => ({ id, name, open: id === 'undecidable' })),
    { id: 'no-base', name: 'No base declared', open: false },
  ],
  gated: kinds(GATINGS),
};

/** Words of dimensions whose groups are read from the data, and of groups that have no id. */
const NAMED: Readonly<Partial<Record<DimensionId, readonly { id: string; name: string }[]>>> = {
  country: [
    { id: 'INTL', name: 'International' },
    { id: 'PERSON', name: 'Individuals' },
    { id: 'UNKNOWN', name: 'Unknown' },
    { id: 'UNREVIEWED', name: 'Unreviewed' },
  ],
  publisher: [{ id: '', name: 'Unreviewed' }],
  packager: [{ id: '', name: 'No packager' }],
  'license-id': [
    { id: 'none', name: 'None declared' },
    { id: 'unrecorded', name: 'Not recorded' },
  ],
  task: TASKS,
  library: LIBRARIES,
  family: [{ id: '', name: 'No family' }],
  year: [{ id: 'unknown', name: 'Unknown' }],
};

const sizesOf = (scheme: SchemeId): readonly Group[] =>
  SIZE_SCHEMES.filter(({ id }) => id === scheme).flatMap(({ classes }) =>
    classes.map(({ id, name, from }) => ({ id, name, open: from === null })),
  );

const SIZES: Readonly<Record<SchemeId, readonly Group[]>> = {
  default: sizesOf('default'),
  atom: sizesOf('atom'),
  openrouter: sizesOf('openrouter'),
  hf: sizesOf('hf'),
  article: sizesOf('article'),
};

/** The groups of the three groupings, sizes by the default scheme. */
export const GROUPS: Readonly<Record<Grouping, readonly Group[]>> = {
  region: groupsOf('region', 'default') ?? [],
  size: SIZES.default,
  license: groupsOf('license', 'default') ?? [],
};
