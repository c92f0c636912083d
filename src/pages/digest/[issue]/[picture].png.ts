import type { APIRoute } from 'astro';
import { answerDigestPicture } from '../../../lib/site/digest-files.ts';

/** A picture of an issue: its charts, and the card that stands for it where its address is shared. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { issue = '', picture = '' } = params;
  return (await answerDigestPicture(locals.census.db, { issue, picture })) ?? (await rewrite('/404'));
};
