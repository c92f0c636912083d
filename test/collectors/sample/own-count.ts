import type { Told } from './recompute.ts';
import { isAdapterByName, isBeside, statedIn } from './stated-in.ts';

/** Own weights of an adapter; else the file where it agrees with the name, the GGUF near it, the name. */
/** The count of the record itself, and what told it. */
export interface OwnCount {
  total: number | null;
  from: 'file' | 'gguf' | 'name';
}

export function ownCount(told: Told): OwnCount {
  const { id, safetensors, gguf } = told;
  const credible = (count: number | undefined, least: number) =>
    count !== undefined && count >= least && count <= 1e14 ? count : null;
  const file = credible(safetensors?.total, 1);
  const recorded = (total: number | null): OwnCount => ({ total, from: 'file' });
  if (isAdapter(told)) return recorded(file);

  const stated = statedIn(id);
  if (stated === null) {
    return file === null ? { total: credible(gguf?.total, 1e5), from: 'gguf' } : recorded(file);
  }
  const fits = (count: number, least: number, most: number) =>
    count >= least * stated && count <= most * stated;
  const isWords = isPacked(told) || derivesBy(told, 'quantized');
  if (file !== null && fits(file, isWords ? 0.85 : 0.001, isWords ? 1.2 : Number.POSITIVE_INFINITY))
    return recorded(file);
  const inGguf = credible(gguf?.total, 1e5);
  return inGguf !== null && fits(inGguf, 0.3, 3)
    ? { total: inGguf, from: 'gguf' }
    : { total: stated, from: 'name' };
}

function isAdapter(told: Told): boolean {
  const tags = (told.tags ?? []).map((tag) => tag.toLowerCase());
  return (
    derivesBy(told, 'adapter') ||
    tags.includes('peft') ||
    tags.includes('lora') ||
    told.library_name === 'peft'
  );
}

export function derivesBy({ tags = [] }: Told, relation: string): boolean {
  return tags.some((tag) => tag.startsWith(`base_model:${relation}:`));
}

const PACKINGS = new Set(
  `exl2 exl3 exllamav2 exllamav3 nvfp4 mxfp4 mxfp8 gptq awq hqq aqlm auto-round autoround bitsandbytes bnb bnb-4bit nf4
  w4a4 w4a8 w4a16 w8a8 w8a16 fp8 fp4 int4 int8 compressed-tensors torchao`.split(/\s+/),
);
const WIDTH = /^[1-8]-?bits?$/;

const WHOLE = new Set(
  'safetensors pytorch tf tensorflow keras tf-keras jax flax onnx onnxruntime transformers.js nemo paddlepaddle paddleocr'.split(
    ' ',
  ),
);

/** Whether its weights are packed by the words of its tags or of its name. Nothing beside a model is. */
export function isPacked(told: Told): boolean {
  const tags = (told.tags ?? []).map((tag) => tag.toLowerCase());
  const library = told.library_name?.toLowerCase() ?? '';
  const name = told.id.split('/').slice(-1)[0]?.toLowerCase() ?? '';
  if (isAdapter(told) || isBeside(name)) return false;
  if (/[-_.]gg(uf|ml)(?![a-z])/.test(name)) return true;
  const kinds = [...tags, library, told.safetensors ? 'safetensors' : ''];
  const isGguf =
    tags.includes('gguf') || ['gguf', 'llama.cpp', 'llama-cpp'].includes(library) || told.gguf !== undefined;
  if (isGguf && !kinds.some((kind) => WHOLE.has(kind))) return true;
  if (name.includes('unquant') || name.includes('dequant')) return false;
  if (tags.some((tag) => PACKINGS.has(tag) || WIDTH.test(tag))) return true;
  const words = name.split(/[-_.]/);
  const isSaid =
    words.some(
      (word) => PACKINGS.has(word) || WIDTH.test(word) || /^(nvfp4|mxfp[48]|gptq|fp[48])/.test(word),
    ) ||
    /(?<![a-z])jang_\d|(?<![a-z0-9.])([1-68]-bits?|i?q[1-8]_([01]|k|xs|xxs|s|m|nl))(?![a-z0-9])/.test(name);
  if (isSaid && !isAdapterByName(words, name)) return true;
  const isMlx = tags.includes('mlx') || library.startsWith('mlx') || /[-_.]mlx$/.test(name);
  return isMlx && (tags.includes('quantized') || /(?<![a-z])(o?q\d|jang|optiq|dwq)|\d(bpw|-?bit)/.test(name));
}
