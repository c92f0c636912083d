import { z } from 'zod';
import type { Reach } from '../../definition/parse.ts';
import { printDefinition } from '../../definition/print.ts';
import { readReleases } from '../../metrics/releases/read-releases.ts';
import { RELEASE_SHOWS, RELEASE_SORTS } from '../../metrics/releases/rule.ts';
import { RELEASE_COLUMNS, releaseRows } from '../../site/data/release-rows.ts';
import { paths } from '../../site/paths.ts';
import { RELEASES_REACH, releasesExtra } from '../../site/releases/asked.ts';
import { fieldsOf, rowsOf } from '../columns.ts';
import { parsePlace, printPlace } from '../cursor.ts';
import { metaOf } from '../meta.ts';
import { newestPanel } from '../newest.ts';
import { choice, LIST_PARAMETERS, wholeNumber } from '../parameters.ts';
import { defineResource } from '../resource.ts';

const reach: Reach = { ...RELEASES_REACH, keys: [...RELEASES_REACH.keys, 'snapshot'] };

export const RELEASES = defineResource({
  id: 'releases',
  path: '/releases',
  name: 'Releases',
  says: 'Models by day of release, with their adoption 30, 60 and 90 days after. A part may hold fewer rows than the limit while next still leads on: each part looks at ten thousand models.',
  examples: [
    '/releases?window=7d',
    '/releases?sort=ram30&limit=20',
    '/releases.csv?show=all&region=cn&limit=1000',
  ],
  reach,
  own: z.object({
    show: choice('Notable releases, or all.', RELEASE_SHOWS, 'notable'),
    sort: choice(
      'By day of release, by downloads, or by relative adoption at an age.',
      RELEASE_SORTS,
      'newest',
    ),
    downloads: wholeNumber('Least downloads in the previous 30 days.', {
      least: 0,
      most: 999_999_999_999,
      usual: 0,
    }),
    ...LIST_PARAMETERS,
  }),
  row: z.object(fieldsOf(RELEASE_COLUMNS)),
  async read(context, { definition, own: { show, sort, downloads, limit, after } }) {
    const panel = newestPanel(context, definition);
    const place = { of: `releases ${sort}`, asOf: panel.asOf };
    const list = await readReleases(context.db, {
      ...{ definition: { ...definition, snapshot: null }, show, sort, limit, least: downloads },
      after: after === null ? null : parsePlace(after, place),
    });
    const shown = { ...definition, snapshot: null };
    return {
      ...rowsOf(releaseRows(list)),
      next: list.next && printPlace({ ...place, last: list.next }),
      meta: metaOf(context, {
        title: show === 'notable' ? 'Notable releases of models' : 'Releases of models',
        says: list.definition,
        query: printDefinition(definition),
        page: paths.releases(shown, releasesExtra({ show, sort, least: downloads, after: null })),
        panel,
        coverage: {
          part: list.coverage,
          says: 'Part of the models of the panel that have a day of release.',
        },
        notes: list.notes.map((says) => ({ kind: 'counting', on: null, says })),
        matching: list.matching,
      }),
    };
  },
});
