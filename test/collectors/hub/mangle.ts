import fc from 'fast-check';
import { readHubResponse } from '../../../collectors/sample/read-recordings.ts';

/** What to do to which recorded record. Small numbers, so that a counterexample is short enough to read. */
export interface Mangling {
  base: number;
  changes: readonly { path: number; value: number | { json: unknown } | { text: string } }[];
}

type Json = Record<string, unknown>;

/** An item of the list with every field we ask for, as the Hub sent it: hub-api.md §1.5. */
const LISTED: Json = {
  _id: '621ffdc136468d709f17a20e',
  id: 'cross-encoder/ms-marco-MiniLM-L6-v2',
  author: 'cross-encoder',
  baseModels: {
    relation: 'quantized',
    models: [{ _id: '621ffdc136468d709f17a20b', id: 'cross-encoder/ms-marco-MiniLM-L12-v2' }],
  },
  cardData: {
    license: 'apache-2.0',
    license_name: 'apache',
    license_link: 'LICENSE',
    base_model: ['cross-encoder/ms-marco-MiniLM-L12-v2'],
    base_model_relation: 'quantized',
  },
  disabled: false,
  gated: false,
  likes: 290,
  trendingScore: 0.5,
  downloads: 87_308_150,
  downloadsAllTime: 396_980_217,
  safetensors: { parameters: { I64: 512, F32: 22_713_601 }, total: 22_714_113 },
  gguf: { total: 22_714_113, architecture: 'bert' },
  tags: [
    'sentence-transformers',
    'pytorch',
    'safetensors',
    'base_model:cross-encoder/ms-marco-MiniLM-L12-v2',
    'base_model:quantized:cross-encoder/ms-marco-MiniLM-L12-v2',
    'license:apache-2.0',
    'region:us',
  ],
  pipeline_tag: 'text-ranking',
  library_name: 'sentence-transformers',
  createdAt: '2022-03-02T23:29:05.000Z',
};

/** Nothing but tags: what they say counts. */
const TAGGED: Json = {
  _id: '6a350e917c8a230bec04a600',
  id: 'acme/tagged-7B',
  tags: [
    'base_model:acme/z',
    'base_model:quantized:acme/z',
    'base_model:merge:acme/y',
    'license:mit',
    'license:apache-2.0',
    '8-bit',
    'awq',
    'gguf',
    'onnx',
  ],
};

const PATHS: readonly (readonly (string | number)[])[] = [
  ...Object.keys(LISTED).map((key) => [key]),
  ...['license', 'license_name', 'license_link', 'base_model', 'base_model_relation'].map((key) => [
    'cardData',
    key,
  ]),
  ['baseModels', 'relation'],
  ['baseModels', 'models'],
  ['baseModels', 'models', 0],
  ['baseModels', 'models', 0, 'id'],
  ['baseModels', 'models', 0, '_id'],
  ['baseModels', 'models', 7],
  ['safetensors', 'total'],
  ['safetensors', 'parameters'],
  ['safetensors', 'parameters', 'BF16'],
  ['safetensors', 'parameters', 'I32'],
  ['safetensors', 'parameters', '__proto__'],
  ['gguf', 'total'],
  ['tags', 0],
  ['tags', 3],
  ['tags', 9],
  ['__proto__'],
  ['constructor'],
  ['cardData', '__proto__'],
  ['cardData', 'constructor'],
  ['nobody has heard of'],
];

const text = (json: string): unknown => JSON.parse(json);
const many = (n: number, one: (i: number) => unknown) => Array.from({ length: n }, (_, i) => one(i));

/** Every class of faults.md B3, and values that look right in the wrong place. `undefined` removes the field. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  7,
  2 ** 31,
  9_007_199_254_740_991,
  text('9007199254740993'),
  text('1e400'),
  text('-1e400'),
  3.402824e38,
  7.001852e159,
  1e14,
  1e21,
  5e-324,
  Number.NaN,
  '',
  ' ',
  '12',
  'many',
  'NaN',
  'nul \u0000 in it',
  'separators \u001e \u001f',
  'high \ud83e alone',
  'low \udd99 alone',
  'whole \u{1f999}, rtl \u202e, zero \u200b width, combined e\u0301',
  'İ'.repeat(300),
  '許'.repeat(10_000),
  `${'x'.repeat(255)}\u{1f999}`,
  'x'.repeat(10_000),
  '1B'.repeat(5000),
  '/',
  '..',
  'acme/../x',
  'acme/a/b',
  'acme/high\ud83e',
  'acme/nul\u0000',
  'acme/Mixtral-8x7B-A3B-GGUF',
  'acme/qwen-1T-4bit-lora',
  'gpt2',
  '__proto__',
  'constructor/toString',
  'acme/hasOwnProperty',
  '+275760-09-13T00:00:00.000Z',
  '1970-01-01T00:00:00.000Z',
  '2026-13-45',
  '2031-01-01T00:00:00Z',
  'FFFFFFFFFFFFFFFFFFFFFFFF',
  'ffffffffffffffffffffffff',
  '000000000000000000000000',
  '6a350e917c8a230bec04a600',
  'license:other',
  'base_model::',
  'base_model:adapter:acme/b',
  'base_model:finetune:acme/c:d',
  'peft',
  'gguf',
  '4-bit',
  [],
  {},
  [[]],
  [null],
  ['mit', 7, null, 'Apache 2.0', 'mit'],
  many(10_000, (i) => `tag${i}`),
  many(10_000, (i) => i),
  many(3000, () => ({ id: 'acme/b', _id: '6a350e917c8a230bec04a600' })),
  many(100, (i) => `${i}${'許'.repeat(255)}`),
  Object.fromEntries(many(2000, (i) => [`D${i}`, i % 3 ? 9e15 : -1]) as [string, number][]),
  text(`${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  text(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
  text('{"__proto__":{"license":"mit","polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  text(
    '{"toString":1,"valueOf":2,"length":-1,"id":"acme/b","models":[{"id":"__proto__"}],"relation":"adapter"}',
  ),
  { total: 8e9, parameters: { BF16: 8e9 } },
  { models: [{ _id: 7, id: 'acme/b' }], relation: 'clone' },
];

const value = fc.oneof(
  { weight: 6, arbitrary: fc.nat(VALUES.length - 1) },
  { weight: 1, arbitrary: fc.record({ json: fc.jsonValue({ maxDepth: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ text: fc.string({ maxLength: 40 }) }) },
);

export const mangling: fc.Arbitrary<Mangling> = fc.record({
  base: fc.nat(99),
  changes: fc.array(fc.record({ path: fc.nat(PATHS.length - 1), value }), { minLength: 1, maxLength: 5 }),
});

/** Recorded records: the listed one, four details and the trending list. */
export async function recordedRecords(): Promise<readonly Json[]> {
  const names = [
    'model-llama-3.1-8b',
    'model-llama-2-7b-gguf',
    'model-gpt-4chan',
    'model-stable-diffusion-v1-5',
  ];
  const details = await Promise.all(names.map(async (name) => (await readHubResponse(name)).body as Json));
  const { body } = await readHubResponse('trending-models');
  return [LISTED, TAGGED, ...details, ...findRecords(body)];
}

/** The record with its changes. Nothing it shares with the recording is touched, and nothing may touch it after. */
export function mangled(records: readonly Json[], { base, changes }: Mangling): Json {
  const record = copy(records[base % records.length]) as Json;
  for (const { path, value } of changes) {
    put(
      record,
      PATHS[path] ?? [],
      typeof value === 'number' ? VALUES[value] : 'json' in value ? value.json : value.text,
    );
  }
  if (Array.isArray(record['tags'])) Object.freeze(record['tags']);
  return Object.freeze(record);
}

function put(record: Json, path: readonly (string | number)[], value: unknown): void {
  let at: Json = record;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) return;
    const own = Array.isArray(next) ? [...next] : { ...next };
    Object.defineProperty(at, key, { value: own, enumerable: true, writable: true, configurable: true });
    at = own as Json;
  }
  const last = path.at(-1) ?? 'x';
  if (value === undefined) delete at[last];
  // As JSON.parse makes it: an own key, `__proto__` too.
  else Object.defineProperty(at, last, { value, enumerable: true, writable: true, configurable: true });
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return typeof value === 'object' && value !== null ? { ...value } : value;
}

function findRecords(body: unknown): Json[] {
  if (typeof body !== 'object' || body === null) return [];
  if ('id' in body && typeof body.id === 'string' && body.id.includes('/')) return [body as Json];
  return Object.values(body).flatMap(findRecords);
}
