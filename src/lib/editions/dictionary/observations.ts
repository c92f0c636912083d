import { column, type Table } from './table.ts';

const hub = { source: 'hub', nullable: true } as const;
const census = { source: 'census' } as const;

export const observations: Table = {
  id: 'observations',
  title: 'Observations by month',
  says: 'One row per model and day on which something moved: a counter, or being in the panel. Between two rows the earlier one holds, also from one month into the next; before its first row a model was not in the panel. Days of the panel are those of the table aggregates (definition models-total-daily).',
  key: ['model_id', 'as_of'],
  byMonth: true,
  references: [{ column: 'model_id', table: 'models', to: 'model_id' }],
  columns: [
    column('model_id', 'integer', { ...census, delta: true, says: 'The model.' }),
    column('as_of', 'date', { ...census, says: 'The UTC day of the snapshot.' }),
    column('downloads_30d', 'integer', {
      ...hub,
      unit: 'downloads',
      delta: true,
      says: 'Requests in the 30 days before as_of. Not to be added over dates.',
    }),
    column('downloads_all_time', 'integer', {
      ...hub,
      unit: 'downloads',
      delta: true,
      says: 'Requests since creation; differences of it may be added. Null where it is not recorded.',
    }),
    column('likes', 'integer', { ...hub, unit: 'likes', delta: true, says: 'Likes on the Hub.' }),
    column('present', 'boolean', {
      ...census,
      says: 'False: the model was in the panel and is not any more; counters are the last ones seen.',
    }),
  ],
};
