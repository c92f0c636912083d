import type { Metric, Reading } from './metric.ts';
import { readShares } from './read-shares.ts';

/** Shares by total parameters. */
export const sharesBySize: Metric<Reading> = {
  id: 'shares-by-size',
  title: 'By size',
  question: 'How large are the models, counted in total parameters?',
  method:
    'Each model counts whole for the class of its total parameters; the lower bound is inside, the upper outside. ' +
    'Parameters come from a reviewed record where there is one, else from the files as served, else from the repository’s name. ' +
    'Models without any of these are unknown and stay in the total.',
  read: (db, definition) => readShares(db, { definition, grouping: 'size', series: 'whole' }),
};
