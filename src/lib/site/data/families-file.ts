import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readFamilies } from '../../families/read-families.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'family', type: 'string', says: 'Id of the curated family.' },
  { name: 'name', type: 'string', says: 'What it is called.' },
  { name: 'publisher', type: 'string', says: 'Id of its own publisher.' },
  { name: 'region', type: 'string', says: 'Where that publisher is based on the day of the snapshot.' },
  { name: 'models', type: 'number', says: 'First-party models in the panel.' },
  { name: 'models_sized', type: 'number', says: 'Of these, of known size.' },
  { name: 'smallest_parameters', type: 'number', says: 'Fewest total parameters, adapters left out.' },
  { name: 'smallest_model', type: 'string', says: 'The model that has them.' },
  { name: 'largest_parameters', type: 'number', says: 'Most total parameters, adapters left out.' },
  { name: 'largest_model', type: 'string', says: 'The model that has them.' },
  {
    name: 'smallest_edge_model',
    type: 'string',
    says: 'Smallest model under one billion parameters. Empty: none.',
  },
  {
    name: 'licenses',
    type: 'string',
    says: 'Declared license ids of first-party models, most models first.',
  },
  { name: 'downloads_30d', type: 'number', says: 'Of all models of the family, in the 30 days before.' },
  { name: 'downloads_30d_first_party', type: 'number', says: 'Of its own models.' },
  {
    name: 'derivatives_direct',
    type: 'number',
    says: 'Models that declare a first-party model as their base.',
  },
  { name: 'derivatives_descendants', type: 'number', says: 'Models whose declared lineage leads to one.' },
  { name: 'derivatives_mentioned', type: 'number', says: 'Models whose tags name the family first.' },
  { name: 'as_of', type: 'date', says: 'Snapshot.' },
];

/** The table of families, one row each. */
export const FAMILIES_FILE: RowsView = {
  reach: PANEL_REACH,
  keys: ['sort'],
  read: async (db, _url, definition) => {
    const answer = await readFamilies(db, { panel: definition.panel });
    return {
      name: rowsName('families', answer),
      table: {
        columns: COLUMNS,
        rows: answer.families.map((family) => [
          ...[family.id, family.name, family.publisher.id, family.region.id, family.models, family.sized],
          ...[family.smallest?.parameters ?? null, family.smallest?.repoId ?? null],
          ...[family.largest?.parameters ?? null, family.largest?.repoId ?? null],
          family.smallestEdge?.repoId ?? null,
          family.licenses.map(({ license }) => license).join(' ') || null,
          ...[family.downloads30d.family, family.downloads30d.firstParty],
          ...[family.derivatives.direct, family.derivatives.descendants, family.derivatives.mentioned],
          answer.asOf,
        ]),
      },
      meta: { ...metaOfAnswer(answer), derivatives_as_of: answer.derivativesAsOf },
      describedBy: paths.rows('families', 'json', definition),
      next: null,
    };
  },
};
