import { isAdapterName, isBesideAnother } from './counts-in-name.ts';
import type { Weights } from './weights.ts';

/**
 * Words for a packing, the most specific first: number formats of their own, then methods, number types,
 * tools that pack in many ways, and bare widths.
 */
const RANKED = [
  'exl3',
  'exl2',
  'nvfp4',
  'mxfp4',
  'mxfp8',
  'gptq',
  'awq',
  'hqq',
  'aqlm',
  'auto-round',
  'bitsandbytes',
  'w4a4',
  'w4a8',
  'w4a16',
  'w8a8',
  'w8a16',
  'fp8',
  'fp4',
  'int4',
  'int8',
  'compressed-tensors',
  'torchao',
  'mlx',
  ...[1, 2, 3, 4, 5, 6, 8].map((bits) => `${bits}-bit`),
];
const RANK = new Map(RANKED.map((word, rank) => [word, rank]));

/** Other spellings of the same packing in tags. */
const TAGS = new Map<string, string>();
for (const word of RANKED)
  if (word !== 'mlx') for (const one of [word, word.toUpperCase()]) TAGS.set(one, word);
for (const [one, word] of [
  ['exllamav3', 'exl3'],
  ['exllamav2', 'exl2'],
  ['autoround', 'auto-round'],
  ['AutoRound', 'auto-round'],
  ['bnb', 'bitsandbytes'],
  ['bnb-4bit', 'bitsandbytes'],
  ['nf4', 'bitsandbytes'],
  ...[1, 2, 3, 4, 5, 6, 8].map((bits) => [`${bits}bit`, `${bits}-bit`] as const),
] as const) {
  TAGS.set(one, word);
}

/** The same words in names, between dashes. `q4_k_m` and its kin are kinds of GGUF. */
const IN_NAME: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/(?<![a-z0-9])exl([23])(?![0-9])/, 'exl$1'],
  [/(?<![a-z])nvfp4/, 'nvfp4'],
  [/(?<![a-z])mxfp([48])/, 'mxfp$1'],
  [/(?<![a-z])gptq/, 'gptq'],
  [/(?<![a-z])awq(?![a-z])/, 'awq'],
  [/(?<![a-z])hqq(?![a-z])/, 'hqq'],
  [/(?<![a-z])aqlm(?![a-z])/, 'aqlm'],
  [/(?<![a-z])auto-?round(?![a-z])/, 'auto-round'],
  [/(?<![a-z])(?:bnb|bitsandbytes|nf4)(?![a-z])/, 'bitsandbytes'],
  [/(?<![a-z0-9])w([48])a(4|8|16)(?![0-9])/, 'w$1a$2'],
  [/(?<![a-z0-9])fp([48])(?![0-9])/, 'fp$1'],
  [/(?<![a-z0-9])int([48])(?![0-9])/, 'int$1'],
  [/(?<![a-z0-9])i?q[1-8]_(?:[01]|k|xs|xxs|s|m|nl)(?![a-z0-9])/, 'gguf'],
  [/(?<![a-z])jang(?=_\d)/, 'mlx'],
  [/(?<![a-z0-9.])([1-68])-?bits?(?![a-z])/, '$1-bit'],
];
const MAY_BE_IN_NAME =
  /exl|fp[48]|gptq|awq|hqq|aqlm|round|bnb|bitsand|nf4|w\da|int[48]|q\d_|jang|\dbit|\d-bit/i;
/** Unpacked again, or trained for a packing that was not applied. */
const UNPACKED = /(?:un|de)quant/i;
const GGUF_NAME = /[-_.](gguf|ggml)(?![a-z])/i;
/** How MLX tools write widths: `oQ4e`, `q6`, `JANG_4M`, `3.5bpw`, `OptiQ8`. */
const MLX_WIDTH = /(?<![a-z])(?:o?q\d|jang|optiq|dwq)|\d(?:bpw|-?bit)/i;
/** Other files that hold whole weights: a GGUF beside them is not what the repo is. */
const WHOLE_WEIGHTS = new Set(['safetensors', 'pytorch', 'tensorflow', 'jax', 'onnx', 'nemo', 'paddle']);

export interface Packing {
  repoId: string;
  tags: readonly string[];
  formats: readonly string[];
  weights: Weights;
  /** Whether its weights are an adapter's: what packs its base does not pack it. */
  isAdapter: boolean;
}

/**
 * How the weights are packed, in one word; null for full precision. Stored dtypes speak before tags, which
 * anyone may set, and tags before the name. Null also for what is published beside a model, adapters, drafts and
 * heads: the count of a packed model is its base's, and theirs is not.
 */
export function quantizationOf(packing: Packing): string | null {
  if (packing.isAdapter) return null;
  const name = packing.repoId.slice(packing.repoId.indexOf('/') + 1);
  const found = packingOf(name, packing);
  return found !== null && isBesideAnother(name) ? null : found;
}

function packingOf(name: string, { tags, formats, weights }: Packing): string | null {
  const container = GGUF_NAME.exec(name)?.[1]?.toLowerCase();
  if (container !== undefined) return container;
  if (formats.includes('gguf') && !formats.some((format) => WHOLE_WEIGHTS.has(format))) return 'gguf';
  if (weights.stored === 'full' || UNPACKED.test(name)) return null;
  const found = moreSpecific(inTags(tags), MAY_BE_IN_NAME.test(name) ? inName(name) : null);
  if (!formats.includes('mlx') || (found !== null && !found.endsWith('-bit'))) return found ?? weights.stored;
  return found !== null || MLX_WIDTH.test(name) || tags.includes('quantized') ? 'mlx' : weights.stored;
}

function inTags(tags: readonly string[]): string | null {
  let best: string | null = null;
  let rank = RANKED.length;
  for (const tag of tags) {
    const word = TAGS.get(tag);
    if (word === undefined || rankOf(word) >= rank) continue;
    best = word;
    rank = rankOf(word);
  }
  return best;
}

/** What the tags say, unless they only say with which tool or how wide. */
function moreSpecific(tagged: string | null, named: string | null): string | null {
  if (tagged === null || named === null) return tagged ?? named;
  return rankOf(tagged) >= rankOf('compressed-tensors') && rankOf(named) < rankOf(tagged) ? named : tagged;
}

function rankOf(word: string): number {
  return RANK.get(word) ?? RANKED.length;
}

function inName(name: string): string | null {
  if (isAdapterName(name)) return null;
  const lower = name.toLowerCase();
  for (const [pattern, word] of IN_NAME) {
    const found = pattern.exec(lower);
    if (found) return word.replace('$1', found[1] ?? '').replace('$2', found[2] ?? '');
  }
  return null;
}
