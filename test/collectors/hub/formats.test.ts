import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../../../collectors/hub/parse.ts';
import { type RecordedModel, readRecording } from '../../../collectors/sample/read-recordings.ts';

type Read = readonly [repoId: string, formats: readonly string[], quantization: string | null];

/** Recorded models, read by a person from their names, tags and what they are known to hold. */
const READ: readonly Read[] = [
  ['google/gemma-3-1b-it', ['safetensors'], null],
  [
    'sentence-transformers/all-MiniLM-L6-v2',
    ['onnx', 'openvino', 'pytorch', 'safetensors', 'tensorflow'],
    null,
  ],
  ['kerasformers/qwen2-57b-a14b', ['jax', 'pytorch', 'tensorflow'], null],
  ['onnx-community/Supra2-Nano-ONNX', ['onnx'], null],
  ['okayuji/Gemma-4-E2B-it-coreml-speculative', ['coreml'], null],
  ['openai/gpt-oss-20b', ['safetensors'], 'mxfp4'],
  ['nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-NVFP4', ['pytorch', 'safetensors'], 'nvfp4'],
  ['RedHatAI/Meta-Llama-3.1-70B-Instruct-quantized.w8a16', ['safetensors'], 'w8a16'],
  ['RedHatAI/starcoder2-15b-quantized.w8a8', ['safetensors'], 'w8a8'],
  ['Qwen/Qwen3.8-2.4T-A95B-FP8', ['safetensors'], 'fp8'],
  ['qtum/Qwen3-30B-A3B-AWQ', ['safetensors'], 'awq'],
  ['palmfuture/Qwen3.8-27B-GPTQ-Int4', ['safetensors'], 'gptq'],
  ['triet-bit/Qwen3-VL-Embedding-8B-bnb-int8', ['safetensors'], 'bitsandbytes'],
  ['dr-housemd/G4-MeroMero-v2-31B-exl3-3bpw', ['safetensors'], 'exl3'],
  ['unsloth/gpt-oss-20b-GGUF', ['gguf'], 'gguf'],
  ['williamliao/Qwen3.8-27B-NVFP4-GGUF', ['gguf'], 'gguf'],
  ['mradermacher/Mew1-2.6B-GGUF', ['gguf', 'safetensors'], 'gguf'],
  // Full precision with a GGUF beside it: the Hub infers "quantized" and is wrong.
  ['JACK-POTTSSON/Qwen3.8-27B-OBLITERATED', ['gguf', 'mlx', 'safetensors'], null],
  ['mewse/gemma-4-26B-A4B-it-qat-q4_0-unquantized-heretic', ['safetensors'], null],
  ['mlx-community/Qwen3.8-27B-bf16', ['mlx', 'safetensors'], null],
  ['mlx-community/Qwen3.8-27B-4bit', ['mlx', 'safetensors'], 'mlx'],
  ['ailexleon/Behemoth-128B-v3-mlx-3Bit', ['mlx', 'safetensors'], 'mlx'],
  ['rapid-mlx/Qwen3.8-27B-mixed-3.5bpw-MLX', ['mlx', 'safetensors'], 'mlx'],
  ['Shiftedx/qwen3.8-27b-aeon-ultimate-uncensored-mxfp4-vision-mlx', ['mlx', 'safetensors'], 'mxfp4'],
  // Adapters: `4-bit` and `qlora` describe their bases.
  ['caiotheodoro/plumb-blended', ['mlx'], null],
  ['Klaus-Kramer/Grimmelshausen', ['gguf', 'safetensors'], null],
];

describe('a recorded model', () => {
  const recorded = new Map<string, RecordedModel>();
  beforeAll(async () => {
    for await (const model of readRecording('radar')) recorded.set(model.id, model);
  });

  test.each(READ)('%s comes as %j, packed %j', (repoId, formats, quantization) => {
    expect(parse(recorded.get(repoId)).attributes).toMatchObject({ formats, quantization });
  });
});

describe('formats', () => {
  const formatsOf = (fields: Record<string, unknown>) =>
    parse({ id: 'acme/a', ...fields }).attributes.formats;

  test.each([
    [{ safetensors: { total: 7 } }, ['safetensors']],
    [{ gguf: { total: 3.4e38 } }, ['gguf']],
    [{ safetensors: {} }, []],
    [{ library_name: 'llama.cpp' }, ['gguf']],
    [{ tags: ['llama.cpp'] }, []],
    [{ tags: ['ONNX', 'onnx', 'OpenVINO'] }, ['onnx', 'openvino']],
    [{ tags: ['keras', 'tf'] }, ['tensorflow']],
    [{ tags: ['diffusers', 'transformers'] }, []],
    [{ id: 'acme/a-GGUF' }, ['gguf']],
    [{ id: 'acme/a-mlx' }, ['mlx']],
    [{ id: 'acme/a-GGUF', tags: ['safetensors'] }, ['safetensors']],
    [{ id: 'gguf/a' }, []],
  ])('of %j are %j', (fields, formats) => {
    expect(formatsOf(fields)).toEqual(formats);
  });
});

describe('the packing', () => {
  const packingOf = (fields: Record<string, unknown>) =>
    parse({ id: 'acme/a', ...fields }).attributes.quantization;

  test.each([
    ['acme/a-AWQ', 'awq'],
    ['acme/a-GPTQ-Int4', 'gptq'],
    ['acme/a-4bit', '4-bit'],
    ['acme/a-8-bit', '8-bit'],
    ['acme/a-Q4_K_M', 'gguf'],
    ['acme/a-IQ3_XS', 'gguf'],
    ['acme/a-GGUF', 'gguf'],
    ['acme/a-FP8', 'fp8'],
    ['acme/a-exl2', 'exl2'],
    ['acme/a-NVFP4', 'nvfp4'],
    ['acme/a-W4A16', 'w4a16'],
    ['acme/a-bnb-4bit', 'bitsandbytes'],
    ['acme/a-nf4', 'bitsandbytes'],
    ['acme/a-AutoRound', 'auto-round'],
    ['acme/a-27B-DFlash2-GGUF', null],
    ['acme/a-27B-REAP-25-AWQ', null],
    ['acme/a-JANG_4M', 'mlx'],
    ['acme/a-16bit', null],
    ['acme/b1.58-bit', null],
    ['acme/a-bf16', null],
    ['acme/a-4bit-lora', null],
    ['acme/a-FP8-dequantized', null],
    ['acme/hawqs', null],
    ['awq/a', null],
  ])('of a record called %s alone is %j', (id, expected) => {
    expect(packingOf({ id })).toBe(expected);
  });

  test.each([
    [['4-bit'], '4-bit'],
    [['4-bit', 'bitsandbytes'], 'bitsandbytes'],
    [['8-bit', 'fp8', 'compressed-tensors'], 'fp8'],
    [['compressed-tensors', '4-bit', 'awq'], 'awq'],
    [['w4a16', 'GPTQ', 'int4'], 'gptq'],
    [['fp8', 'nvfp4', 'compressed-tensors'], 'nvfp4'],
    [['mlx', '4-bit'], 'mlx'],
    [['mlx'], null],
    [['gguf'], 'gguf'],
    [['gguf', 'safetensors'], null],
    [['quantized'], null],
    [['qat', 'bf16'], null],
  ])('of tags %j is %j, in any order', (tags, expected) => {
    expect(packingOf({ tags })).toBe(expected);
    expect(packingOf({ tags: tags.toReversed() })).toBe(expected);
  });

  test.each([
    { tags: ['4-bit', 'lora'] },
    { tags: ['4-bit', 'peft'] },
    { tags: ['awq'], library_name: 'peft' },
  ])('of an adapter (%j) is that of its base, not its own', (fields) => {
    expect(packingOf(fields)).toBeNull();
    expect(packingOf({ baseModels: { relation: 'adapter' }, tags: ['gguf'] })).toBeNull();
  });

  test.each([
    [{ BF16: 8e9, F32: 1e6 }, null],
    [{ BF16: 8e9, I64: 1e9 }, null],
    [{ F8_E4M3: 7e9, BF16: 1e9 }, 'fp8'],
    [{ I8: 7e9, F16: 1e9 }, 'int8'],
    [{ I32: 7e9, F16: 1e9 }, '4-bit'],
    [{}, '4-bit'],
  ])('of dtypes %j is %j, whatever anyone tags', (parameters, expected) => {
    const tags = expected === '4-bit' || expected === null ? ['4-bit'] : [];
    expect(packingOf({ safetensors: { parameters }, tags })).toBe(expected);
  });

  test('a relation the Hub inferred packs nothing', () => {
    expect(packingOf({ baseModels: { relation: 'quantized' }, safetensors: { total: 22e6 } })).toBeNull();
  });
});
