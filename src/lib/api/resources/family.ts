import { z } from 'zod';
import { readFirstParty } from '../../families/rows.ts';
import { paths } from '../../site/paths.ts';
import { ApiProblem } from '../errors.ts';
import { defineResource } from '../resource.ts';
import { FAMILY_REACH, familiesMeta, familyFields, familyRow, pageDefinition, readKept } from './families.ts';

const row = z.object({
  ...familyFields,
  licenses: z
    .array(
      z.object({
        license: z.string(),
        license_class: z.string(),
        models: z.number(),
        downloads_30d: z.number(),
      }),
    )
    .describe('Declared licenses of its first-party models.'),
  models: z
    .array(
      z.object({
        model: z.string(),
        released_on: z.iso.date().nullable(),
        downloads_30d: z.number(),
        parameters: z.number().nullable(),
        active_parameters: z.number().nullable(),
        relation: z.string().nullable(),
        license_id: z.string(),
        license_class: z.string(),
      }),
    )
    .describe('Its first-party models, most downloaded first.'),
});

export const FAMILY = defineResource({
  id: 'family',
  path: '/families/{family}',
  name: 'One family',
  says: 'A curated family with its first-party models and their licenses.',
  examples: ['/families/qwen', '/families/llama?panel=hub-head'],
  reach: FAMILY_REACH,
  own: z.object({}),
  row,
  async read(context, { definition, id }) {
    const answer = await readKept(context, definition);
    const family = answer.families.find((one) => one.id === id);
    if (!family)
      throw new ApiProblem(404, [
        `family: there is no curated family of this id; choose among ${answer.families.map((one) => one.id).join(', ')}.`,
      ]);
    const { panel } = answer.panel;
    const all = await context.kept(`first-party ${panel}`, () => readFirstParty(context.db, panel));
    const models = all
      .filter((model) => model.family === id)
      .toSorted((a, b) => b.downloads30d - a.downloads30d || b.modelId - a.modelId);
    const data: z.infer<typeof row> = {
      ...familyRow(family),
      licenses: family.licenses.map((one) => ({
        ...{ license: one.license, license_class: one.licenseClass, models: one.models },
        downloads_30d: one.downloads30d,
      })),
      models: models.map((model) => ({
        ...{ model: model.repoId, released_on: model.releasedOn, downloads_30d: model.downloads30d },
        ...{
          parameters: model.parameters,
          active_parameters: model.activeParameters,
          relation: model.relation,
        },
        ...{ license_id: model.license, license_class: model.licenseClass },
      })),
    };
    return {
      data,
      next: null,
      meta: familiesMeta(context, answer, {
        title: `The family ${family.name}`,
        page: paths.family(family.id, pageDefinition(definition)),
        matching: null,
      }),
    };
  },
});
