import { type Chance, createChance } from './chance.ts';
import type { Life } from './generate-population.ts';
import { REVIEWED, STEMS } from './generate-reference.ts';
import type { Said, SaidBase } from './world.ts';

const LICENSES: readonly (readonly [string | null, string | null])[] = [
  ...Array.from({ length: 8 }, () => [null, null] as const),
  ...Array.from({ length: 6 }, () => ['apache-2.0', null] as const),
  ...Array.from({ length: 4 }, () => ['mit', null] as const),
  ...(
    ['MIT', 'llama3.1', 'gemma', 'cc-by-nc-4.0', 'gpl-3.0', 'cc-by-sa-4.0', 'openrail', 'lgpl-3.0'] as const
  ).map((id) => [id, null] as const),
  ...(['unknown', 'Nobody-Knows-1.0', 'mit+apache-2.0', 'other'] as const).map((id) => [id, null] as const),
  ['other', 'a license of its own'],
  ['other', 'MIT'],
];

/** Weights: on the bounds of classes, just below them, and between. */
const SIZES: readonly (number | null)[] = [
  ...[
    null,
    null,
    null,
    22_713_216,
    99_999_999,
    100_000_000,
    199_999_999,
    200_000_000,
    494_032_768,
    500_000_000,
  ],
  ...[999_999_999, 1_000_000_000, 1_543_714_304, 3_212_749_824, 5_000_000_000, 6_999_999_999, 7_000_000_000],
  ...[7_241_732_096, 10_000_000_000, 14_768_307_200, 15_000_000_000, 20_000_000_000, 32_763_876_352],
  ...[50_000_000_000, 70_000_000_000, 99_999_999_999, 100_000_000_000, 235_093_634_560, 250_000_000_000],
  684_531_386_000,
];

const TASKS: readonly (string | null)[] = [
  ...[null, null, 'text-generation', 'text-generation', 'text-generation', 'image-text-to-text', 'fill-mask'],
  ...['text-to-image', 'automatic-speech-recognition', 'feature-extraction', 'a-task-of-its-own'],
];
const LIBRARIES: readonly (string | null)[] = [
  ...[
    null,
    'transformers',
    'transformers',
    'diffusers',
    'sentence-transformers',
    'gguf',
    'a-library-of-its-own',
  ],
];
const FORMATS: readonly (readonly string[])[] = [
  ...[
    [],
    ['safetensors'],
    ['safetensors'],
    ['pytorch', 'safetensors'],
    ['gguf'],
    ['gguf', 'safetensors'],
    ['onnx'],
  ],
  ...[['mlx', 'safetensors'], ['jax', 'tensorflow'], ['pytorch', 'tensorflow'], ['a-format-of-its-own']],
];
const GATES: readonly (string | null)[] = ['no', 'no', 'no', 'no', 'auto', 'manual', null];

/** Bases that are never in the panel: of reviewed namespaces, of families, of nobody anyone knows. */
const ABSENT = [
  'Oak/acorn-absent',
  'Elm/absent',
  'somebody/samara-absent',
  'somebody/absent',
  'Sold/absent',
  'Moved/x',
];

interface Others {
  lives: readonly Life[];
  chance: Chance;
}

/** The first name of a model. */
export function nameOf(n: number): string {
  return named(n, createChance(n + 7_000_000), '');
}

/** Another name for it, in half the cases in another namespace. */
export function rename(n: number, chance: Chance): string {
  return chance.happens(0.5) ? `${nameOf(n)}-new` : named(n, chance, '-moved');
}

function named(n: number, chance: Chance, ending: string): string {
  const namespace = chance.happens(0.4)
    ? chance.pick(REVIEWED)
    : `people-${Math.floor(chance.next() ** 2 * (n + 5))}`;
  return `${namespace}/${chance.pick(STEMS)}-${n}${ending}`;
}

/** The first record of a model. */
export function describe(life: Life, lives: readonly Life[], chance: Chance): Said {
  const [licenseId, licenseName] = chance.pick(LICENSES);
  const lineage = lineageOf(life, { lives, chance });
  return {
    repoId: nameOf(life.n),
    licenseId,
    licenseName,
    licenseSource: licenseId === null && chance.happens(0.2) ? null : 'hub',
    ...weightsOf(lineage, { lives, chance }),
    task: chance.pick(TASKS),
    library: chance.pick(LIBRARIES),
    formats: chance.pick(FORMATS),
    gated: chance.pick(GATES),
    ...lineage,
  };
}

/** The record with something about it changed. */
export function edit(life: Life, said: Said, others: Others): Said {
  const { chance } = others;
  const kind = chance.below(6);
  if (kind < 2) {
    const [licenseId, licenseName] = chance.pick(LICENSES);
    return { ...said, licenseId, licenseName, licenseSource: 'hub' };
  }
  if (kind === 2) return { ...said, task: chance.pick(TASKS), gated: chance.pick(GATES) };
  if (kind === 3) return { ...said, library: chance.pick(LIBRARIES), formats: chance.pick(FORMATS) };
  const lineage = kind === 4 ? lineageOf(life, others) : said;
  return { ...said, bases: lineage.bases, relation: lineage.relation, ...weightsOf(lineage, others) };
}

/** More than half have a base; it was made before, but may be seen later, or never, or be the model itself. */
function lineageOf({ n }: Life, { lives, chance }: Others): Pick<Said, 'bases' | 'relation'> {
  if (n < 5 || chance.happens(0.4)) return { bases: [], relation: null };
  const several = chance.happens(0.15);
  const bases = Array.from({ length: several ? 2 + chance.below(3) : 1 }, () => baseOf(n, { lives, chance }));
  const first = bases[0];
  if (first && chance.happens(0.08)) bases.push(chance.happens(0.5) ? first : { ...first, resolved: false });
  const relation = several
    ? chance.pick(['merge', 'merge', 'finetune', null])
    : chance.pick(['finetune', 'finetune', 'finetune', 'adapter', 'quantized', 'quantized', 'merge', null]);
  return { bases, relation };
}

function baseOf(n: number, { lives, chance }: Others): SaidBase {
  if (chance.happens(0.07)) return { name: chance.pick(ABSENT), model: null, resolved: false };
  const of = chance.happens(0.01) ? n : Math.floor(chance.next() ** 3 * n);
  const base = lives[of];
  const name = base?.said?.repoId ?? nameOf(of);
  const former = base?.formerNames[0];
  const old = former !== undefined && chance.happens(0.4);
  return { name: old ? former : name, model: of, resolved: chance.happens(0.6) };
}

/** Quantized files say fewer weights than the base has, or nothing; some say what cannot be. */
function weightsOf(lineage: Pick<Said, 'bases' | 'relation'>, { lives, chance }: Others) {
  const base = lives[lineage.bases[0]?.model ?? -1]?.said?.parameters ?? null;
  const packed = chance.happens(lineage.relation === 'quantized' ? 0.8 : 0.04);
  const own =
    packed && base !== null
      ? Math.floor(base * chance.pick([0.125, 0.25, 0.4, 0.5, 1, 2.5]))
      : chance.pick(SIZES);
  const parameters = packed && chance.happens(0.2) ? null : own;
  return {
    parameters,
    parametersSource:
      parameters === null
        ? 'unknown'
        : packed
          ? chance.pick(['safetensors', 'repo-name', 'gguf'])
          : 'safetensors',
    quantization: packed ? chance.pick(['gguf', 'gptq', '4-bit']) : null,
  };
}
