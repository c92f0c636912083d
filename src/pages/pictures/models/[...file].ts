import type { APIRoute } from 'astro';
import { answerModelPicture } from '../../../lib/site/picture/answer-model-picture.ts';

/** The picture of a model: its name with `.png` or `.svg`. */
export const GET: APIRoute = async ({ url, locals, rewrite }) =>
  (await answerModelPicture(locals.census.db, url)) ?? (await rewrite('/404'));
