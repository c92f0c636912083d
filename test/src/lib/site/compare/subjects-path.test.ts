import { describe, expect, test } from 'vitest';
import {
  joinedTexts,
  parseComparePath,
  parseSubjects,
  printSubjects,
} from '../../../../../src/lib/site/compare/subjects-path.ts';
import { paths } from '../../../../../src/lib/site/paths.ts';

const textsOf = (pathname: string) => parseComparePath(pathname).texts;

describe('the address of a comparison', () => {
  test.each([
    [['cn', 'us']],
    [['meta-llama/Llama-3.1-8B', 'Qwen/Qwen3-8B']],
    [['acme/llama-vs-qwen', 'acme/x']],
    [['acme/x-vs', 'acme/y']],
    [['vs-lab/a', 'vs-lab/b']],
    [['acme/a-vs-vs-b', 'vs/vs']],
    [['acme/what? 50% #1', 'acme/é']],
  ])('%j is read as it was printed', (ids) => {
    const { pathname } = new URL(paths.compare('models', printSubjects(ids)), 'http://census');
    expect(parseComparePath(pathname)).toMatchObject({ kind: { id: 'models' }, texts: ids, format: null });
  });

  test('slashes stand as readers type them, and a name with -vs- gets one more hyphen', () => {
    expect(paths.compare('models', printSubjects(['a/x-vs-y', 'b/z']))).toBe(
      '/compare/models/a/x--vs-y-vs-b/z',
    );
    expect(paths.compare('regions', printSubjects(['us', 'cn']))).toBe('/compare/regions/us-vs-cn');
  });

  test('without a kind the ids have to tell', () => {
    expect(parseComparePath('/compare/llama-vs-qwen')).toMatchObject({
      kind: null,
      texts: ['llama', 'qwen'],
    });
  });

  test('an ending asks for a file, and may be part of a name all the same', () => {
    expect(parseComparePath('/compare/regions/us-vs-cn.csv')).toMatchObject({
      texts: ['us', 'cn'],
      format: 'csv',
      withEnding: ['us', 'cn.csv'],
    });
  });

  test('nothing between two separators is nothing', () => {
    expect(textsOf('/compare/regions/-vs-us-vs-')).toEqual(['us']);
    expect(textsOf('/compare/regions')).toEqual([]);
  });
});

test('a line of a form names several in words, with commas, or as addresses do', () => {
  expect(parseSubjects('Llama vs Qwen, DeepSeek')).toEqual(['Llama', 'Qwen', 'DeepSeek']);
  expect(parseSubjects('us-vs-cn')).toEqual(['us', 'cn']);
  expect(parseSubjects(' , ')).toEqual([]);
});

test('an unescaped -vs- may join neighbours', () => {
  expect(joinedTexts(['a', 'b', 'c'])).toEqual(['a-vs-b', 'a-vs-b-vs-c', 'b-vs-c']);
});
