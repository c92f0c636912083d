import { headlines } from '../../metrics/headlines.ts';
import { overviewOf } from '../overview-view.ts';
import { paths } from '../paths.ts';
import { type RowsView, rowsName } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'figure', type: 'string', says: 'Id of the headline.' },
  { name: 'title', type: 'string', says: 'What it is about.' },
  { name: 'value', type: 'number', says: 'A count, or a share from 0 to 1. Empty: nothing to divide by.' },
  { name: 'kind', type: 'string', says: 'count or share.' },
  { name: 'unit', type: 'string', says: 'What one of the value is, or what it is a part of.' },
  {
    name: 'change',
    type: 'number',
    says: 'Of a count the part it grew by, of a share the difference. Empty: nothing to compare with.',
  },
  { name: 'compared_with', type: 'date', says: 'The snapshot the change is counted from.' },
  { name: 'coverage', type: 'number', says: 'Part of the whole the figure can speak for, 0 to 1.' },
  { name: 'group', type: 'string', says: 'Id of the group it is about, where the numbers chose it.' },
  { name: 'as_of', type: 'date', says: 'Snapshot.' },
];

/** The headline figures of the first page. */
export const OVERVIEW_FILE: RowsView = {
  narrow: overviewOf,
  read: async (db, _url, definition) => {
    const { panel, asOf, comparedWith, figures, referenceVersion } = await headlines.read(db, definition);
    return {
      name: rowsName('overview', { panel, asOf }),
      table: {
        columns: COLUMNS,
        rows: figures.map((figure) => [
          ...[figure.id, figure.title, figure.value, figure.kind, figure.unit, figure.change, comparedWith],
          ...[figure.coverage, figure.group?.id ?? null, asOf],
        ]),
      },
      meta: {
        definition: headlines.method,
        panel: { id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
        as_of: asOf,
        compared_with: comparedWith,
        reference_version: referenceVersion,
        sources: [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }],
      },
      describedBy: paths.overviewData('json', definition),
      next: null,
    };
  },
};
