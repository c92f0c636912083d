import type { APIRoute } from 'astro';
import { answerLed, LED_FAMILY_LINEAGE } from '../../../lib/site/data/answer-led.ts';

/** The lineage of a family as its declared edges: its address with `.csv` or `.json`. */
export const GET: APIRoute = async ({ url, params: { id, format }, locals, rewrite }) =>
  (await answerLed(LED_FAMILY_LINEAGE, { url, db: locals.census.db, id, format })) ?? (await rewrite('/404'));
