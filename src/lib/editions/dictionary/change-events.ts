import { column, type Table } from './table.ts';

const census = { source: 'census' } as const;

export const changeEvents: Table = {
  id: 'change_events',
  title: 'Change events',
  says: 'One row per change of a model from one snapshot to the next: license, gating, name, bases, size, task, removed, back again, recreated. A change falls on the day it was first seen, which after a gap may be later than the change.',
  key: ['event_id'],
  byMonth: false,
  references: [{ column: 'model_id', table: 'models', to: 'model_id' }],
  columns: [
    column('event_id', 'integer', { ...census, delta: true, says: 'Grows with time; never given again.' }),
    column('as_of', 'date', { ...census, says: 'The day of the snapshot that showed it first.' }),
    column('model_id', 'integer', { ...census, says: 'The model.' }),
    column('repo_id', 'string', { source: 'hub', says: 'Its name when the edition was made.' }),
    column('kind', 'string', {
      ...census,
      says: 'What changed; license-tighter, license-looser and license-lateral compare the classes of the reference.',
    }),
    column('before', 'string', { source: 'hub', nullable: true, says: 'What it was.' }),
    column('after', 'string', { source: 'hub', nullable: true, says: 'What it is since.' }),
  ],
};
