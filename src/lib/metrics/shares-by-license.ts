import type { Metric, Reading } from './metric.ts';
import { readShares } from './read-shares.ts';

/** Shares by what the declared license allows. */
export const sharesByLicense: Metric<Reading> = {
  id: 'shares-by-license',
  title: 'By license',
  question: 'Under which kind of license are the models offered?',
  method:
    'Each model counts whole for the class of the license its repository declares on the day of the snapshot. ' +
    'None declared is an observation; not recorded means that the source of the panel does not say; unreviewed is an id that nobody has classified. ' +
    'The declaration is taken at its word: it is not checked against the files or the base model.',
  read: (db, definition) => readShares(db, { definition, grouping: 'license', series: 'whole' }),
};
