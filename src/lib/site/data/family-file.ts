import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readFamilies } from '../../families/read-families.ts';
import { readFirstParty } from '../../families/rows.ts';
import { paths } from '../paths.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';
import type { DataColumn } from './tidy-table.ts';

const COLUMNS: readonly DataColumn[] = [
  { name: 'family', type: 'string', says: 'Id of the curated family.' },
  { name: 'model', type: 'string', says: 'Repo id on the Hub.' },
  { name: 'released_on', type: 'date', says: 'Empty: not known.' },
  { name: 'downloads_30d', type: 'number', says: 'Downloads in the 30 days before the snapshot.' },
  { name: 'parameters', type: 'number', says: 'Total parameters. Empty: unknown.' },
  {
    name: 'active_parameters',
    type: 'number',
    says: 'In one step of a mixture of experts. Empty: not stated.',
  },
  { name: 'relation', type: 'string', says: 'How it was made from its base. Empty: not stated.' },
  { name: 'license_id', type: 'string', says: 'As declared; none, or unrecorded.' },
  { name: 'license_class', type: 'string', says: 'What it allows.' },
  { name: 'as_of', type: 'date', says: 'Snapshot.' },
];

/** The first-party models of a family, most downloaded first. */
export function familyFile(id: string): RowsView {
  return {
    reach: PANEL_REACH,
    read: async (db, _url, definition) => {
      const answer = await readFamilies(db, { panel: definition.panel });
      if (!answer.families.some((family) => family.id === id)) return null;
      const own = (await readFirstParty(db, answer.panel.panel)).filter(({ family }) => family === id);
      return {
        name: rowsName(`family-${id}`, answer),
        table: {
          columns: COLUMNS,
          rows: own
            .toSorted((a, b) => b.downloads30d - a.downloads30d || a.repoId.localeCompare(b.repoId))
            .map((model) => [
              ...[id, model.repoId, model.releasedOn, model.downloads30d, model.parameters],
              ...[model.activeParameters, model.relation, model.license, model.licenseClass, answer.asOf],
            ]),
        },
        meta: metaOfAnswer(answer),
        describedBy: paths.apiFamily(id, definition),
        next: null,
      };
    },
  };
}
