import { describe, expect, test } from 'vitest';
import { parseMention, parseOrganization, parseUser } from '../../../collectors/accounts/parse.ts';
import { readHubResponse } from '../../../collectors/sample/read-recordings.ts';
import { ParseError } from '../../../db/errors.ts';

/** As the Hub answered in July 2026, without pictures. */
const GOOGLE = {
  _id: '5e6aca39878b8b2bf9806447',
  fullname: 'Google',
  name: 'google',
  details: 'Google ❤️ Open Source AI',
  isVerified: true,
  isFollowing: false,
  plan: 'enterprise',
  numUsers: 4205,
  numModels: 1126,
  numFollowers: 62570,
};
const JULIEN = {
  _id: '5dd96eb166059660ed1ee413',
  isPro: true,
  fullname: 'Julien Chaumond',
  numModels: 53,
  numFollowers: 4597,
  orgs: [{ id: '5e67bd5b1009063689407478', name: 'huggingface', fullname: 'Hugging Face' }],
  user: 'julien-c',
  type: 'user',
  createdAt: '2019-11-23T17:38:57.000Z',
};

test('an organization says that it is verified, what it pays for and how many follow it', () => {
  expect(parseOrganization(GOOGLE, 'google')).toEqual({
    account: {
      namespace: 'google',
      kind: 'organization',
      source: 'organizations',
      objectId: '5e6aca39878b8b2bf9806447',
      fullName: 'Google',
      isVerified: true,
      plan: 'enterprise',
      followers: 62570,
      models: 1126,
    },
    repairs: [],
  });
});

test('a user says how many follow them, and is neither verified nor unverified', () => {
  expect(parseUser(JULIEN, 'julien-c').account).toEqual({
    namespace: 'julien-c',
    kind: 'user',
    source: 'users',
    objectId: '5dd96eb166059660ed1ee413',
    fullName: 'Julien Chaumond',
    isVerified: null,
    plan: 'pro',
    followers: 4597,
    models: 53,
  });
});

test('the namespace keeps the spelling of its repos', () => {
  expect(parseOrganization(GOOGLE, 'Google').account.namespace).toBe('Google');
});

describe('an answer about something else is refused:', () => {
  test.each([
    [
      'an organization of another name',
      () => parseOrganization(GOOGLE, 'alphabet'),
      'alphabet: unexpected name',
    ],
    [
      'no name',
      () => parseOrganization({ ...GOOGLE, name: undefined }, 'google'),
      'unexpected name: undefined',
    ],
    ['a name that is no text', () => parseOrganization({ ...GOOGLE, name: ['google'] }, 'google'), 'name'],
    [
      'a user where organizations are',
      () => parseOrganization({ ...GOOGLE, type: 'user' }, 'google'),
      'type: "user"',
    ],
    ['a user of another name', () => parseUser(JULIEN, 'julien'), 'julien: unexpected user: "julien-c"'],
    ['a user without type', () => parseUser({ ...JULIEN, type: undefined }, 'julien-c'), 'unexpected type'],
    [
      'an organization where users are',
      () => parseUser({ ...JULIEN, type: 'org' }, 'julien-c'),
      'type: "org"',
    ],
    ['a list', () => parseUser([JULIEN], 'julien-c'), 'unexpected shape'],
  ])('%s', (_, parse, says) => {
    expect(parse).toThrow(ParseError);
    expect(parse).toThrow(says);
  });
});

test('hostile values are dropped or mended and the kind is kept', () => {
  const { account, repairs } = parseOrganization(
    {
      _id: 'DROP TABLE',
      name: 'google',
      fullname: `nul \u0000 ${'x'.repeat(10_000)}`,
      isVerified: 'yes',
      plan: { toString: 'x' },
      numFollowers: 1e300,
      numModels: -1,
    },
    'google',
  );

  expect({ ...account, fullName: account.fullName?.slice(0, 8) }).toEqual({
    namespace: 'google',
    kind: 'organization',
    source: 'organizations',
    objectId: null,
    fullName: 'nul \uFFFD xx',
    isVerified: null,
    plan: null,
    followers: null,
    models: null,
  });
  expect(account.fullName).toHaveLength(256);
  expect(repairs.map((repair) => repair.replace(/:.*/, ''))).toEqual([
    '_id',
    'fullname',
    'numFollowers',
    'numModels',
    'isVerified',
    'plan',
  ]);
});

describe('the recorded front page', () => {
  test('tells the kinds of six accounts', async () => {
    const { body } = await readHubResponse('trending-models');
    const { recentlyTrending: entries } = body as { recentlyTrending: readonly unknown[] };

    const told = entries.map((entry) => parseMention(entry)?.account);

    expect(
      told.map((account) => [account?.namespace, account?.kind, account?.plan, account?.followers]),
    ).toEqual([
      ['convaiinnovations', 'user', null, 870],
      ['Cloudflare', 'organization', 'team', 429],
      ['Qwen', 'organization', 'team', 108112],
      ['Lightricks', 'organization', 'team', 5596],
      ['nvidia', 'organization', 'plus', 70104],
      ['deepseek-ai', 'organization', null, 148368],
    ]);
  });

  const author = { _id: '64e8b5365ddcace745c8958b', fullname: 'Acme', name: 'acme', type: 'org' };

  test('may show a data set without its author', () => {
    expect(parseMention({ repoType: 'dataset', repoData: { id: 'acme/d', author: 'acme' } })).toBeNull();
  });

  test.each([
    ['no entry', null],
    ['no repo', { repoType: 'model' }],
    ['no id', { repoData: { authorData: author } }],
    ['an id with NUL', { repoData: { id: 'acme/\u0000', authorData: author } }],
    ['an id of 10 kB', { repoData: { id: `acme/${'x'.repeat(10_000)}`, authorData: author } }],
    ['an id without owner', { repoData: { id: 'gpt2', authorData: author } }],
    ['a lone surrogate', { repoData: { id: 'acme/\ud83e', authorData: author } }],
    ['the author of something else', { repoData: { id: 'other/m', authorData: author } }],
    ['a third kind', { repoData: { id: 'acme/m', authorData: { ...author, type: 'team' } } }],
    ['an author that is a text', { repoData: { id: 'acme/m', authorData: 'acme' } }],
  ])('tells nothing by %s', (_, entry) => {
    expect(() => parseMention(entry)).toThrow(ParseError);
  });
});
