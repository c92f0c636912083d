import { z } from 'zod';
import { REGIONS as ALL } from '../../../../db/vocab/regions.ts';
import { readRegionCountries } from '../../metrics/reference-lists.ts';
import { defineResource } from '../resource.ts';
import { readStanding } from '../standing.ts';
import { countFields, groupsMeta } from './groups.ts';
import { GROUPS_REACH } from './publishers.ts';

const row = z.object({
  id: z.string(),
  name: z.string(),
  kind: z
    .enum(['place', 'apart', 'open'])
    .describe('place: publishers based there; apart: no single place; open: not known.'),
  says: z.string().describe('Who is counted there.'),
  countries: z.array(z.string()).describe('ISO 3166 codes.'),
  ...countFields,
});

export const REGIONS = defineResource({
  id: 'regions',
  path: '/regions',
  name: 'Regions',
  says: 'The regions that publishers are grouped by, the countries of each, and what their models amount to. Where publishers are based, never where users are.',
  examples: ['/regions', '/regions.csv?snapshot=2026-08-22'],
  reach: GROUPS_REACH,
  own: z.object({}),
  row,
  async read(context, { definition }) {
    const standing = await readStanding(context, 'region', definition);
    const countries = await context.kept('region countries', () => readRegionCountries(context.db));
    const data: z.infer<typeof row>[] = ALL.map(({ id, name, kind, says }) => ({
      ...{ id, name, kind, says },
      countries: [...(countries.get(id) ?? [])],
      ...standing.of(id),
    }));
    return {
      data,
      next: null,
      meta: groupsMeta(context, standing, {
        asked: definition,
        title: 'Regions of publishers',
        matching: data.length,
      }),
    };
  },
});
