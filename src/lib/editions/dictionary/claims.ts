import { column, type Table } from './table.ts';

const census = { source: 'census' } as const;
const maybe = { source: 'census', nullable: true } as const;

export const claims: Table = {
  id: 'claims',
  title: 'Published claims',
  says: 'One row per number of a published claim about open models, beside the number this database comes to. What a status means: docs/claims.md.',
  key: ['claim', 'place'],
  byMonth: false,
  references: [],
  columns: [
    column('claim', 'string', { ...census, says: 'Its id in the ledger.' }),
    column('place', 'integer', { ...census, says: 'Which of its numbers, from 1.' }),
    column('title', 'string', { ...census, says: 'What it is about.' }),
    column('speaker', 'string', { ...census, says: 'Who says it.' }),
    column('source_title', 'string', { ...maybe, says: 'Where.' }),
    column('source_url', 'string', { ...maybe, says: 'Its address.' }),
    column('source_date', 'string', {
      ...maybe,
      says: 'When: YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known.',
    }),
    column('definition', 'string', { ...census, says: 'What has to be counted.' }),
    column('label', 'string', { ...census, says: 'Which number.' }),
    column('unit', 'string', { ...census, says: 'The unit of both numbers.' }),
    column('published', 'string', { ...census, says: 'The published number, or a day.' }),
    column('ours', 'string', { ...maybe, says: 'Ours; null where there is none.' }),
    column('coverage', 'number', {
      ...maybe,
      unit: 'part of 1',
      says: 'Part of the whole whose group is known.',
    }),
    column('status', 'string', {
      ...maybe,
      says: 'What became of the claim; null before its first evaluation.',
    }),
    column('since', 'date', { ...maybe, says: 'The snapshot that gave this status first.' }),
    column('says', 'string', { ...maybe, says: 'Why.' }),
  ],
};
