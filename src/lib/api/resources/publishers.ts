import { z } from 'zod';
import { PUBLISHER_TYPES } from '../../../../db/vocab/publisher-types.ts';
import { lensOf } from '../../definition/lenses.ts';
import type { Reach } from '../../definition/parse.ts';
import { type ListedPublisher, readPublishersOn } from '../../metrics/reference-lists.ts';
import { holding, partOf } from '../list-of.ts';
import { choiceOrNone, LIST_PARAMETERS, text } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';
import { readStanding, type Standing } from '../standing.ts';
import { byDownloads, countFields, groupsMeta } from './groups.ts';

const day = z.iso.date().nullable();

export const publisherFields = {
  id: z.string().describe('Id in the registry.'),
  name: z.string(),
  parent: z.string().nullable().describe('The publisher it belongs to.'),
  type: z.string(),
  country: z.string().describe('Where it is based: ISO 3166, or INTL, PERSON, UNKNOWN.'),
  country_name: z.string(),
  region: z.string(),
  valid_from: day.describe('This holds from that day on. Null: for as long as anybody knows.'),
  valid_to: day.describe('The day it ceased to hold. Null: it holds.'),
  confidence: z.string().describe('How sure the registry is.'),
  evidence: z.string().nullable().describe('What it rests on.'),
  checked_on: z.iso.date().describe('When somebody looked last.'),
  namespaces: z.array(z.string()).describe('What it owned on the Hub that day.'),
};

const row = z.object({ ...publisherFields, ...countFields });

export const GROUPS_REACH: Reach = { keys: ['panel', 'snapshot'], measures: ['downloads30d'] };

const types: readonly string[] = PUBLISHER_TYPES.map(({ id }) => id);

export const PUBLISHERS = defineResource({
  id: 'publishers',
  path: '/publishers',
  name: 'Publishers',
  says: 'The curated publishers with what the registry rests on, and what their models amount to, most downloaded first. As of the day of a snapshot.',
  examples: ['/publishers?region=europe&limit=10', '/publishers.csv?q=research', '/publishers?type=academia'],
  reach: { ...GROUPS_REACH, keys: ['panel', 'region', 'country', 'snapshot'] },
  own: z.object({
    q: text('Part of a name, an id or a namespace, in any case.'),
    type: choiceOrNone('Only publishers of this type.', types),
    ...LIST_PARAMETERS,
  }),
  row,
  async read(context, { definition, own }) {
    const standing = await readStanding(context, 'publisher', definition);
    const { asOf } = standing.figure;
    const [regions, countries] = [lensOf(definition, 'region'), lensOf(definition, 'country')];
    const all = await readRows(context, standing);
    const chosen = all
      .filter(({ region }) => regions.length === 0 || regions.includes(region))
      .filter(({ country }) => countries.length === 0 || countries.includes(country))
      .filter(({ type }) => own.type === null || type === own.type);
    const found = holding(chosen, own.q, ({ id, name, namespaces }) => [id, name, ...namespaces]);
    return {
      ...partOf(found, ({ id }) => id, { of: 'publishers', asOf, limit: own.limit, after: own.after }),
      meta: groupsMeta(context, standing, {
        asked: definition,
        title: 'Publishers in the registry, most downloaded first',
        matching: found.length,
      }),
    };
  },
});

type PublisherRow = z.infer<typeof row>;

/** Every publisher as of the day of a figure. Read once for each version. */
export async function readRows(
  { db, kept }: ApiContext,
  { figure: { panel, asOf }, of }: Standing,
): Promise<readonly PublisherRow[]> {
  return await kept(`publishers ${panel.panel} ${asOf}`, async () => {
    const publishers = await readPublishersOn(db, asOf);
    return byDownloads(publishers.map((publisher) => ({ ...factsOf(publisher), ...of(publisher.id) })));
  });
}

function factsOf(publisher: ListedPublisher) {
  const { id, name, parent, type, country, region, confidence, evidence } = publisher;
  return {
    ...{ id, name, parent, type, country, country_name: publisher.countryName, region },
    ...{ valid_from: publisher.validFrom, valid_to: publisher.validTo, confidence, evidence },
    ...{ checked_on: publisher.checkedOn, namespaces: [...publisher.namespaces] },
  };
}
