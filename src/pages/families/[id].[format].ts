import type { APIRoute } from 'astro';
import { answerLed, LED_FAMILY } from '../../lib/site/data/answer-led.ts';
import { answerRowsOf } from '../../lib/site/data/answer-rows.ts';
import { familyFile } from '../../lib/site/data/family-file.ts';
import { answerFamilyPicture } from '../../lib/site/picture/answer-structure.ts';

/** A family in another form: its address with `.csv`, `.json`, `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, params, locals, rewrite }) => {
  const { id = '', format } = params;
  const asked = { url, db: locals.census.db, id, format };
  const answer =
    (await answerLed(LED_FAMILY, asked)) ??
    (await answerRowsOf(familyFile(id), asked)) ??
    (await answerFamilyPicture(asked));
  return answer ?? (await rewrite('/404'));
};
