import { describe, expect, test } from 'vitest';
import {
  countParameters,
  type ParameterCount,
  parametersInName,
} from '../../../collectors/hub/parameters.ts';
import { readRecording } from '../../../collectors/sample/read-recordings.ts';

const M = 1e6;
const B = 1e9;

/** Names from the recordings, read by a person. Null: the name does not say it, or says it in a way we do not read. */
const NAMES: readonly (readonly [name: string, parameters: number | null])[] = [
  ['01-ai/Yi-1.5-34B-Chat', 34 * B],
  ['AI-Sweden-Models/bert-large-nordic-pile-1M-steps', null],
  ['AIFS/Llama3-8x8B-Time-Agents', null],
  ['AmelieSchreiber/esm2_t6_8M_UR50D_sequence_classifier_v1', 8 * M],
  ['BELLE-2/BELLE-Llama2-13B-chat-0.4M', 13 * B],
  ['CalderaAI/30B-Lazarus', 30 * B],
  ['CausalLM/7B', 7 * B],
  ['CobrIX/CobrIX-1.0-Coder-Full-72B-A18B-GGUF', 72 * B],
  ['Cion-lab/Ultra-FineWeb-12L-llama3-1B-Tokens', null],
  ['DavidAU/Mistral-MOE-4X7B-Dark-MultiVerse-Uncensored-Enhanced32-24B-gguf', 24 * B],
  ['DiscoResearch/DiscoLM-mixtral-8x7b-v2', 46.7 * B],
  ['FlexiSLM/FlexiSLM-0_5B-Stage2-v1', 0.5 * B],
  ['HuggingFaceTB/SmolVLM-256M-Instruct', 256 * M],
  ['HuggingFaceH4/zephyr-orpo-141b-A35b-v0.1', 141 * B],
  ['HungryDino/qwen_2.5_7b-cat_numbers-collapse_p10-run1-gen10', 7 * B],
  ['IlyaGusev/saiga_llama3_8b_gguf', 8 * B],
  ['Ishowbackup/PINQWEN-3.5-9B-1M-BF16', 9 * B],
  ['JoaoReiz/ner-pt-f1-v1-qwen35-0-8b-specific-cachacaner-seed42', 0.8 * B],
  ['Jommarn/UNSEEN_Gemma_4_12B_NSFW', 12 * B],
  ['Jommarn/UNSEEN_Gemma_4_E2B_NSFW', null],
  ['Kavin116/alpaca-qwen25-05b-lora', null],
  ['MaziyarPanahi/WizardLM-2-8x22B-GGUF', 141 * B],
  ['NDugar/m2m100_418M-fr', 418 * M],
  ['NeuML/pubmedbert-base-embeddings-2M', 2 * M],
  ['OpenGVLab/InternVL3_5-241B-A28B', 241 * B],
  ['OpenGVLab/VideoChat-R1_7B', 7 * B],
  ['OpenSafetyLab/MD-Judge-v0_2-internlm2_7b', 7 * B],
  ['PORTULAN/albertina-1b5-portuguese-ptbr-encoder', null],
  ['Qwen/Qwen-1_8B-Chat', 1.8 * B],
  ['Qwen/Qwen3-235B-A22B-FP8', 235 * B],
  ['Qwen/Qwen3-Coder-30B-A3B-Instruct', 30 * B],
  ['RedHatAI/Meta-Llama-3.1-70B-Instruct-quantized.w8a16', 70 * B],
  ['TheBloke/Mixtral-8x7B-Instruct-v0.1-GPTQ', 46.7 * B],
  ['TheBloke/Mistral-7B-Instruct-v0.1-GGUF', 7 * B],
  ['TypeUnsafe/qwen2.5-moe-3x1.5b', null],
  ['YTan2000/Qwen3.8-27B-TQ3_4S', 27 * B],
  ['ahxt/LiteLlama-460M-1T', 460 * M],
  ['bigscience/bloom-560m', 560 * M],
  ['facebook/esm2_t12_35M_UR50D', 35 * M],
  ['google/gemma-4-E4B-it-qat-q4_0-gguf', null],
  [
    'gradients-io-tournaments/tournament-tourn_03a3ba3f5bb25c4a_20260817-fc90b899-afed-4868-880b-19687935429f-5HWPK9f6',
    null,
  ],
  ['hf-test/xls-r-300m-sv', 300 * M],
  ['inclusionAI/Ling-1T', null],
  ['internlm/internlm2_5-1_8b-chat', 1.8 * B],
  ['jwg0830/kanana-1.5-15.7b-a3b-instruct-sft_v0_2', 15.7 * B],
  ['meta-llama/Llama-Prompt-Guard-2-22M', 22 * M],
  ['microsoft/LLM2CLIP-Llama3.1-8B-siglip2-so400m-patch14-224', 8 * B],
  ['notstoic/pygmalion-13b-4bit-128g', 13 * B],
  ['onnx-community/Kokoro-82M-ONNX', 82 * M],
  ['reaperdoesntknow/Qwen3-1.7B-Distilled-30B-A3B', 1.7 * B],
  ['stabilityai/stablelm-2-1_6b', 1.6 * B],
  ['tbhrc/meta_llama_3_1_8b_instruct_4bit', 8 * B],
  ['togethercomputer/m2-bert-80M-8k-retrieval', 80 * M],
  ['weepiess2383/arc-geoa-pretrain-0814b', null],
];

describe('a name', () => {
  test.each(NAMES)('%s states %j parameters', (name, parameters) => {
    expect(parametersInName(name)).toBe(parameters);
  });

  test('of the table is a name from the recordings', async () => {
    const recorded = new Set<string>();
    for (const set of ['ai-nexus', 'radar'] as const) {
      for await (const { id } of readRecording(set)) recorded.add(id);
    }
    expect(NAMES.map(([name]) => name).filter((name) => !recorded.has(name))).toEqual([]);
  });

  test.each([
    ['meta-llama/Llama-4-Scout-17B-16E-Instruct', null],
    ['acme/model-4bit-128k-v0.1-w4a16-q4_k_m', null],
    ['7B/model', null],
    ['acme/model-0B', null],
    ['acme/model-0.05M', null],
    ['acme/model-999999999999B', null],
  ])('%s states %j', (name, parameters) => {
    expect(parametersInName(name)).toBe(parameters);
  });

  test('of ten thousand digits is read at once', () => {
    expect(parametersInName(`acme/${'1'.repeat(10_000)}`)).toBeNull();
  });
});

describe('a record', () => {
  interface Given {
    id?: string;
    tags?: readonly string[];
    relation?: string | null;
    [field: string]: unknown;
  }

  function counted({ id = 'acme/model', tags = [], relation = null, ...entry }: Given) {
    const fields = { entry, repairs: [] as string[] };
    const count: ParameterCount = countParameters(fields, { repoId: id, tags, relation });
    return { ...count, repairs: fields.repairs };
  }

  test('without any count is unknown', () => {
    expect(counted({})).toMatchObject({ parameters: null, parametersSource: 'unknown', repairs: [] });
  });

  test('is counted by its safetensors before its name', () => {
    expect(counted({ id: 'acme/model-7B', safetensors: { total: 7_241_732_096 } })).toMatchObject({
      parameters: 7_241_732_096,
      parametersSource: 'safetensors',
    });
  });

  test('with a total below half of its tensors is counted by its tensors', () => {
    const safetensors = { parameters: { BF16: 8_190_735_360 }, total: 308_224 };
    expect(counted({ safetensors })).toMatchObject({
      parameters: 8_190_735_360,
      parametersSource: 'safetensors',
    });
  });

  test('with a total of at least half of its tensors keeps its total', () => {
    expect(counted({ safetensors: { parameters: { U8: 200 * M }, total: 100 * M } }).parameters).toBe(
      100 * M,
    );
  });

  test.each([
    [['gptq'], null],
    [['awq', '4-bit'], null],
    [['mlx', '8-bit'], null],
    [['compressed-tensors'], null],
    [['nvfp4'], null],
    [[], 'quantized'],
  ])('with tags %j and relation %j is packed: its name comes first', (tags, relation) => {
    const packed = counted({ id: 'acme/model-32B', tags, relation, safetensors: { total: 6_140_000_000 } });
    expect(packed).toMatchObject({
      parameters: 32 * B,
      parametersSource: 'repo-name',
      safetensorsParameters: 6_140_000_000,
    });
  });

  test('that is packed and has no count in its name keeps the count of its file', () => {
    expect(counted({ tags: ['awq'], safetensors: { total: 2 * B } })).toMatchObject({
      parameters: 2 * B,
      parametersSource: 'safetensors',
    });
  });

  test.each([{ tags: ['peft'] }, { tags: ['lora'] }, { relation: 'adapter' }])(
    'of an adapter (%j) does not count its base',
    (adapter) => {
      expect(counted({ id: 'acme/llama-8b-lora', gguf: { total: 8 * B }, ...adapter })).toMatchObject({
        parameters: null,
        parametersSource: 'unknown',
      });
    },
  );

  test('of an adapter counts its own weights', () => {
    expect(
      counted({ id: 'acme/llama-8b', relation: 'adapter', safetensors: { total: 29 * M } }),
    ).toMatchObject({
      parameters: 29 * M,
      parametersSource: 'safetensors',
    });
  });

  test('is counted by GGUF where there are no safetensors', () => {
    expect(counted({ gguf: { total: 999_885_952 } })).toMatchObject({
      parameters: 999_885_952,
      parametersSource: 'gguf',
    });
  });

  test.each([
    [8 * B, 'gguf'],
    [2.4 * B, 'gguf'],
    [24 * B, 'gguf'],
    [2.3 * B, 'repo-name'],
    [25 * B, 'repo-name'],
    [3_391_984, 'repo-name'],
  ])('that names 8B with a GGUF of %d weights is counted by %s', (total, source) => {
    expect(counted({ id: 'acme/model-8B-GGUF', gguf: { total } }).parametersSource).toBe(source);
  });

  test.each([3.402824e38, 7.001852e159, -1, 2e14, '8000000000', true, [8]])(
    'with a GGUF total of %j has no count and says so',
    (total) => {
      const crafted = counted({ gguf: { total } });
      expect([crafted.parameters, crafted.ggufParameters]).toEqual([null, null]);
      expect(crafted.repairs).toEqual([expect.stringMatching(/^gguf\.total: not a credible count/)]);
    },
  );

  test('with an imatrix of 32,768 weights has no GGUF count, and no fault', () => {
    expect(counted({ gguf: { total: 32_768 } })).toMatchObject({ ggufParameters: null, repairs: [] });
  });

  test.each([
    [{ total: 1e15 }],
    [{ total: 1e300 }],
    [{ total: -7 }],
    [{ total: 1.5 }],
    [{ total: '7B' }],
    [{ parameters: { BF16: -1, F32: 'many' } }],
    [{ parameters: [7], total: null }],
    [{}],
  ])('with safetensors %j has no count', (safetensors) => {
    expect(counted({ safetensors })).toMatchObject({ parameters: null, safetensorsParameters: null });
  });

  test('with no weights at all is unknown, not zero', () => {
    expect(counted({ safetensors: { total: 0 } }).parameters).toBeNull();
  });
});
