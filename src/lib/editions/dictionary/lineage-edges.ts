import { VERDICTS } from '../../../../db/vocab/inheritance.ts';
import { RELATIONS } from '../../../../db/vocab/relations.ts';
import { column, type Table } from './table.ts';

const census = { source: 'census' } as const;
const maybe = { source: 'census', nullable: true } as const;

export const lineageEdges: Table = {
  id: 'lineage_edges',
  title: 'Lineage edges',
  says: 'One row per declared base of a model and the time in which it was in force. Declared on model cards: what is not declared is not here.',
  key: ['child_id', 'since', 'place'],
  byMonth: false,
  references: [
    { column: 'child_id', table: 'models', to: 'model_id' },
    { column: 'parent_id', table: 'models', to: 'model_id' },
  ],
  columns: [
    column('child_id', 'integer', { ...census, delta: true, says: 'The model that declares the base.' }),
    column('place', 'integer', { ...census, says: 'Place in its declaration, from 1.' }),
    column('parent_id', 'integer', {
      ...maybe,
      says: 'The base; null while no model of that name was ever seen. It may belong to another panel.',
    }),
    column('parent_repo_id', 'string', {
      source: 'hub',
      says: 'As declared, at the time the card was written.',
    }),
    column('relation', 'string', {
      ...maybe,
      values: RELATIONS.map(({ id }) => id),
      says: 'How it says it was made from this base.',
    }),
    column('relation_source', 'string', {
      ...census,
      values: ['hub', 'card', 'tags'],
      says: 'Where the declaration was read.',
    }),
    column('since', 'date', { ...census, says: 'The first snapshot in which it was in force.' }),
    column('until', 'date', { ...maybe, says: 'The first in which it was not any more; null: in force.' }),
    column('cut', 'boolean', {
      ...census,
      says: 'Following it would lead back to the model itself: it takes no part in roots.',
    }),
    column('verdict', 'string', {
      ...maybe,
      values: VERDICTS.map(({ id }) => id),
      says: 'How the declared license stands to that of this base: labels compared, not legal advice.',
    }),
    column('rule', 'string', { source: 'reference', nullable: true, says: 'The rule that said so.' }),
  ],
};
