import type { Metric, Reading } from './metric.ts';
import { readShares } from './read-shares.ts';

/** Shares by where the publishers are based. */
export const sharesByRegion: Metric<Reading> = {
  id: 'shares-by-region',
  title: 'By region',
  question: 'Where are the publishers of open models based, and what part of the whole is theirs?',
  method:
    'Each model counts whole for the region of its publisher: the body that owns the namespace it stands under on the day of the snapshot. ' +
    'Unknown means that somebody looked and could not tell, unreviewed that nobody has looked yet; both stay in the total. ' +
    'A day is compared only with other days of the same panel, and counts of different days are never added up.',
  read: (db, definition) => readShares(db, { definition, grouping: 'region', series: 'whole' }),
};
