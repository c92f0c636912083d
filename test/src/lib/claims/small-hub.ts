import type { Db } from '../../../../db/connection.ts';
import { look, model } from '../../../collectors/listing.ts';

const weights = (total: number) => ({ safetensors: { parameters: { BF16: total }, total } });
const from = (repo: string, relation: string, license?: string) => ({
  cardData: { base_model: [repo], base_model_relation: relation, ...(license ? { license } : {}) },
});
const idle = Array.from({ length: 60 }, (_, at) => model(at + 100, { downloads: 0, downloadsAllTime: 0 }));

/** Five models that are used, of 65, a day each. All counters of a look are written out here. */
function entriesOn(day: 'first' | 'second'): Record<string, unknown>[] {
  const first = day === 'first';
  return [
    model(1, {
      id: 'Qwen/Qwen3-8B',
      downloads: 1000,
      downloadsAllTime: first ? 10_000 : 13_000,
      likes: 20,
      // The first eight digits are when the repository was made: 1 and 10 December 2025.
      _id: '692cda800000000000000001',
      pipeline_tag: 'text-generation',
      cardData: { license: 'apache-2.0' },
      ...weights(8_190_735_360),
    }),
    model(2, {
      id: 'meta-llama/Llama-3.1-8B',
      downloads: 500,
      downloadsAllTime: first ? 6000 : 7000,
      likes: 50,
      _id: '6938b8000000000000000002',
      pipeline_tag: 'text-generation',
      cardData: { license: 'llama3.1' },
      ...weights(8_030_261_248),
    }),
    model(3, {
      id: 'someone/Qwen3-8B-GGUF',
      downloads: 300,
      downloadsAllTime: 900,
      ...from('Qwen/Qwen3-8B', 'quantized'),
    }),
    model(4, {
      id: 'someone/Llama-tuned',
      downloads: 150,
      downloadsAllTime: 300,
      ...from('meta-llama/Llama-3.1-8B', 'finetune', 'mit'),
    }),
    model(5, {
      id: 'someone/Qwen-closed',
      downloads: 50,
      downloadsAllTime: 100,
      ...from('Qwen/Qwen3-8B', 'finetune', 'cc-by-nc-4.0'),
    }),
    ...idle,
  ];
}

/** Two looks at a panel of that name, on 31 December 2025 and 10 January 2026. */
export async function publishSmallHub(db: Db, panel = 'hub', whole = true): Promise<void> {
  await look(db, '2025-12-31', entriesOn('first'), { panel, whole });
  await look(db, '2026-01-10', entriesOn('second'), { panel, whole });
}
