import { z } from 'zod';
import { LICENSE_CLASSES } from '../../../../db/vocab/license-classes.ts';
import { lensOf } from '../../definition/lenses.ts';
import { type ListedLicense, readLicenses } from '../../metrics/reference-lists.ts';
import { holding, partOf } from '../list-of.ts';
import { LIST_PARAMETERS, text } from '../parameters.ts';
import { type ApiContext, defineResource } from '../resource.ts';
import { readStanding, type Standing } from '../standing.ts';
import { byDownloads, countFields, groupsMeta } from './groups.ts';
import { GROUPS_REACH } from './publishers.ts';

const answer = z.string().nullable();
const known = z.string().nullable();

const row = z.object({
  id: z.string().describe('As repositories declare it; none and unrecorded stand for themselves.'),
  name: known.describe('Null: nobody has reviewed it.'),
  reviewed: z.boolean().describe('The reference describes it.'),
  class: z.string().nullable().describe('What it allows. Null: not reviewed.'),
  family: known,
  osi_approved: answer.describe('Whether the Open Source Initiative approved it.'),
  commercial_use: answer,
  redistribution: answer,
  derivatives: answer,
  share_alike: answer,
  use_restrictions: answer,
  note: known,
  evidence: known,
  checked_on: z.iso.date().nullable(),
  ...countFields,
});

type LicenseRow = z.infer<typeof row>;

export const LICENSES = defineResource({
  id: 'licenses',
  path: '/licenses',
  name: 'Licenses',
  says: 'Every license id that the reference describes or a model declares, with what the license allows and how much it is used, most downloaded first.',
  examples: ['/licenses?limit=20', '/licenses.csv?license=permissive', '/licenses?q=llama'],
  reach: { ...GROUPS_REACH, keys: ['panel', 'license', 'snapshot'] },
  own: z.object({ q: text('Part of an id or a name, in any case.'), ...LIST_PARAMETERS }),
  row,
  async read(context, { definition, own }) {
    const standing = await readStanding(context, 'license-id', definition);
    const { asOf } = standing.figure;
    const classes = lensOf(definition, 'license');
    const all = await readRows(context, standing);
    const chosen = all.filter(
      (one) => classes.length === 0 || (one.class !== null && classes.includes(one.class)),
    );
    const found = holding(chosen, own.q, ({ id, name }) => [id, name]);
    return {
      ...partOf(found, ({ id }) => id, { of: 'licenses', asOf, limit: own.limit, after: own.after }),
      meta: groupsMeta(context, standing, {
        asked: definition,
        title: 'Licenses, most downloaded first',
        matching: found.length,
      }),
    };
  },
});

async function readRows({ db, kept }: ApiContext, standing: Standing): Promise<readonly LicenseRow[]> {
  const { figure, ids, of } = standing;
  return await kept(`licenses ${figure.panel.panel} ${figure.asOf}`, async () => {
    const reviewed = new Map((await readLicenses(db)).map((license) => [license.id, license]));
    const every = [...new Set([...reviewed.keys(), ...ids])];
    return byDownloads(every.map((id) => ({ ...factsOf(id, reviewed.get(id)), ...of(id) })));
  });
}

function factsOf(id: string, license: ListedLicense | undefined) {
  return {
    id,
    name: license?.name ?? null,
    reviewed: license !== undefined,
    class: LICENSE_CLASSES.find((one) => one.id === license?.class)?.id ?? null,
    family: license?.family ?? null,
    osi_approved: license?.osiApproved ?? null,
    commercial_use: license?.commercialUse ?? null,
    redistribution: license?.redistribution ?? null,
    derivatives: license?.derivatives ?? null,
    share_alike: license?.shareAlike ?? null,
    use_restrictions: license?.useRestrictions ?? null,
    note: license?.note ?? null,
    evidence: license?.evidence ?? null,
    checked_on: license?.checkedOn ?? null,
  };
}
