import type { APIRoute } from 'astro';
import { answerDigestFile } from '../../lib/site/digest-files.ts';

/** An issue in another form: its address with `.json` or `.txt`. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { issue = '', format = '' } = params;
  return (await answerDigestFile(locals.census.db, { issue, format })) ?? (await rewrite('/404'));
};
