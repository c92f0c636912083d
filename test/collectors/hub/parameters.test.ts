import { describe, expect, test } from 'vitest';
import { parse } from '../../../collectors/hub/parse.ts';

const M = 1e6;
const B = 1e9;

describe('a record', () => {
  interface Given {
    id?: string;
    tags?: readonly string[];
    relation?: string | null;
    [field: string]: unknown;
  }

  function counted({ id = 'acme/model', tags = [], relation = null, ...fields }: Given) {
    const { attributes, repairs } = parse({ id, tags, baseModels: { relation }, ...fields });
    const { parameters, parametersSource, safetensorsParameters, ggufParameters, activeParameters } =
      attributes;
    return { parameters, parametersSource, safetensorsParameters, ggufParameters, activeParameters, repairs };
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

  test.each([
    ['acme/model-32B-AWQ', {}],
    ['acme/model-32B-4bit', {}],
    ['acme/model-32B', { library_name: 'mlx', tags: ['quantized'] }],
  ])('with name %s and %j is packed as well', (id, fields) => {
    expect(counted({ id, safetensors: { total: 6_140_000_000 }, ...fields }).parameters).toBe(32 * B);
  });

  test.each([
    [6.9 * B, 'safetensors'],
    [6.7 * B, 'repo-name'],
    [9.7 * B, 'repo-name'],
  ])('that is packed, names 8B and holds %d words is counted by %s', (total, source) => {
    expect(counted({ id: 'acme/model-8B', tags: ['gptq'], safetensors: { total } }).parametersSource).toBe(
      source,
    );
  });

  test('of norms only, a thousandth of its name, is counted by its name and says so', () => {
    const broken = counted({ id: 'acme/OLMo-3-7B-tuned', safetensors: { total: 528_384 } });
    expect(broken).toMatchObject({
      parameters: 7 * B,
      parametersSource: 'repo-name',
      safetensorsParameters: 528_384,
      repairs: ['safetensors: 528384 parameters under a name that states 7000000000'],
    });
  });

  test('with a total of forty times its tensors and more is counted by its tensors', () => {
    const crafted = counted({ safetensors: { parameters: { F32: 1 * M }, total: 41 * M } });
    expect(crafted).toMatchObject({
      parameters: 1 * M,
      repairs: [expect.stringMatching(/^safetensors.total:/)],
    });
  });

  test.each([
    ['acme/model-30B-A3B', { safetensors: { total: 30.5 * B } }, 3 * B],
    ['acme/model-30B-A3B', {}, 3 * B],
    ['acme/model-A3B', { safetensors: { total: 16.4 * B } }, 3 * B],
    ['acme/model-A3B', { safetensors: { total: 2 * B } }, null],
    ['acme/model-A3B', { safetensors: { total: 2 * B }, tags: ['awq'] }, 3 * B],
    ['acme/model-30B-A3B', { tags: ['lora'] }, null],
    ['acme/model-30B', { safetensors: { total: 30.5 * B } }, null],
  ])('called %s with %j uses %j weights per token', (id, fields, active) => {
    expect(counted({ id, ...fields }).activeParameters).toBe(active);
  });

  test('that is packed and has no count in its name keeps the count of its file', () => {
    expect(counted({ tags: ['awq'], safetensors: { total: 2 * B } })).toMatchObject({
      parameters: 2 * B,
      parametersSource: 'safetensors',
    });
  });

  test.each([{ tags: ['peft'] }, { tags: ['lora'] }, { library_name: 'peft' }, { relation: 'adapter' }])(
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
