import { readConcentration } from '../../metrics/structure/read-concentration.ts';
import { CONCENTRATION_KEYS, CONCENTRATION_REACH, levelIn } from '../concentration-view.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'as_of', type: 'date', says: 'Snapshot.' },
  { name: 'level', type: 'string', says: 'What the units are.' },
  { name: 'units', type: 'number', says: 'How many there are.' },
  { name: 'units_active', type: 'number', says: 'Units with more than nothing.' },
  { name: 'total', type: 'number', says: 'Of the measure, in all units.' },
  { name: 'hhi', type: 'number', says: 'Herfindahl-Hirschman index, 0 to 10,000.' },
  { name: 'effective_number', type: 'number', says: 'So many equal units would be as concentrated.' },
  { name: 'cr4', type: 'number', says: 'Share of the four largest, 0 to 1.' },
  { name: 'cr10', type: 'number', says: 'Share of the ten largest, 0 to 1.' },
  { name: 'gini_all', type: 'number', says: 'Over all units; 0 is equal.' },
  { name: 'gini_active', type: 'number', says: 'Over the units with more than nothing.' },
  { name: 'coverage', type: 'number', says: 'Part of the whole that is in units, 0 to 1.' },
];

/** Every snapshot of the index of concentration. */
export const CONCENTRATION_FILE: RowsView = {
  reach: CONCENTRATION_REACH,
  keys: CONCENTRATION_KEYS,
  read: async (db, url, definition) => {
    const level = levelIn(url, definition);
    const answer = await readConcentration(db, { level, definition });
    return {
      name: rowsName(`concentration-of-${level}`, answer),
      table: {
        columns: COLUMNS,
        rows: answer.series.map((point) => [
          ...[point.asOf, level, point.units, point.active, point.total, point.hhi, point.effectiveNumber],
          ...[point.cr4, point.cr10, point.giniAll, point.giniActive, point.coverage],
        ]),
      },
      meta: {
        ...metaOfAnswer(answer),
        level,
        measure: definition.measure,
        attribution: definition.attribution,
      },
      describedBy: paths.rows('concentration', 'json', definition, {
        level: level === 'model' ? null : level,
      }),
      next: null,
    };
  },
};
