import type { APIRoute } from 'astro';
import { answerView } from '../lib/site/data/answer-view.ts';

/** A view in another form: its address with `.csv`, `.json`, `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, params, locals, rewrite }) => {
  const { view, format } = params;
  const answer = await answerView({ url, db: locals.census.db, view, format });
  return answer ?? (await rewrite('/404'));
};
