import { ParseError } from '../../db/errors.ts';
import { count, type Fields, flag, isObject, raw, shown, text } from '../hub/fields.ts';
import { namespaceOf } from '../hub/parse.ts';
import type { Account } from './account.ts';

/** An account as an answer describes it; `repairs` notes every value that had to be dropped. */
export interface ParsedAccount {
  account: Account;
  repairs: readonly string[];
}

/** What the columns hold. */
const MOST = 2 ** 31 - 1;
const OBJECT_ID = /^[0-9a-f]{24}$/;

/** Reads `/api/organizations/{name}/overview`. Throws `ParseError` when it is about another account. hub-api.md §2 */
export function parseOrganization(body: unknown, namespace: string): ParsedAccount {
  const fields = fieldsOf(body, namespace);
  assertName(fields, 'name', namespace);
  // The Hub gives organizations no type; one that calls itself a user is not what was asked for.
  const type = raw(fields, 'type');
  if (type !== undefined && type !== 'org')
    throw new ParseError({ record: namespace, field: 'type', value: type });
  return parsed(fields, {
    ...common(fields, namespace),
    kind: 'organization',
    source: 'organizations',
    isVerified: flag(fields, 'isVerified'),
    plan: text(fields, 'plan', 64),
  });
}

/** Reads `/api/users/{name}/overview`. Throws `ParseError` when it is about another account. hub-api.md §2 */
export function parseUser(body: unknown, namespace: string): ParsedAccount {
  const fields = fieldsOf(body, namespace);
  assertName(fields, 'user', namespace);
  const type = raw(fields, 'type');
  if (type !== 'user') throw new ParseError({ record: namespace, field: 'type', value: type });
  return parsed(fields, {
    ...common(fields, namespace),
    kind: 'user',
    source: 'users',
    isVerified: null,
    plan: flag(fields, 'isPro') ? 'pro' : null,
  });
}

/**
 * Reads the author of one entry of `/api/trending`; null where the entry names none, as data sets do.
 * Throws `ParseError` when what it names is not the owner of the repo, or of no kind we know.
 */
export function parseMention(entry: unknown): ParsedAccount | null {
  const repo = isObject(entry) ? entry['repoData'] : undefined;
  if (!isObject(repo)) throw new ParseError({ record: 'a trending entry', field: 'repoData', value: repo });
  const author = repo['authorData'];
  if (author === undefined || author === null) return null;
  const id = repo['id'];
  if (typeof id !== 'string' || id.length > 256 || !REPO_ID.test(id) || !id.isWellFormed()) {
    throw new ParseError({ record: 'a trending entry', field: 'id', value: id });
  }
  const namespace = namespaceOf(id);
  const fields = fieldsOf(author, namespace);
  assertName(fields, 'name', namespace);
  const type = raw(fields, 'type');
  if (type !== 'org' && type !== 'user')
    throw new ParseError({ record: namespace, field: 'type', value: type });
  const isUser = type === 'user';
  return parsed(fields, {
    ...common(fields, namespace),
    kind: isUser ? 'user' : 'organization',
    source: 'trending',
    isVerified: null,
    plan: text(fields, 'plan', 64) ?? (isUser && flag(fields, 'isPro') ? 'pro' : null),
    followers: count(fields, 'followerCount', MOST),
  });
}

const REPO_ID = /^[^\s\p{Cc}/]+\/[^\s\p{Cc}/]+$/u;

function fieldsOf(body: unknown, namespace: string): Fields {
  if (!isObject(body)) throw new ParseError({ record: namespace, field: 'shape', value: body });
  return { entry: body, repairs: [] };
}

/** The Hub finds accounts whatever the case, and may answer for the new name of one that moved. */
function assertName(fields: Fields, field: string, namespace: string): void {
  const name = raw(fields, field);
  if (typeof name === 'string' && name.toLowerCase() === namespace.toLowerCase()) return;
  throw new ParseError({ record: namespace, field, value: name });
}

function common(fields: Fields, namespace: string) {
  return {
    namespace,
    objectId: objectId(fields),
    fullName: text(fields, 'fullname'),
    followers: count(fields, 'numFollowers', MOST),
    models: count(fields, 'numModels', MOST),
  };
}

function objectId(fields: Fields): string | null {
  const value = raw(fields, '_id');
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && OBJECT_ID.test(value)) return value;
  fields.repairs.push(`_id: not an object id: ${shown(value)}`);
  return null;
}

function parsed({ repairs }: Fields, account: Account): ParsedAccount {
  return { account, repairs };
}
