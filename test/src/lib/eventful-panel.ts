import type { Db } from '../../../db/client.ts';
import { look, model } from '../../collectors/listing.ts';

/** A name that would do harm where it is not text. */
export const hostileId = '<svg/onload=alert(1)>';

const others = Array.from({ length: 60 }, (_, i) => model(i + 100, { downloads: 1000 }));
const weights = { safetensors: { parameters: { BF16: 8_030_261_248 }, total: 8_030_261_248 } };
const root = model(1, {
  id: 'acme/Root',
  cardData: { license: 'llama3.1' },
  ...weights,
});
const tuned = (license: string, more = {}) =>
  model(2, {
    id: 'acme/Tuned',
    cardData: { license, base_model: ['acme/Root'], base_model_relation: 'finetune' },
    ...weights,
    ...more,
  });
const packed = model(3, {
  id: 'acme/Tuned-GGUF',
  gguf: { total: 8_030_000_000 },
  baseModels: {
    relation: 'quantized',
    models: [{ _id: model(2)['_id'], id: 'acme/Tuned' }],
  },
});
const orphan = model(4, {
  id: 'acme/Orphan',
  cardData: { license: 'mit', base_model: ['elsewhere/never-seen', hostileId], base_model_relation: 'merge' },
});
const doomed = model(5, { id: 'acme/Doomed', downloads: 77 });
const reborn = model(6, { id: 'acme/Same', downloads: 50 });

/**
 * Three looks at a whole panel `hub`, from 20 November 2026 on. acme/Tuned becomes acme/Retuned and looser;
 * acme/Doomed goes, and so does the first acme/Same, whose name a new repo takes; acme/Late goes last.
 */
export async function publishEventful(db: Db): Promise<void> {
  const late = model(8, { id: 'acme/Late', downloads: 5 });
  const hostileModel = model(9, { id: hostileId, cardData: { base_model: ['acme/Root'] } });
  const stay = [packed, orphan, hostileModel, ...others];
  await look(db, '2026-11-20', [root, tuned('llama3.1', { gated: false }), doomed, reborn, late, ...stay]);
  const looser = tuned('apache-2.0', { id: 'acme/Retuned', gated: 'manual' });
  const again = model(7, { id: 'acme/Same', downloads: 3 });
  await look(db, '2026-11-21', [root, looser, again, late, ...stay]);
  await look(db, '2026-11-22', [root, looser, again, ...stay]);
}
