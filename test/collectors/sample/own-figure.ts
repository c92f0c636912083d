import type { SchemeId } from '../../../db/vocab/size-classes.ts';
import type { Definition } from '../../../src/lib/definition/definition.ts';
import type { OwnRow } from './own-rows.ts';

/** Groups of one look with their parts of the whole; those of nothing are left out. */
export interface Counted {
  groups: Record<string, { value: number; share: number | null; open: boolean }>;
  total: number;
  coverage: number | null;
}

/** What a plain count is asked. */
export type Asked = Pick<Definition, 'measure' | 'by' | 'scheme' | 'infrastructure'>;

const G = 1e9;
/** Lower bounds and names of classes, largest first. */
export const SCHEMES: Readonly<Record<SchemeId, readonly (readonly [from: number, id: string])[]>> = {
  default: [
    [250 * G, '250b-up'],
    [100 * G, '100b-250b'],
    [50 * G, '50b-100b'],
    [10 * G, '10b-50b'],
    [5 * G, '5b-10b'],
    [1 * G, '1b-5b'],
    [0.1 * G, '100m-1b'],
    [0, 'under-100m'],
  ],
  atom: [
    [250 * G, '250b-up'],
    [100 * G, '100b-250b'],
    [50 * G, '50b-100b'],
    [10 * G, '10b-50b'],
    [5 * G, '5b-10b'],
    [1 * G, '1b-5b'],
    [0, 'under-1b'],
  ],
  openrouter: [
    [70 * G, '70b-up'],
    [15 * G, '15b-70b'],
    [0, 'under-15b'],
  ],
  hf: [
    [100 * G, '100b-up'],
    [70 * G, '70b-100b'],
    [20 * G, '20b-70b'],
    [10 * G, '10b-20b'],
    [1 * G, '1b-10b'],
    [0, 'under-1b'],
  ],
  article: [
    [50 * G, '50b-up'],
    [10 * G, '10b-50b'],
    [7 * G, '7b-10b'],
    [1 * G, '1b-7b'],
    [0, 'under-1b'],
  ],
};

/** Groups that are not known, by dimension. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  region: ['unknown', 'unreviewed'],
  size: ['unknown'],
  license: ['declared_unknown', 'unrecorded', 'unreviewed'],
  relation: ['undeclared'],
  task: ['none'],
};

function groupOf(row: OwnRow, dimension: string, scheme: SchemeId): string {
  if (dimension === 'size') {
    const { size } = row;
    return SCHEMES[scheme].find(([from]) => size !== null && size >= from)?.[1] ?? 'unknown';
  }
  const groups: Record<string, string> = row as OwnRow & Record<string, never>;
  return groups[dimension] ?? '';
}

function amountOf({ downloads, likes }: OwnRow, measure: string): number {
  return measure === 'models' ? 1 : measure === 'likes' ? likes : downloads;
}

/** The figure of one look by plain addition. */
export function count(rows: readonly OwnRow[], { measure, by, scheme, infrastructure }: Asked): Counted {
  const counted = rows.filter((row) => infrastructure === 'with' || !row.infrastructure);
  const sums = new Map<string, number>();
  let total = 0;
  let known = 0;
  const openIn = (ids: readonly string[]) => ids.some((id, at) => OPEN[by[at] ?? '']?.includes(id));
  for (const row of counted) {
    const ids = by.map((dimension) => groupOf(row, dimension, scheme));
    const value = amountOf(row, measure);
    total += value;
    if (!openIn(ids)) known += value;
    sums.set(ids.join(' / '), (sums.get(ids.join(' / ')) ?? 0) + value);
  }
  const groups = [...sums]
    .filter(([, value]) => value > 0)
    .map(([key, value]) => {
      const share = total > 0 ? value / total : null;
      return [key, { value, share, open: openIn(key.split(' / ')) }] as const;
    });
  return { groups: Object.fromEntries(groups), total, coverage: total > 0 ? known / total : null };
}
