import { column, type Table } from './table.ts';

const census = { source: 'census' } as const;
const maybe = { source: 'census', nullable: true } as const;

export const qualityLog: Table = {
  id: 'quality_log',
  title: 'Quality log',
  says: 'One row per gap, rejected snapshot, stall, rollback, spike or unreadable record of the panel. An entry never changes a figure.',
  key: ['entry_id'],
  byMonth: false,
  references: [{ column: 'model_id', table: 'models', to: 'model_id' }],
  columns: [
    column('entry_id', 'integer', { ...census, says: 'Grows with time.' }),
    column('as_of', 'date', { ...census, says: 'The day it concerns.' }),
    column('kind', 'string', { ...census, says: 'What happened.' }),
    column('model_id', 'integer', { ...maybe, says: 'Set where it concerns one model.' }),
    column('says', 'string', { ...census, says: 'One sentence.' }),
    column('facts', 'json', { ...census, says: 'The numbers behind it.' }),
  ],
};
