import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { SIZE_CLASSES } from '../../../db/vocab/size-classes.ts';
import type { Grouping } from './definition.ts';

/** One group of a grouping. `open`: not known; shown, counted, and not covered. */
export interface Group {
  id: string;
  name: string;
  open: boolean;
}

export const GROUPINGS: readonly Grouping[] = ['region', 'size', 'license'];

/** The groups of every grouping, in the order of tables and charts. */
export const GROUPS: Readonly<Record<Grouping, readonly Group[]>> = {
  region: REGIONS.map(({ id, name, kind }) => ({ id, name, open: kind === 'open' })),
  size: SIZE_CLASSES.map(({ id, name, from }) => ({ id, name, open: from === null })),
  license: LICENSE_CLASSES.map(({ id, name, kind }) => ({ id, name, open: kind === 'open' })),
};
