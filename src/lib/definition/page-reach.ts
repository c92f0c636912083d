import { MEASURES, type Measure, type MeasureId } from '../../../db/vocab/measures.ts';
import type { Reach } from './parse.ts';

/** The measures that pages of shares can show. */
export type PageMeasureId = 'downloads30d' | 'models' | 'downloadsAllTime' | 'likes';

export type PageMeasure = Measure & { id: PageMeasureId };

const ids: readonly MeasureId[] = [
  'downloads30d',
  'models',
  'downloadsAllTime',
  'likes',
] satisfies PageMeasureId[];

/** In the order of menus. */
export const PAGE_MEASURES: readonly PageMeasure[] = MEASURES.filter(isPageMeasure);

/** What of a definition those pages follow; the rest they refuse in words. */
export const PAGE_REACH: Reach = {
  keys: ['panel', 'measure', 'region', 'size', 'license'],
  measures: PAGE_MEASURES.map(({ id }) => id),
};

function isPageMeasure(measure: Measure): measure is PageMeasure {
  return ids.includes(measure.id);
}
