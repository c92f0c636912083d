import { describe, expect, test } from 'vitest';
import { parse } from '../../../collectors/hub/parse.ts';
import { ParseError } from '../../../db/errors.ts';

const ID = '6a350e917c8a230bec04a600';

/** A listed model with these fields beside its identity. */
function listed(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { _id: ID, id: 'acme/a', ...fields };
}

test('a recorded item of the list is read in full', () => {
  const record = parse({
    _id: '621ffdc136468d709f17a20e',
    id: 'cross-encoder/ms-marco-MiniLM-L6-v2',
    author: 'cross-encoder',
    baseModels: {
      relation: 'quantized',
      models: [{ _id: '621ffdc136468d709f17a20b', id: 'cross-encoder/ms-marco-MiniLM-L12-v2' }],
    },
    cardData: { license: 'apache-2.0', base_model: ['cross-encoder/ms-marco-MiniLM-L12-v2'] },
    disabled: false,
    gated: false,
    likes: 290,
    trendingScore: 0.5,
    private: false,
    downloads: 87_308_150,
    downloadsAllTime: 396_980_217,
    safetensors: { parameters: { I64: 512, F32: 22_713_601 }, total: 22_714_113 },
    tags: [
      'sentence-transformers',
      'pytorch',
      'base_model:cross-encoder/ms-marco-MiniLM-L12-v2',
      'base_model:quantized:cross-encoder/ms-marco-MiniLM-L12-v2',
      'license:apache-2.0',
      'deploy:sagemaker',
      'region:us',
    ],
    pipeline_tag: 'text-ranking',
    library_name: 'sentence-transformers',
    createdAt: '2022-03-02T23:29:05.000Z',
  });

  expect(record).toEqual({
    objectId: '621ffdc136468d709f17a20e',
    repoId: 'cross-encoder/ms-marco-MiniLM-L6-v2',
    namespace: 'cross-encoder',
    repoCreatedAt: null,
    downloads30d: 87_308_150,
    downloadsAllTime: 396_980_217,
    likes: 290,
    attributes: {
      licenseId: 'apache-2.0',
      licenseName: null,
      licenseLink: null,
      licenseSource: 'hub',
      parameters: 22_714_113,
      parametersSource: 'safetensors',
      safetensorsParameters: 22_714_113,
      ggufParameters: null,
      activeParameters: null,
      task: 'text-ranking',
      library: 'sentence-transformers',
      formats: ['pytorch', 'safetensors'],
      quantization: null,
      gated: 'no',
      disabled: false,
      baseModels: ['cross-encoder/ms-marco-MiniLM-L12-v2'],
      baseObjectIds: ['621ffdc136468d709f17a20b'],
      relation: 'quantized',
      lineageSource: 'hub',
      tags: ['pytorch', 'sentence-transformers'],
    },
    repairs: [],
  });
});

test('a record of a name alone knows nothing else, and nothing turns into zero', () => {
  expect(parse({ _id: ID, id: 'acme/a' })).toEqual({
    objectId: ID,
    repoId: 'acme/a',
    namespace: 'acme',
    repoCreatedAt: new Date('2026-06-19T09:40:33.000Z'),
    downloads30d: null,
    downloadsAllTime: null,
    likes: null,
    attributes: {
      licenseId: null,
      licenseName: null,
      licenseLink: null,
      licenseSource: null,
      parameters: null,
      parametersSource: 'unknown',
      safetensorsParameters: null,
      ggufParameters: null,
      activeParameters: null,
      task: null,
      library: null,
      formats: [],
      quantization: null,
      gated: null,
      disabled: null,
      baseModels: [],
      baseObjectIds: [],
      relation: null,
      lineageSource: null,
      tags: [],
    },
    repairs: [],
  });
});

test('fields nobody has heard of change nothing', () => {
  expect(parse(listed({ quantumScore: { deep: [1, null] }, siblings: [[]] }))).toEqual(parse(listed()));
});

describe('identity', () => {
  test.each([
    ['a text', 'acme/a'],
    ['a list', [ID]],
    ['nothing', null],
    ['a number', 7],
  ])('%s is no record', (_, entry) => {
    expect(() => parse(entry)).toThrow(ParseError);
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['a number', 12],
    ['a list', ['acme/a']],
    ['longer than 256 characters', `acme/${'x'.repeat(252)}`],
    ['with a NUL', 'acme/a\u0000'],
    ['with a lone surrogate', 'acme/a\ud83e'],
    ['with a blank', 'acme/a b'],
    ['with a line break', 'acme/a\nb'],
    ['with two slashes', 'acme/a/b'],
    ['that is a way up', '../..'],
    ['with an empty part', 'acme/'],
    ['ten megabytes long', 'x'.repeat(10_000_000)],
  ])('a name that is %s cannot be a model', (_, id) => {
    expect(() => parse({ _id: ID, id })).toThrow(ParseError);
  });

  test('the message of a bad name is short, however long the name', () => {
    expect(() => parse({ _id: ID, id: 'x'.repeat(10_000_000) })).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{1,150}$/) }),
    );
  });

  test.each(['621ffdc', 12, { $oid: ID }, ID.toUpperCase(), '', `${ID}0`])(
    'object id %j is not one, and the record cannot be told from others',
    (_id) => {
      expect(() => parse({ _id, id: 'acme/a' })).toThrow(ParseError);
    },
  );

  test('an old name without a slash is its own namespace', () => {
    const { repoId, namespace } = parse({ _id: ID, id: 'gpt2' });
    expect({ repoId, namespace }).toEqual({ repoId: 'gpt2', namespace: 'gpt2' });
  });

  test('a record without an object id is kept under its name', () => {
    expect(parse({ id: 'acme/a' }).objectId).toBeNull();
  });

  test('emoji and non-Latin names are names', () => {
    expect(parse({ _id: ID, id: '研究/模型-🦙' }).namespace).toBe('研究');
  });
});

describe('counts', () => {
  test.each([
    ['a word', 'many'],
    ['digits in quotes', '12'],
    ['below zero', -1],
    ['a fraction', 1.5],
    ['true', true],
    ['a list', [3]],
    ['an object', {}],
    ['above 2^53', JSON.parse('9007199254740993')],
    ['infinite', JSON.parse('1e400')],
  ])('%s is dropped, noted, and not zero', (_, downloads) => {
    const record = parse(listed({ downloads }));
    expect(record.downloads30d).toBeNull();
    expect(record.repairs).toEqual([expect.stringMatching(/^downloads: not a count: /)]);
  });

  test('the largest counts of the Hub are exact', () => {
    const record = parse(listed({ downloads: 255_316_543, downloadsAllTime: 3_400_446_695, likes: 0 }));
    expect([record.downloads30d, record.downloadsAllTime, record.likes]).toEqual([
      255_316_543, 3_400_446_695, 0,
    ]);
  });

  test('2^53 - 1 is the largest count', () => {
    expect(parse(listed({ downloadsAllTime: 9_007_199_254_740_991 })).downloadsAllTime).toBe(
      9_007_199_254_740_991,
    );
  });

  test('more likes than their column holds are dropped, not the page', () => {
    const record = parse(listed({ likes: 3_000_000_000 }));
    expect(record.likes).toBeNull();
    expect(record.repairs).toEqual(['likes: not a count: 3000000000']);
  });

  test('null is absent, not a fault', () => {
    expect(parse(listed({ downloads: null, likes: null })).repairs).toEqual([]);
  });
});

describe('prototypes', () => {
  test('`__proto__` in a record gives it nothing', () => {
    const record = parse(
      JSON.parse(`{"_id":"${ID}","id":"acme/a","__proto__":{"downloads":5,"gated":"auto"}}`),
    );
    expect([record.downloads30d, record.attributes.gated]).toEqual([null, null]);
  });

  test('`__proto__` in the card gives it nothing, and no other object either', () => {
    const record = parse(
      JSON.parse(`{"_id":"${ID}","id":"acme/a","cardData":{"__proto__":{"license":"mit"},"constructor":{}}}`),
    );
    expect(record.attributes.licenseId).toBeNull();
    expect({}).not.toHaveProperty('license');
  });

  test('a model may be called constructor', () => {
    expect(parse({ _id: ID, id: 'constructor/toString' }).namespace).toBe('constructor');
  });
});
