import { describe, expect, test } from 'vitest';
import { cursorAfter, nextFrom, objectIdOf } from '../../../collectors/hub/cursor.ts';

const ID = '6a563842cb785d0d06a1cb7d';
const ASKED = 'https://huggingface.co/api/models?limit=3';

const decoded = (cursor: string | null) => JSON.parse(Buffer.from(cursor ?? '', 'base64').toString());

describe('a cursor built from an entry', () => {
  test('by createdAt it is the predicate the Hub uses itself', () => {
    expect(cursorAfter('createdAt', { _id: ID })).toBe(
      'eyJfaWQiOnsiJGd0IjoiNmE1NjM4NDJjYjc4NWQwZDA2YTFjYjdkIn19',
    );
  });

  test('by downloads it continues among equals, then below, then among those without', () => {
    expect(decoded(cursorAfter('downloads', { _id: ID, downloads: 87_308_150 }))).toEqual({
      $or: [
        { downloads: 87_308_150, _id: { $gt: ID } },
        { downloads: { $lt: 87_308_150 } },
        { downloads: null },
      ],
    });
  });

  test.each([[null], ['text'], [{}], [{ _id: 7 }], [{ _id: 'short' }], [{ _id: ID.toUpperCase() }]])(
    'there is none after %j',
    (entry) => {
      expect(cursorAfter('createdAt', entry)).toBeNull();
    },
  );

  test('by downloads there is none after an entry without downloads', () => {
    expect(cursorAfter('downloads', { _id: ID })).toBeNull();
  });

  test('an object id is read only where it is one', () => {
    expect([objectIdOf({ _id: ID }), objectIdOf({ _id: `${ID}"}}` }), objectIdOf(undefined)]).toEqual([
      ID,
      null,
      null,
    ]);
  });
});

describe('a Link header', () => {
  test('names the next page', () => {
    const link = '<https://huggingface.co/api/models?limit=3&cursor=abc%3D>; rel="next"';
    expect(nextFrom(link, ASKED)).toBe('https://huggingface.co/api/models?limit=3&cursor=abc%3D');
  });

  test('may be relative', () => {
    expect(nextFrom('</api/models?cursor=abc>; rel="next"', ASKED)).toBe(
      'https://huggingface.co/api/models?limit=3&cursor=abc',
    );
  });

  test('gives its cursor and nothing else: what was asked stays as it was asked', () => {
    const link =
      '<https://huggingface.co/api/models?limit=1&author=acme&sort=likes&cursor=n&access_token=x>; rel="next"';
    expect(nextFrom(link, `${ASKED}&sort=createdAt&cursor=m`)).toBe(
      'https://huggingface.co/api/models?limit=3&sort=createdAt&cursor=n',
    );
  });

  test('may name other places beside the next', () => {
    const link =
      '<https://huggingface.co/api/models?limit=1>; rel="prev", </api/models?cursor=n>; rel="next"';
    expect(nextFrom(link, ASKED)).toBe('https://huggingface.co/api/models?limit=3&cursor=n');
  });

  test.each([
    ['another host', '<https://evil.example/api/models?cursor=a>; rel="next"'],
    ['a look-alike of the host', '<https://huggingface.co.evil.example/api/models?cursor=a>; rel="next"'],
    ['another scheme', '<http://huggingface.co/api/models?cursor=a>; rel="next"'],
    ['another port', '<https://huggingface.co:8443/api/models?cursor=a>; rel="next"'],
    ['a user in front of the host', '<https://huggingface.co@evil.example/api/models?cursor=a>; rel="next"'],
    ['a user on the right host', '<https://token@huggingface.co/api/models?cursor=a>; rel="next"'],
    ['a backslash host', '<\\\\evil.example/api/models?cursor=a>; rel="next"'],
    ['two slashes', '<//evil.example/api/models?cursor=a>; rel="next"'],
    ['another path', '<https://huggingface.co/api/whoami-v2?cursor=a>; rel="next"'],
    ['a path above', '<https://huggingface.co/api/models/../whoami-v2?cursor=a>; rel="next"'],
    ['a file', '<file:///etc/passwd>; rel="next"'],
    ['a script', '<javascript:alert(1)>; rel="next"'],
    ['a look-alike in other letters', '<https://huggingf\u0430ce.co/api/models?cursor=a>; rel="next"'],
    ['no cursor', '<https://huggingface.co/api/models?limit=3>; rel="next"'],
    ['nothing', '<>; rel="next"'],
    ['no next', '<https://huggingface.co/api/models?cursor=a>; rel="prev"'],
    ['50 KB', `<https://huggingface.co/api/models?cursor=${'a'.repeat(50_000)}>; rel="next"`],
  ])('with %s is not followed', (_, link) => {
    expect(nextFrom(link, ASKED)).toBeNull();
  });

  test('that is missing names nothing', () => {
    expect(nextFrom(null, ASKED)).toBeNull();
  });
});
