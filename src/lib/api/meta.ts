import { z } from 'zod';
import { formatDay } from '../format/dates.ts';
import type { PanelFacts } from '../metrics/metric.ts';
import { paths } from '../site/paths.ts';
import type { ApiContext } from './resource.ts';

/** Of what the census adds to the facts of others: sums, judgements, curated facts. */
export const LICENSE = {
  id: 'CC-BY-4.0',
  name: 'Creative Commons Attribution 4.0 International',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

const day = z.iso.date();

/** What stands beside the rows of every answer. */
export const metaShape = z.object({
  title: z.string().describe('What the answer is, in one sentence.'),
  definition: z
    .object({
      says: z.string().describe('What was counted, in words.'),
      query: z.string().nullable().describe('The definition in canonical form; null where none is followed.'),
      address: z.url().describe('The page that shows it.'),
      pinned_address: z.url().nullable().describe('The page as of this snapshot, for citations.'),
    })
    .describe('What was asked.'),
  panel: z
    .object({ id: z.string(), title: z.string(), population: z.string(), kind: z.string() })
    .nullable()
    .describe('Whose models are counted; null where the answer is about no panel.'),
  snapshot: day.nullable().describe('The snapshot the answer is read from.'),
  as_of: day.nullable().describe('The day its counters were read. Those of the Hub run to the day before.'),
  coverage: z
    .object({
      part: z.number().nullable().describe('Part of the whole whose group is known, 0 to 1.'),
      says: z.string(),
    })
    .describe('How much of the whole is known.'),
  reference_version: z.int().describe('The version of the curated facts that judged it.'),
  notes: z.array(z.object({ kind: z.string(), on: day.nullable(), says: z.string() })),
  sources: z.array(z.object({ title: z.string(), url: z.url(), terms: z.string() })),
  license: z
    .object({ id: z.literal(LICENSE.id), name: z.string(), url: z.url() })
    .describe('Of what the census adds; facts of others stay under the terms of their sources.'),
  citation: z.string(),
  published_at: z.iso.datetime().nullable().describe('When the newest snapshot was published.'),
  matching: z.int().nullable().describe('Rows of the whole list; null where they are not counted.'),
});

export type Meta = z.infer<typeof metaShape> & Readonly<Record<string, unknown>>;

export interface MetaFacts {
  title: string;
  /** What was counted. */
  says: string;
  /** The page of the site that shows it. */
  page: string;
  query?: string | null;
  panel?: PanelFacts | null;
  /** Another day than the newest of the panel. */
  asOf?: string | null;
  coverage?: { part: number | null; says: string };
  notes?: Meta['notes'];
  matching?: number | null;
}

/** Coverage where every row is there. */
const WHOLE = { part: null, says: 'Everything on record is listed.' };

export function metaOf({ origin, version }: ApiContext, facts: MetaFacts): Meta {
  const {
    title,
    says,
    page,
    query = null,
    panel = null,
    coverage = WHOLE,
    notes = [],
    matching = null,
  } = facts;
  const asOf = facts.asOf ?? panel?.asOf ?? null;
  const address = new URL(page, origin).href;
  return {
    title,
    definition: { says, query, address, pinned_address: null },
    panel: panel && panelOf(panel),
    snapshot: asOf,
    as_of: asOf,
    coverage,
    reference_version: version.referenceVersion,
    notes,
    sources: sourcesOf(panel),
    license: LICENSE,
    citation: [
      `Open Model Census. ${title}.`,
      panel && `Panel: ${panel.title}.`,
      `${asOf === null ? '' : `Snapshot of ${formatDay(asOf)}, `}reference version ${version.referenceVersion}.`.replace(
        /^r/,
        'R',
      ),
      panel && `Source: ${panel.sourceTitle}.`,
      address,
    ]
      .filter(Boolean)
      .join(' '),
    published_at: publishedAt(version),
    matching,
  };
}

export function publishedAt({ publishedAt: at }: ApiContext['version']): string | null {
  return at === null ? null : at.toISOString();
}

export function panelOf({ panel, title, population, kind }: PanelFacts) {
  return { id: panel, title, population, kind };
}

/** Whose facts stand in an answer. Without a panel those of the reference alone. */
function sourcesOf(panel: PanelFacts | null): Meta['sources'] {
  return panel === null ? [] : [{ title: panel.sourceTitle, url: panel.sourceUrl, terms: panel.terms }];
}

/** The page of a definition of figures; pages of lists name their own. */
export const METHODS_PAGE = paths.methods();
