import { z } from 'zod';
import { readPublisher, readPublisherModels } from '../../metrics/publisher.ts';
import { paths } from '../../site/paths.ts';
import { ApiProblem } from '../errors.ts';
import { holding } from '../list-of.ts';
import { defineResource } from '../resource.ts';
import { readStanding } from '../standing.ts';
import { countFields, groupsMeta } from './groups.ts';
import { GROUPS_REACH, publisherFields, readRows } from './publishers.ts';

const modelsShown = 50;
const day = z.iso.date().nullable();
const { id, namespaces: _namespaces, ...facts } = publisherFields;

const row = z.object({
  id,
  ...countFields,
  facts: z.array(z.object(facts)).describe('What holds and held, newest first.'),
  namespaces: z.array(z.object({ namespace: z.string(), valid_from: day, valid_to: day })),
  countries: z.array(z.string()).describe('Names of its countries, where it has several.'),
  top_models: z
    .array(
      z.object({
        model: z.string(),
        downloads_30d: z.number().int().nullable(),
        likes: z.number().int().nullable(),
        parameters: z.number().nullable(),
        license_id: z.string().nullable(),
        license_class: z.string(),
      }),
    )
    .describe(`Its most downloaded models in the newest snapshot, at most ${modelsShown}.`),
});

export const PUBLISHER = defineResource({
  id: 'publisher',
  path: '/publishers/{publisher}',
  name: 'One publisher',
  says: 'A publisher with every dated fact of the registry, its namespaces, and its most downloaded models.',
  examples: ['/publishers/openai', '/publishers/deepseek?panel=hub-head'],
  reach: GROUPS_REACH,
  own: z.object({}),
  row,
  async read(context, { definition, id: asked }) {
    const { db } = context;
    const [standing, found] = await Promise.all([
      readStanding(context, 'publisher', definition),
      readPublisher(db, asked.toWellFormed().replaceAll('\0', '')),
    ]);
    if (!found) {
      const rows = await readRows(context, standing);
      const near = holding(rows, asked.slice(0, 100), (one) => [one.id, one.name, ...one.namespaces]).slice(
        0,
        5,
      );
      const meant =
        near.length === 0
          ? ' /api/v1/publishers lists them.'
          : ` Like it: ${near.map((one) => one.id).join(', ')}.`;
      throw new ApiProblem(404, [`publisher: the registry has no publisher of this id.${meant}`]);
    }
    const { panel } = standing.figure;
    const models = await readPublisherModels(db, { id: found.id, panel: panel.panel, limit: modelsShown });
    const data: z.infer<typeof row> = {
      id: found.id,
      ...standing.of(found.id),
      facts: found.rows.map((one) => ({
        ...{ name: one.name, parent: one.parent, type: one.type, country: one.country },
        ...{
          country_name: one.countryName,
          region: one.region,
          valid_from: one.validFrom,
          valid_to: one.validTo,
        },
        ...{ confidence: one.confidence, evidence: one.evidence, checked_on: one.checkedOn },
      })),
      namespaces: found.namespaces.map(({ namespace, validFrom, validTo }) => ({
        ...{ namespace, valid_from: validFrom, valid_to: validTo },
      })),
      countries: [...found.countries],
      top_models: models.map((one) => ({
        ...{ model: one.repoId, downloads_30d: one.downloads30d, likes: one.likes },
        ...{ parameters: one.parameters, license_id: one.licenseId, license_class: one.licenseClass },
      })),
    };
    return {
      data,
      next: null,
      meta: groupsMeta(context, standing, {
        asked: definition,
        title: `${found.rows[0].name} in the registry`,
        page: paths.publisher(found.id),
        matching: null,
      }),
    };
  },
});
