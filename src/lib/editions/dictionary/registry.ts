import { REGIONS } from '../../../../db/vocab/regions.ts';
import { column, type Table } from './table.ts';

const curated = { source: 'reference' } as const;
const maybe = { source: 'reference', nullable: true } as const;

export const registry: Table = {
  id: 'registry',
  title: 'Registry of publishers',
  says: 'One row per namespace and the time in which one publisher with one set of facts owned it, with the evidence. Namespaces that are not here were not reviewed.',
  key: ['namespace', 'valid_from'],
  byMonth: false,
  references: [],
  columns: [
    column('namespace', 'string', { ...curated, says: 'Of the Hub, exact and case-sensitive.' }),
    column('publisher_id', 'string', { ...curated, says: 'The publisher.' }),
    column('publisher', 'string', { ...curated, says: 'What it is called.' }),
    column('parent', 'string', { ...maybe, says: 'Whose it is.' }),
    column('publisher_type', 'string', { ...curated, says: 'What kind of body it is.' }),
    column('country', 'string', { ...curated, says: 'ISO 3166-1 code, or INTL, PERSON, UNKNOWN.' }),
    column('country_name', 'string', { ...curated, says: 'Its name.' }),
    column('region', 'string', {
      ...curated,
      values: REGIONS.map(({ id }) => id),
      says: 'Grouped from the country.',
    }),
    column('valid_from', 'date', { ...curated, says: 'First day; 2000-01-01: as long as anybody knows.' }),
    column('valid_to', 'date', { ...maybe, says: 'The day after the last; null: still.' }),
    column('confidence', 'string', { ...curated, says: 'How sure it is.' }),
    column('evidence', 'string', { ...maybe, says: 'On what it rests.' }),
    column('checked_on', 'date', { ...curated, says: 'When somebody looked last.' }),
    column('note', 'string', { ...maybe, says: 'What else to know.' }),
  ],
};
