/** Accounts with a country in our registry, and what they call their models. */
export const ORGANIZATIONS: readonly (readonly [account: string, family: string])[] = [
  ['Qwen', 'Qwen3'],
  ['google', 'gemma-3'],
  ['meta-llama', 'Llama-3.1'],
  ['deepseek-ai', 'DeepSeek-V3'],
  ['mistralai', 'Mistral'],
  ['microsoft', 'phi-4'],
  ['openai', 'gpt-oss'],
  ['nvidia', 'Nemotron'],
  ['BAAI', 'bge'],
  ['sentence-transformers', 'all-MiniLM'],
  ['facebook', 'opt'],
  ['zai-org', 'GLM-4.5'],
  ['allenai', 'OLMo-3'],
  ['ibm-granite', 'granite-4.0'],
  ['HuggingFaceTB', 'SmolLM3'],
  ['stabilityai', 'stable-diffusion'],
];

export const NAME_PARTS = [
  'ana',
  'ben',
  'chen',
  'dae',
  'eli',
  'fatima',
  'gus',
  'hiro',
  'ines',
  'jun',
  'kofi',
  'lena',
];

export const SIZES: readonly (readonly [label: string, parameters: number])[] = [
  ['0.6B', 596_049_920],
  ['1B', 1_235_814_400],
  ['1.7B', 1_720_574_976],
  ['3B', 3_212_749_824],
  ['7B', 7_241_732_096],
  ['8B', 8_030_261_248],
  ['14B', 14_768_307_200],
  ['32B', 32_763_876_352],
  ['70B', 70_553_706_496],
  ['110M', 109_482_240],
];

/** Pipeline tag, library and model type as they go together. */
export const KINDS: readonly (readonly [pipeline: string, library: string, modelType: string])[] = [
  ['text-generation', 'transformers', 'llama'],
  ['text-generation', 'transformers', 'qwen3'],
  ['text-generation', 'mlx', 'gemma3'],
  ['text-generation', 'peft', 'mistral'],
  ['text-classification', 'transformers', 'bert'],
  ['feature-extraction', 'sentence-transformers', 'xlm-roberta'],
  ['text-to-image', 'diffusers', 'stable-diffusion'],
  ['automatic-speech-recognition', 'transformers', 'whisper'],
  ['image-text-to-text', 'transformers', 'qwen2_5_vl'],
  ['reinforcement-learning', 'stable-baselines3', 'ppo'],
];

export const RELATIONS = ['finetune', 'quantized', 'adapter', 'merge'] as const;

export const LICENSE_NAMES = [
  'nvidia-open-model-license',
  'qwen-research',
  'lfm1.0',
  'kimi-k3',
  'sam-license',
];

/** The Hub's official list (hub-api.md §5). */
export const LICENSE_IDS: readonly string[] = `
afl-3.0 agpl-3.0 apache-2.0 apple-amlr apple-ascl artistic-2.0 bigcode-openrail-m bigscience-bloom-rail-1.0
bigscience-openrail-m bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc cc-by-2.0 cc-by-2.5 cc-by-3.0
cc-by-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0
cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0
creativeml-openrail-m deepfloyd-if-license ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2
fair-noncommercial-research-license gemma gfdl gpl gpl-2.0 gpl-3.0 grok2-community h-research intel-research isc lgpl
lgpl-2.1 lgpl-3.0 lgpl-lr llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 lppl-1.3c mit mpl-2.0 ms-pl ncsa odbl odc-by
ofl-1.1 openmdw-1.0 openmdw-1.1 openrail openrail++ osl-3.0 other pddl postgresql unknown unlicense wtfpl zlib`
  .trim()
  .split(/\s+/);
