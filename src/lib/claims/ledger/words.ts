import type { Definition } from '../../definition/definition.ts';

/** Publisher ids of `db/reference/publishers.csv` that claims name by one word. */
export const ORGS = {
  qwen: ['alibaba-cloud-qwen-tongyi-qianwen-team'],
  moonshot: ['moonshot-ai-kimi'],
  deepseek: ['deepseek'],
  zai: ['z-ai-zhipu-ai'],
  minimax: ['minimax'],
  mistral: ['mistral-ai'],
  nvidia: ['nvidia'],
  amd: ['amd'],
  liquid: ['liquid-ai'],
  microsoft: ['microsoft'],
  openai: ['openai', 'openai-gpt-gpt-2-legacy-canonical-namespace'],
  meta: ['meta-llama', 'meta-ai-fair', 'meta-ai-roberta-xlm-r-legacy-canonical-namespace'],
  google: [
    'google-incl-google-deepmind-google-research',
    'google-bert-legacy-canonical-namespace',
    'google-deepmind-legacy-namespace',
    'google-litert-community',
    'google-research',
    'google-t5-legacy-canonical-namespace',
    'google-ttic-albert-legacy-canonical-namespace',
  ],
  ibm: ['ibm', 'ibm-granite', 'ibm-research', 'ibm-foundation-model-stack', 'ibm-and-nasa-prithvi'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Regions that are places: without International, Individuals and what is not known. */
export const PLACES = ['us', 'cn', 'europe', 'apac', 'mena', 'americas', 'africa', 'elsewhere'] as const;

/** Relations of models that declare a base. */
export const DERIVED = ['finetune', 'adapter', 'quantized', 'merge', 'unstated'] as const;

/** January to July 2026, the window of the summer report. */
export const summer2026: Definition['window'] = { from: '2026-01-01', until: '2026-08-01' };

/** August 2024 to August 2025, the last window of “Economies of Open Intelligence”. */
export const economies2025: Definition['window'] = { from: '2024-08-01', until: '2025-09-01' };
