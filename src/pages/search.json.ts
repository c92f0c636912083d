import type { APIRoute } from 'astro';
import { answerSearch } from '../lib/site/search/answer-search.ts';

/** What a search finds, for programs and for the palette. */
export const GET: APIRoute = async ({ url, locals }) => await answerSearch({ url, db: locals.census.db });
