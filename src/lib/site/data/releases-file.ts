import { paths } from '../paths.ts';
import { RELEASES_KEYS, RELEASES_REACH, RELEASES_USUAL, releasesExtra } from '../releases/asked.ts';
import { readReleasesFile } from '../releases/releases-view.ts';
import { releaseRows } from './release-rows.ts';
import { metaOfAnswer, type RowsView, rowsName } from './rows-file.ts';

/** The feed of releases, a thousand rows a file. */
export const RELEASES_FILE: RowsView = {
  reach: RELEASES_REACH,
  keys: RELEASES_KEYS,
  usual: RELEASES_USUAL,
  read: async (db, url, definition) => {
    const list = await readReleasesFile(db, url, definition);
    const { show, sort, least, next, baseline } = list;
    const extra = (after: string | null) => releasesExtra({ show, sort, least, after });
    return {
      name: rowsName('releases', list),
      table: releaseRows(list),
      meta: { ...metaOfAnswer(list), show, sort, least_downloads_30d: least, ram_baseline: baseline },
      describedBy: paths.releasesData('json', definition, extra(url.searchParams.get('after'))),
      next: next === null ? null : (form) => paths.releasesData(form, definition, extra(next)),
    };
  },
};
