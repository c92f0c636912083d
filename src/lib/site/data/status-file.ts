import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readCalendar } from '../../metrics/calendar.ts';
import { choosePanel, readPanels } from '../../metrics/panels.ts';
import { inForm, paths } from '../paths.ts';
import { daysOf } from '../status-view.ts';
import { type RowsView, rowsName } from './rows-file.ts';

/** The record of a panel, a row for each day from its first to its last. */
export const STATUS_FILE: RowsView = {
  reach: PANEL_REACH,
  read: async (db, _url, definition) => {
    const panel = choosePanel(await readPanels(db), definition.panel);
    const days = daysOf((await readCalendar(db)).filter((day) => day.panel === panel.panel));
    return {
      name: rowsName('status', { panel, asOf: panel.asOf }),
      table: {
        columns: [
          { name: 'panel', type: 'string', says: 'Id of the panel.' },
          { name: 'day', type: 'date', says: 'UTC.' },
          { name: 'state', type: 'string', says: 'published, rejected by its checks, or missing.' },
          { name: 'models', type: 'number', says: 'In the panel that day. Empty: nothing was published.' },
        ],
        rows: days.map(({ day, state, models }) => [panel.panel, day, state, models]),
      },
      meta: {
        definition: 'Every day between the first and the last look; what is not published is in no figure.',
        panel: { id: panel.panel, title: panel.title, population: panel.population, kind: panel.kind },
        as_of: panel.asOf,
        log: paths.apiData(`/quality.json?panel=${panel.panel}`),
        program: paths.apiData('/status'),
        sources: [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }],
      },
      describedBy: inForm(paths.status(definition), 'json'),
      next: null,
    };
  },
};
