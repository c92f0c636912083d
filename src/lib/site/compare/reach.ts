import { MEASURES, type MeasureId } from '../../../../db/vocab/measures.ts';
import { KEYS } from '../../definition/keys.ts';
import type { Reach } from '../../definition/parse.ts';
import type { Found } from './find-subjects.ts';

/** Medians are not kept for groups of most dimensions. */
export const compareMeasures: readonly MeasureId[] = MEASURES.filter(({ kind }) => kind !== 'median').map(
  ({ id }) => id,
);

/** What of a definition a comparison follows: all but groups, which the path says; of models what is counted of each. */
export function compareReach({ kind, dimension }: Found): Reach {
  if (dimension === null)
    return {
      keys: ['panel', 'measure', 'window', 'snapshot'],
      measures: ['downloads30d', 'downloadsAllTime', 'likes'],
    };
  return {
    keys: KEYS.filter((key) => key !== 'by' && !kind.dimensions.some((own) => own === key)),
    measures: compareMeasures,
    by: [dimension],
  };
}
