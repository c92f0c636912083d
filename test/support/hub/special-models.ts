import type { HubItem, ListedItem } from './hub-item.ts';

/** Names of rows a test may want to look for. */
export const SPECIAL = {
  sparse: 'acme/sparse',
  renamed: 'acme/new-name',
  renamedFrom: 'acme/old-name',
  disabled: 'acme/disabled',
  deletedMidway: 'acme/deleted-midway',
  hostileCard: 'acme/hostile-card',
} as const;

const BASE = { _id: '66944f1fe0c5c2e493a804f5', id: 'meta-llama/Llama-3.1-8B' };
const OTHER_BASE = { _id: '657a1fff16886e681230c05a', id: 'microsoft/phi-2' };

/** The rows hub-api.md §9.1 asks for. Each replaces part of an ordinary model; `undefined` removes a key. */
const ROWS: readonly Partial<HubItem>[] = [
  { id: 'openai-community/gpt2', downloads: 12_000_000, likes: 2900 },
  { id: 'cross-encoder/ms-marco-MiniLM-L6-v2', downloads: 87_308_150, trendingScore: 0.5 },
  {
    id: SPECIAL.sparse,
    tags: ['region:us'],
    downloads: 0,
    downloadsAllTime: 0,
    likes: 0,
    ...without('pipeline_tag', 'library_name', 'cardData', 'safetensors', 'gguf', 'baseModels'),
  },
  { id: 'acme/gated-auto', gated: 'auto' },
  { id: 'acme/gated-manual', gated: 'manual' },
  {
    id: 'acme/two-licenses',
    cardData: { license: ['mit', 'apache-2.0'] },
    tags: ['license:mit', 'license:apache-2.0'],
  },
  {
    id: 'acme/named-license',
    cardData: { license: 'other', license_name: 'acme-1.0', license_link: 'LICENSE' },
    tags: ['license:other'],
  },
  { id: 'acme/no-license', cardData: { language: 'en' }, tags: ['region:us'] },
  { id: 'acme/half-a-trend', trendingScore: 0.5 },
  { id: 'acme/most-downloaded', downloads: 255_316_543, downloadsAllTime: 3_400_446_695 },
  { id: 'acme/absurd-gguf-38', gguf: { total: 3.402824e38, architecture: 'llama' } },
  { id: 'acme/absurd-gguf-159', gguf: { total: 7.001852e159, architecture: 'llama' } },
  { id: 'acme/sharded-8B', safetensors: { parameters: { BF16: 8_190_735_360 }, total: 308_224 } },
  {
    id: 'acme/packed-mlx-32B-5bit',
    library_name: 'mlx',
    tags: ['mlx', 'safetensors', '5-bit', 'region:us'],
    safetensors: { parameters: { BF16: 1_024_000, U32: 6_138_976_000 }, total: 6_140_000_000 },
  },
  {
    id: 'acme/adapter-without-counts',
    library_name: 'peft',
    tags: ['peft', `base_model:${BASE.id}`, `base_model:adapter:${BASE.id}`, 'region:us'],
    baseModels: { relation: 'adapter', models: [BASE] },
    ...without('safetensors', 'gguf'),
  },
  { id: 'acme/finetune', ...derived('finetune') },
  { id: 'acme/quantized', ...derived('quantized') },
  { id: 'acme/adapter', ...derived('adapter') },
  { id: 'acme/merge', baseModels: { relation: 'merge', models: [BASE, OTHER_BASE] } },
  { id: 'acme/deploy-after-region', tags: ['license:mit', 'region:us', 'deploy:sagemaker'] },
  {
    id: SPECIAL.hostileCard,
    cardData: { license: 'mit', model_name: 'nul \u0000 and 🦙', tags: ['\u0000'] },
  },
  { id: SPECIAL.renamed },
  { id: SPECIAL.disabled, disabled: true, downloads: 0 },
  { id: SPECIAL.deletedMidway },
];

/** How many models at the start of every generated population are special. */
export const SPECIAL_MODELS = ROWS.length;

/** The position of a special model, or null. */
export function specialIndexOf(id: string): number | null {
  const i = ROWS.findIndex((row) => row.id === id);
  return i < 0 ? null : i;
}

/** The ordinary model with its special traits. */
export function specialModel(item: ListedItem, i: number): ListedItem {
  const traits = ROWS[i];
  if (!traits?.id) return item;
  const author = traits.id.split('/')[0] ?? traits.id;
  return { ...item, ...traits, id: traits.id, author, _id: item._id };
}

function derived(relation: string): Partial<HubItem> {
  return {
    tags: [`base_model:${BASE.id}`, `base_model:${relation}:${BASE.id}`, 'license:llama3.1', 'region:us'],
    cardData: { base_model: BASE.id, license: 'llama3.1' },
    baseModels: { relation, models: [BASE] },
  };
}

/** JSON drops keys whose value is undefined. */
function without(...keys: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(keys.map((key) => [key, undefined]));
}
