import type { RecordedModel, SourcedField } from '../../collectors/sample/read-recordings.ts';
import type { Enrichment, Enrichments } from './enrichment.ts';
import { byId, readGzip } from './read-source.ts';

interface ListedModel {
  id: string;
  likes: number;
  downloads: number;
  pipeline_tag?: string;
}

const FIELDS: readonly SourcedField[] = [
  'createdAt',
  'library_name',
  'tags',
  'gated',
  'parameters',
  'license',
  'base_model',
];

/** The models of 2025-12-22, each with what other recordings know about the very same id. */
export async function convertAiNexus(from: string, known: Enrichments): Promise<readonly RecordedModel[]> {
  const text = await readGzip(`${from}/ai-nexus/temp_hf_expansion_2025-12-22.json.gz`);
  const { models } = JSON.parse(text) as { models: readonly ListedModel[] };
  return models.map((model) => enrich(model, known.get(model.id) ?? [])).sort(byId);
}

function enrich(
  { id, likes, downloads, pipeline_tag }: ListedModel,
  known: readonly Enrichment[],
): RecordedModel {
  const sources: Partial<Record<SourcedField, string>> = {};
  const added: Partial<RecordedModel> = {};
  for (const field of FIELDS) {
    const first = known.find((enrichment) => enrichment.fields.includes(field));
    if (!first) continue;
    sources[field] = first.source;
    Object.assign(added, { ...fieldOf(field, first.model, added) });
  }
  return {
    id,
    author: id.split('/')[0] ?? '',
    downloads,
    likes,
    ...(pipeline_tag === undefined ? {} : { pipeline_tag }),
    ...added,
    ...(Object.keys(sources).length === 0 ? {} : { _sources: sources }),
  };
}

function fieldOf(
  field: SourcedField,
  from: Partial<RecordedModel>,
  added: Partial<RecordedModel>,
): Partial<RecordedModel> {
  switch (field) {
    case 'parameters':
      return pick(from, from.safetensors ? 'safetensors' : 'gguf');
    case 'license': {
      const { license, license_name } = from.cardData ?? {};
      if (license === undefined) return {};
      return {
        cardData: { ...added.cardData, license, ...(license_name === undefined ? {} : { license_name }) },
      };
    }
    case 'base_model': {
      const base = from.cardData?.base_model;
      return base === undefined ? {} : { cardData: { ...added.cardData, base_model: base } };
    }
    default:
      return pick(from, field);
  }
}

function pick(from: Partial<RecordedModel>, field: keyof RecordedModel): Partial<RecordedModel> {
  return from[field] === undefined ? {} : { [field]: from[field] };
}
