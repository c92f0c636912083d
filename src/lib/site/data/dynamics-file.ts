import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readTimeToN } from '../../metrics/structure/read-time-to-n.ts';
import { curvesAsked, DYNAMICS_KEYS, DYNAMICS_USUAL, saidOf } from '../dynamics-view.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'downloads', type: 'number', says: 'The number of downloads of all time that is to be reached.' },
  { name: 'group', type: 'string', says: 'Id of the group; empty: all.' },
  { name: 'models', type: 'number', says: 'Models of the group whose start is recorded.' },
  { name: 'age_days', type: 'number', says: 'Days since release.' },
  {
    name: 'part_reached',
    type: 'number',
    says: 'Part that has got there by that age, 0 to 1 (Kaplan-Meier).',
  },
  { name: 'as_of', type: 'date', says: 'Snapshot.' },
];

/** The curves of the time to so many downloads, a row for each age at which something happens. */
export const DYNAMICS_FILE: RowsView = {
  reach: PANEL_REACH,
  keys: DYNAMICS_KEYS,
  usual: DYNAMICS_USUAL,
  read: async (db, url, definition) => {
    const asked = curvesAsked(url);
    const answer = await readTimeToN(db, { panel: definition.panel, ...asked });
    return {
      name: rowsName(`time-to-${asked.threshold}-downloads`, answer),
      table: {
        columns: COLUMNS,
        rows: answer.groups.flatMap(({ id, models, curve }) =>
          curve.map(({ age, below }) => [asked.threshold, id, models, age, 1 - below, answer.asOf]),
        ),
      },
      meta: {
        ...metaOfAnswer(answer),
        downloads: asked.threshold,
        by: asked.dimension,
        left_out: answer.leftOut,
      },
      describedBy: paths.rows('dynamics', 'json', definition, saidOf(asked)),
      next: null,
    };
  },
};
