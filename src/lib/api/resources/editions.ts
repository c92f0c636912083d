import { z } from 'zod';
import { BadDefinition } from '../../definition/errors.ts';
import { PANEL_REACH } from '../../definition/panel-reach.ts';
import { chosenOf } from '../../definition/sentences.ts';
import type { EditionStore, StoredEdition } from '../../editions/store.ts';
import { paths } from '../../site/paths.ts';
import { partOf } from '../list-of.ts';
import { metaOf } from '../meta.ts';
import { LIST_PARAMETERS } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';

const day = z.iso.date();

export const editionFields = {
  id: z.string().describe('Panel and edition: hub/2026-11-20.1.'),
  panel: z.string(),
  edition: z.string().describe('The day of its snapshot, and which edition of that day.'),
  kind: z.enum(['whole', 'aggregates']).describe('whole: models and observations too.'),
  as_of: day.describe('Its snapshot.'),
  recorded_from: day.describe('The first day it holds.'),
  models: z.number().describe('Models in the snapshot.'),
  built_at: z.string(),
  reference_version: z.number(),
  schema_version: z.number(),
  code_version: z.string(),
  restates: z.string().nullable().describe('The edition of the same day that it stands in for.'),
  retracted: z.boolean().describe('Its files are gone; the reason stands with the edition.'),
  files: z.number().int(),
  bytes: z.number().describe('Of all its files.'),
};

const row = z.object(editionFields);

/** Editions are built while nothing is published: their list is of no snapshot. */
const SHELF = '0001-01-01';

export const EDITIONS = defineResource({
  id: 'editions',
  path: '/editions',
  name: 'Editions',
  says: 'The dated, immutable bundles of files that were built, newest first. Empty until the first one is.',
  examples: ['/editions', '/editions.csv?panel=hub'],
  reach: PANEL_REACH,
  own: z.object({ ...LIST_PARAMETERS }),
  row,
  async read(context, { definition, own }) {
    const all = await allEditions(context.editions);
    checkPanel(context, definition.panel, all);
    const rows = all
      .filter(({ panel }) => definition.panel === null || panel === definition.panel)
      .map(editionRow);
    return {
      ...partOf(rows, ({ id }) => id, { of: 'editions', asOf: SHELF, limit: own.limit, after: own.after }),
      fleeting: true,
      meta: metaOf(context, {
        title: 'Editions of the census',
        says: 'Bundles of files, one snapshot each. What an edition says never changes.',
        page: paths.api(),
        matching: rows.length,
      }),
    };
  },
});

/** Editions outlive what is published: a panel may have some and no snapshot any more, or none yet. */
function checkPanel({ panels }: ApiContext, asked: string | null, all: readonly StoredEdition[]): void {
  const known = [...new Set([...panels, ...all].map(({ panel }) => panel))];
  if (asked !== null && !known.includes(asked)) throw new BadDefinition([`panel: ${chosenOf(asked, known)}`]);
}

/** Of every panel, newest first. */
async function allEditions(store: EditionStore): Promise<readonly StoredEdition[]> {
  const all = await Promise.all((await store.panels()).map((panel) => store.editions(panel)));
  return all
    .flat()
    .toSorted((a, b) => b.day.localeCompare(a.day) || b.n - a.n || a.panel.localeCompare(b.panel));
}

export function editionRow({
  panel,
  edition: id,
  manifest,
  copy,
  retracted,
}: StoredEdition): z.infer<typeof row> {
  return {
    ...{ id: `${panel}/${id}`, panel, edition: id, kind: manifest.kind, as_of: manifest.snapshot.as_of },
    ...{ recorded_from: manifest.snapshot.from, models: manifest.snapshot.models, built_at: copy.built_at },
    reference_version: manifest.reference.version,
    schema_version: manifest.schema_version,
    code_version: manifest.code_version,
    restates: copy.restates,
    retracted: retracted !== null,
    files: manifest.files.length,
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
