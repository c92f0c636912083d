import { z } from 'zod';
import { BadDefinition } from '../../definition/errors.ts';
import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { readQualityLog } from '../../metrics/quality.ts';
import { paths } from '../../site/paths.ts';
import { parsePlace, printPlace } from '../cursor.ts';
import { metaOf } from '../meta.ts';
import { panelIn } from '../newest.ts';
import { dayOrNone, LIST_PARAMETERS } from '../parameters.ts';
import { defineResource } from '../resource.ts';

const row = z.object({
  panel: z.string(),
  as_of: z.iso.date().describe('The day it is about.'),
  kind: z.string().describe('What kind of thing happened.'),
  says: z.string().describe('One sentence.'),
  logged_at: z.iso.datetime(),
});

export const QUALITY = defineResource({
  id: 'quality',
  path: '/quality',
  name: 'Quality log',
  says: 'What is missing, what was rejected and what was left out of a panel, newest first. The log changes no figure.',
  examples: ['/quality', '/quality.csv?panel=hub&since=2026-08-01'],
  reach: PANEL_REACH,
  own: z.object({ since: dayOrNone('Only entries about this day or later ones.'), ...LIST_PARAMETERS }),
  row,
  async read(context, { definition, own: { since, limit, after } }) {
    const panel = panelIn(context, definition);
    const place = { of: 'quality', asOf: panel.asOf };
    const found = await readQualityLog(context.db, {
      ...{ panel: panel.panel, since, limit: limit + 1 },
      after: after === null ? null : entryIn(parsePlace(after, place)),
    });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      data: shown.map(
        (entry): z.infer<typeof row> => ({
          ...{ panel: panel.panel, as_of: entry.asOf, kind: entry.kind, says: entry.says },
          logged_at: entry.loggedAt.toISOString(),
        }),
      ),
      next: last ? printPlace({ ...place, last: `${last.asOf} ${last.entryId}` }) : null,
      meta: metaOf(context, {
        title: 'Quality log',
        says: 'Gaps, rejected looks, skipped records and counters that fell, as they were seen.',
        page: paths.status(),
        panel,
      }),
    };
  },
});

function entryIn(last: string): { asOf: string; entryId: number } {
  const [, asOf, entryId] = /^(\d{4}-\d\d-\d\d) (\d{1,9})$/.exec(last) ?? [];
  if (asOf !== undefined && entryId !== undefined && z.iso.date().safeParse(asOf).success)
    return { asOf, entryId: Number(entryId) };
  throw new BadDefinition(['after: this is not a place in the list; leave it out to begin at the top.']);
}
