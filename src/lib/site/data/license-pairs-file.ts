import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readLicensePairs } from '../../metrics/structure/read-license-pairs.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';

/** License classes from base to derivative. */
export const LICENSE_PAIRS_FILE: RowsView = {
  reach: PANEL_REACH,
  read: async (db, _url, definition) => {
    const answer = await readLicensePairs(db, { panel: definition.panel });
    return {
      name: rowsName('license-transitions', answer),
      table: {
        columns: [
          { name: 'base_class', type: 'string', says: 'License class of the base; unseen: never seen.' },
          { name: 'derivative_class', type: 'string', says: 'License class of the derivative.' },
          { name: 'verdict', type: 'string', says: 'How the label stands to upstream terms.' },
          { name: 'models', type: 'number', says: 'Derivatives, 1/n under each of n bases.' },
          {
            name: 'downloads_30d',
            type: 'number',
            says: 'Their downloads in the previous 30 days, likewise.',
          },
          { name: 'as_of', type: 'date', says: 'Snapshot.' },
        ],
        rows: answer.pairs.map((pair) => [
          ...[pair.parentClass, pair.childClass, pair.verdict, pair.models, pair.downloads30d, answer.asOf],
        ]),
      },
      meta: metaOfAnswer(answer),
      describedBy: paths.licensePairs('json', definition),
      next: null,
    };
  },
};
