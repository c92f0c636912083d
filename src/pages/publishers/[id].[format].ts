import type { APIRoute } from 'astro';
import { answerLed, LED_PUBLISHER } from '../../lib/site/data/answer-led.ts';

/** A publisher in another form: its address with `.csv`, `.json`, `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, params: { id, format }, locals, rewrite }) =>
  (await answerLed(LED_PUBLISHER, { url, db: locals.census.db, id, format })) ?? (await rewrite('/404'));
