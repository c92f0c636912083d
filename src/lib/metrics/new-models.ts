import { readFigure } from './engine/read-figure.ts';
import type { Figure } from './figure.ts';
import type { Metric } from './metric.ts';

/** Models by month of release. */
export const newModels: Metric<Figure> = {
  id: 'new-models',
  title: 'New models per month',
  question: 'How many of the models that are in the panel today appeared in each month?',
  method:
    'Counts the repositories that survive in the newest published snapshot of the panel, by the month of their release: the corrected date, or else the month in which the Hub created them. ' +
    'Models that were deleted since are not in it, so older months read low; a panel of the most downloaded models favours old ones. ' +
    'Dates before March 2022 are not known to the Hub.',
  read: (db, definition) => readFigure(db, { ...definition, measure: 'newModels' }),
};
