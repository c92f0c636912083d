import type { APIRoute } from 'astro';
import { answerLed, LED_CLAIM } from '../../lib/site/data/answer-led.ts';
import { answerRowsOf } from '../../lib/site/data/answer-rows.ts';
import { claimFile } from '../../lib/site/data/claims-file.ts';
import { answerClaimPicture } from '../../lib/site/picture/claim-picture.ts';

/** A claim in another form: its address with `.csv`, `.json`, `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, params, locals, rewrite }) => {
  const { id = '', format } = params;
  const asked = { url, db: locals.census.db, id: id.toUpperCase(), format };
  const answer =
    (await answerLed(LED_CLAIM, asked)) ??
    (await answerRowsOf(claimFile(asked.id), asked)) ??
    (await answerClaimPicture(asked));
  return answer ?? (await rewrite('/404'));
};
