import type { APIRoute } from 'astro';
import { answerLed, LED_EXPOSURE } from '../../lib/site/data/answer-led.ts';

/** License exposure in another form: its address with `.csv`, `.json`, `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, params: { format }, locals, rewrite }) =>
  (await answerLed(LED_EXPOSURE, { url, db: locals.census.db, format })) ?? (await rewrite('/404'));
