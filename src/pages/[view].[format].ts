import type { APIRoute } from 'astro';
import { answerData } from '../lib/site/data/answer-data.ts';

/** The rows of a view: its address with `.csv` or `.json`. */
export const GET: APIRoute = async ({ url, params, locals, rewrite }) => {
  const { view, format } = params;
  const answer = await answerData({ url, db: locals.census.db, view, format });
  return answer ?? (await rewrite('/404'));
};
