// What generated models are made of. A word that stands several times is drawn more often.

export const FAMILIES = [
  'gemma-3',
  'Llama-3.1',
  'Mistral',
  'phi-4',
  'Qwen3',
  'bert-base',
  'whisper',
  'wav2vec2',
];

export const VARIANTS = [
  'Instruct',
  'GGUF',
  'lora',
  'AWQ',
  'finetuned',
  'chat',
  'v2',
  'merged',
  'base',
  '4bit',
];

/** Task, library and model type as they go together. */
export const KINDS = [
  'text-generation transformers llama',
  'text-generation transformers qwen3',
  'text-generation peft mistral',
  'text-classification transformers bert',
  'feature-extraction sentence-transformers xlm-roberta',
  'text-to-image diffusers stable-diffusion',
  'automatic-speech-recognition transformers whisper',
];

/** How a name says the size, and total parameters; '' where no file tells. */
export const SIZES: readonly (readonly [label: string, parameters: string])[] = [
  ['22M', '22713216'],
  ['110M', '109482240'],
  ['110M', '109482240'],
  ['0.6B', '596049920'],
  ['1B', '1235814400'],
  ['3B', '3212749824'],
  ['7B', '7241732096'],
  ['7B', '7241732096'],
  ['8B', '8030261248'],
  ['14B', '14768307200'],
  ['32B', '32763876352'],
  ['70B', '70553706496'],
  ['120B', '120412337472'],
  ['671B', '684531386000'],
  ...Array.from({ length: 8 }, () => ['model', ''] as const),
];

/** Declared licenses; '' for none. The last one nobody has reviewed. */
export const LICENSES = [
  ...Array.from({ length: 24 }, () => ''),
  ...Array.from({ length: 16 }, () => 'apache-2.0'),
  ...Array.from({ length: 7 }, () => 'mit'),
  ...[
    'other',
    'other',
    'llama3.1',
    'gemma',
    'creativeml-openrail-m',
    'openrail',
    'cc-by-nc-4.0',
    'cc-by-4.0',
  ],
  ...['gpl-3.0', 'cc-by-sa-4.0', 'lgpl-3.0', 'mpl-2.0', 'unknown', 'intel-research', 'a-license-of-its-own'],
];
