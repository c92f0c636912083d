import { MEASURES } from '../../../../db/vocab/measures.ts';
import { column, type Table } from './table.ts';

const census = { source: 'census' } as const;
const maybe = { source: 'census', nullable: true } as const;

export const aggregates: Table = {
  id: 'aggregates',
  title: 'Aggregates',
  says: 'One row per definition, group and period: the figures of the site, tidy. Periods without a snapshot have no row. Counters over 30 days are those of the last snapshot of a period and are not to be added over periods; gains and new models are.',
  key: ['definition', 'period_from', 'group_id'],
  byMonth: false,
  references: [],
  columns: [
    column('definition', 'string', {
      ...census,
      says: 'Which figure; the README lists them, query says all of it.',
    }),
    column('query', 'string', {
      ...census,
      says: 'The definition as the site prints it into an address: /explore?query shows it.',
    }),
    column('date', 'date', { ...census, says: 'The last snapshot in the period.' }),
    column('period_from', 'date', { ...census, says: 'First day of the period.' }),
    column('period_until', 'date', { ...census, says: 'The day after its last.' }),
    column('step', 'string', {
      ...census,
      values: ['day', 'week', 'month'],
      says: 'How long a period is; weeks are ISO weeks.',
    }),
    column('provisional', 'boolean', {
      ...census,
      says: 'Fewer snapshots than a closed period needs; it will change.',
    }),
    column('dimension', 'string', { ...maybe, says: 'What is grouped by; null: everything together.' }),
    column('group_id', 'string', { ...census, says: 'The group; all where nothing is grouped.' }),
    column('group_name', 'string', { ...census, says: 'What it is called.' }),
    column('group_known', 'boolean', {
      ...census,
      says: 'False for what is unknown, unreviewed or not recorded.',
    }),
    column('measure', 'string', {
      ...census,
      values: MEASURES.map(({ id }) => id),
      says: 'What is counted.',
    }),
    column('unit', 'string', { ...census, says: 'The unit of value.' }),
    column('value', 'number', { ...census, says: 'In that unit.' }),
    column('share', 'number', {
      ...maybe,
      unit: 'part of 1',
      says: 'Part of the whole of the period, unknown included; null where parts do not add up to a whole.',
    }),
    column('n', 'number', {
      ...maybe,
      unit: 'models',
      says: 'Models of the group in the snapshot; under attribution to creators parts of models count.',
    }),
    column('coverage', 'number', {
      ...maybe,
      unit: 'part of 1',
      says: 'Part of the whole whose group is known.',
    }),
  ],
};
