import { z } from 'zod';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { PANEL_REACH } from '../../definition/panel-reach.ts';
import type { Reach } from '../../definition/parse.ts';
import { type Families, type Family, readFamilies } from '../../families/read-families.ts';
import type { DerivativesOfFamily } from '../../families/rows.ts';
import { paths } from '../../site/paths.ts';
import { holding, partOf } from '../list-of.ts';
import { type Meta, metaOf } from '../meta.ts';
import { newestPanel } from '../newest.ts';
import { LIST_PARAMETERS, text } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';

const size = z.number().nullable();
const name = z.string().nullable();

export const familyFields = {
  id: z.string(),
  name: z.string(),
  publisher: z.string().describe('Id of the publisher whose family it is.'),
  publisher_name: z.string(),
  region: z.string().describe('Where the publisher is based.'),
  evidence: z.string(),
  first_party_models: z.number().int().describe('Repositories of the publisher that belong to the family.'),
  first_party_downloads_30d: z.number().describe('Their downloads in the previous 30 days.'),
  downloads_30d: z
    .number()
    .describe('Those, and of all models whose declared lineage, or else whose name, leads to it.'),
  derivatives_direct: z.number().describe('Models that declare one of its models as a base.'),
  derivatives_descendants: z
    .number()
    .describe('Models whose declared lineage ends in it; in parts where it has several roots.'),
  derivatives_mentioned: z.number().describe('Models without a base whose name says so.'),
  smallest_parameters: size.describe('Of its first-party models, adapters left out. Null: no size is known.'),
  smallest_model: name,
  largest_parameters: size,
  largest_model: name,
  newest_model: name,
  newest_released_on: z.iso.date().nullable(),
};

const row = z.object(familyFields);

export const FAMILY_REACH: Reach = { ...PANEL_REACH, keys: ['panel', 'snapshot'] };

export const FAMILIES = defineResource({
  id: 'families',
  path: '/families',
  name: 'Families',
  says: 'The curated families of models side by side, most downloaded first.',
  examples: ['/families', '/families.csv?panel=hub-head', '/families?q=qwen'],
  reach: FAMILY_REACH,
  own: z.object({ q: text('Part of a name or of a publisher’s name, in any case.'), ...LIST_PARAMETERS }),
  row,
  async read(context, { definition, own }) {
    const answer = await readKept(context, definition);
    const rows = answer.families.map(familyRow);
    const found = holding(rows, own.q, (one) => [one.id, one.name, one.publisher_name]);
    const { asOf } = answer;
    return {
      ...partOf(found, ({ id }) => id, { of: 'families', asOf, limit: own.limit, after: own.after }),
      meta: familiesMeta(context, answer, {
        title: 'Curated families of models',
        page: paths.families(pageDefinition(definition)),
        matching: found.length,
      }),
    };
  },
});

export async function readKept(context: ApiContext, definition: Definition): Promise<Families> {
  const { panel } = newestPanel(context, definition);
  return await context.kept(`families ${panel}`, () => readFamilies(context.db, { panel }));
}

export function pageDefinition({ panel }: Definition): Definition | null {
  return panel === null ? null : definitionOf({ panel });
}

export function familiesMeta(
  context: ApiContext,
  { panel, asOf, coverage, notes, definition }: Families,
  facts: { title: string; page: string; matching: number | null },
): Meta {
  return metaOf(context, {
    ...facts,
    says: definition,
    panel,
    asOf,
    coverage: { part: coverage, says: 'Part of first-party models whose size is known.' },
    notes: notes.map((says) => ({ kind: 'counting', on: null, says })),
  });
}

export function familyRow(family: Family): z.infer<typeof row> {
  const { id, name: title, publisher, region, evidence, smallest, largest, newest } = family;
  return {
    ...{
      id,
      name: title,
      publisher: publisher.id,
      publisher_name: publisher.name,
      region: region.id,
      evidence,
    },
    first_party_models: family.models,
    first_party_downloads_30d: family.downloads30d.firstParty,
    downloads_30d: family.downloads30d.family,
    ...derivativesOf(family.derivatives),
    smallest_parameters: smallest?.parameters ?? null,
    smallest_model: smallest?.repoId ?? null,
    largest_parameters: largest?.parameters ?? null,
    largest_model: largest?.repoId ?? null,
    newest_model: newest?.repoId ?? null,
    newest_released_on: newest?.releasedOn ?? null,
  };
}

function derivativesOf({ direct, descendants, mentioned }: DerivativesOfFamily) {
  return {
    derivatives_direct: direct,
    derivatives_descendants: descendants,
    derivatives_mentioned: mentioned,
  };
}
