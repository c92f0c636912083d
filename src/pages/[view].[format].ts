import type { APIRoute } from 'astro';
import { answerLed, LED_OVERVIEW } from '../lib/site/data/answer-led.ts';
import { answerModels } from '../lib/site/data/answer-models.ts';
import { answerRows } from '../lib/site/data/answer-rows.ts';
import { answerView } from '../lib/site/data/answer-view.ts';
import { answerStructure } from '../lib/site/picture/answer-structure.ts';

/** A view in another form: its address with `.csv`, `.json`, `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, params, locals, rewrite }) => {
  const { view, format } = params;
  const asked = { url, db: locals.census.db, view, format };
  const answer =
    (await answerView(asked)) ??
    (await answerRows(asked)) ??
    (await answerModels(asked)) ??
    (await answerStructure(asked)) ??
    (view === 'overview' ? await answerLed(LED_OVERVIEW, asked) : null);
  return answer ?? (await rewrite('/404'));
};
