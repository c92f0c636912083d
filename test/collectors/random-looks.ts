import { randomFrom } from '../../scripts/bench/random-from.ts';
import { model } from './listing.ts';

const LICENSES = [
  'mit',
  'apache-2.0',
  'llama3.1',
  'gemma',
  'cc-by-nc-4.0',
  'gpl-3.0',
  'openrail',
  'nobody-knows',
];
const RELATIONS = ['finetune', 'adapter', 'quantized', 'merge'];
const MODELS = 60;

/** Ten looks at sixty models that change names, bases, licenses and counters, leave and come back. */
export function randomLooks(seed: number): { day: string; entries: Record<string, unknown>[] }[] {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const said = Array.from({ length: MODELS }, (_, i) => describe(i + 1, below));
  return Array.from({ length: 10 }, (_, i) => {
    for (let change = 0; change < 12; change++) {
      const n = below(MODELS) + 1;
      said[n - 1] = { ...describe(n, below), downloads: below(100_000) };
    }
    const entries = said.filter(() => random() > 0.02);
    return { day: `2026-10-${String(i + 10)}`, entries };
  });
}

function describe(n: number, below: (n: number) => number): Record<string, unknown> {
  const bases = Array.from({ length: below(3) }, () => `acme/m${below(MODELS + 5) + 1}`);
  return model(n, {
    id: below(5) === 0 ? `acme/m${n}-new` : `acme/m${n}`,
    downloads: below(100_000),
    downloadsAllTime: below(1_000_000),
    likes: below(50),
    tags: below(4) === 0 ? ['gguf'] : [],
    cardData: {
      ...(below(5) > 0 ? { license: LICENSES[below(LICENSES.length)] } : {}),
      ...(bases.length > 0 ? { base_model: bases, base_model_relation: RELATIONS[below(4)] } : {}),
    },
    ...(below(2) === 0 ? { safetensors: { total: (below(80) + 1) * 1e9 } } : {}),
  });
}
