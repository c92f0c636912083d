import { ParseError, SourceError } from '../../db/errors.ts';
import type { Effects } from '../collector.ts';
import { isObject } from '../hub/fields.ts';
import type { Account } from './account.ts';
import { parseMention } from './parse.ts';
import type { ReadObject } from './sparing-reader.ts';

/** The most the Hub was seen to give: the recorded answer to this very question. */
const QUESTION = '/api/trending?type=model&limit=20';

/**
 * The authors of the models the Hub shows on its front page, whose kinds come with them: one request.
 * An answer that is missing or of another shape costs only this: it is logged, and the list is empty.
 */
export async function readMentions(read: ReadObject, hubUrl: string, effects: Effects): Promise<Account[]> {
  const accounts = new Map<string, Account>();
  for (const entry of await entriesOf(read, hubUrl, effects)) {
    try {
      const mention = parseMention(entry);
      if (mention) accounts.set(mention.account.namespace, mention.account);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      effects.log('account-skipped', { source: 'trending', reason: error.message });
    }
  }
  return [...accounts.values()];
}

async function entriesOf(read: ReadObject, hubUrl: string, effects: Effects): Promise<readonly unknown[]> {
  try {
    const body = await read(new URL(QUESTION, hubUrl).href);
    const entries = isObject(body) ? body['recentlyTrending'] : undefined;
    if (Array.isArray(entries) && entries.length <= 1000) return entries;
    throw new ParseError({ record: 'trending', field: 'recentlyTrending', value: typeof entries });
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
    effects.log('trending-unread', { reason: error.message });
    return [];
  }
}
