import type { RecordedModel } from '../../collectors/sample/read-recordings.ts';
import { byId, readGzip } from './read-source.ts';

interface RadarModel {
  id: string;
  author: string;
  created_at: string;
  updated_at: string;
  license: string | null;
  pipeline_tag: string | null;
  library: string | null;
  tags: readonly string[];
  likes: number;
  downloads_30d: number;
  trending_score: number;
  parameters: number | null;
  base_model: string | null;
  formats: readonly string[];
  gated: boolean;
  removed: boolean;
}

/** Every radar model that was still there on 2026-08-22, as the Hub would list it. */
export async function convertRadar(from: string): Promise<readonly RecordedModel[]> {
  const text = await readGzip(`${from}/radar/models_head.jsonl.gz`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RadarModel)
    .filter((model) => !model.removed)
    .map(toHubShape)
    .sort(byId);
}

function toHubShape(model: RadarModel): RecordedModel {
  const card = { ...licenseOf(model), ...baseOf(model) };
  return {
    id: model.id,
    author: model.author,
    createdAt: model.created_at,
    lastModified: model.updated_at,
    downloads: model.downloads_30d,
    likes: model.likes,
    trendingScore: model.trending_score,
    ...(model.pipeline_tag === null ? {} : { pipeline_tag: model.pipeline_tag }),
    ...(model.library === null ? {} : { library_name: model.library }),
    tags: model.tags,
    gated: model.gated,
    ...parametersOf(model),
    ...(Object.keys(card).length === 0 ? {} : { cardData: card }),
  };
}

/** radar prefers `license_name` over `license`. Where its value is not the tag's, the tag is the license. */
function licenseOf({ license, tags }: RadarModel): { license?: string; license_name?: string } {
  if (license === null) return {};
  const tagged = tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length);
  return tagged === undefined || tagged === license
    ? { license }
    : { license: tagged, license_name: license };
}

/** radar joins several base models with a comma. */
function baseOf({ base_model }: RadarModel): { base_model?: string | readonly string[] } {
  if (base_model === null) return {};
  const bases = base_model.split(',').map((base) => base.trim());
  return { base_model: bases.length > 1 ? bases : base_model };
}

/** Zero parameters is radar's answer to files without tensors, not a count. */
function parametersOf({ parameters, formats }: RadarModel): Pick<RecordedModel, 'safetensors' | 'gguf'> {
  if (parameters === null || parameters === 0) return {};
  if (formats.includes('safetensors')) return { safetensors: { total: parameters } };
  return formats.includes('gguf') ? { gguf: { total: parameters } } : {};
}
