import type { APIRoute } from 'astro';
import { answerDigestFeed } from '../lib/site/digest-files.ts';

/** The digest for feed readers, each issue in full. */
export const GET: APIRoute = async ({ url, locals }) => await answerDigestFeed(locals.census.db, url);
