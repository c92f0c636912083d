import { ParseError, SourceError } from '../../db/errors.ts';
import { bareAccount } from './account.ts';
import { type ParsedAccount, parseOrganization, parseUser } from './parse.ts';
import type { ReadObject } from './sparing-reader.ts';

/**
 * Asks the Hub what stands behind a namespace: the organization of that name, and where there is none the user.
 * Kind null when it knows neither. Nothing else says so: hub-api.md §2.
 * Throws `SourceError` without an answer, `ParseError` for one that cannot be about this namespace.
 */
export async function lookUp(read: ReadObject, hubUrl: string, namespace: string): Promise<ParsedAccount> {
  const organization = await readOr404(read, overview(hubUrl, 'organizations', namespace));
  if (organization !== NOT_FOUND) return parseOrganization(organization, namespace);
  const user = await readOr404(read, overview(hubUrl, 'users', namespace));
  if (user !== NOT_FOUND) return parseUser(user, namespace);
  return { account: bareAccount(namespace, null, 'users'), repairs: [] };
}

const NOT_FOUND = Symbol('not found');

async function readOr404(read: ReadObject, url: string): Promise<unknown> {
  try {
    return await read(url);
  } catch (error) {
    if (error instanceof SourceError && error.status === 404) return NOT_FOUND;
    throw error;
  }
}

function overview(hubUrl: string, route: 'organizations' | 'users', namespace: string): string {
  // An address would swallow these two, and whatever stands before them.
  if (/^\.{0,2}$/.test(namespace)) {
    throw new ParseError({ record: 'an account', field: 'namespace', value: namespace });
  }
  return new URL(`/api/${route}/${encodeURIComponent(namespace)}/overview`, hubUrl).href;
}
