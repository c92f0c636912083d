import { expect, test } from 'vitest';
import type { FirstPartyModel } from '../../../../src/lib/families/rows.ts';
import { summarize } from '../../../../src/lib/families/summarize.ts';

const model = (repoId: string, parts: Partial<FirstPartyModel> = {}): FirstPartyModel => ({
  family: 'gemma',
  modelId: 1,
  repoId,
  parameters: null,
  activeParameters: null,
  relation: null,
  license: 'gemma',
  licenseClass: 'community',
  downloads30d: 0,
  releasedOn: null,
  ...parts,
});

test('exact counts decide: a model named 1B with 999,885,952 parameters is below one billion, one named 7B is not sub-7B', () => {
  const edge = summarize([model('google/gemma-3-1b', { parameters: 999_885_952 })]);
  const named = summarize([model('Qwen/Qwen2.5-7B', { parameters: 7_615_616_512 })]);
  const exact = summarize([model('a/7B', { parameters: 7_000_000_000 })]);

  expect([edge.smallestEdge?.repoId, edge.hasUnder7b]).toEqual(['google/gemma-3-1b', true]);
  expect([named.smallestEdge, named.hasUnder7b]).toEqual([null, false]);
  expect(exact.hasUnder7b).toBe(false);
});

test('one billion exactly is not below one billion', () => {
  expect(summarize([model('a/1B', { parameters: 1_000_000_000 })]).smallestEdge).toBeNull();
});

test('an adapter is not the smallest of a family', () => {
  const { smallest, largest, sized } = summarize([
    model('a/lora', { parameters: 20_000_000, relation: 'adapter' }),
    model('a/8b', { parameters: 8e9 }),
    model('a/70b', { parameters: 70e9 }),
    model('a/unsized'),
  ]);

  expect([smallest?.repoId, largest?.repoId, sized]).toEqual(['a/8b', 'a/70b', 3]);
});

test('mixtures are told with total and active parameters; a model whose weights are all active is none', () => {
  const { mixtures } = summarize([
    model('a/moe', { parameters: 671e9, activeParameters: 37e9, downloads30d: 5 }),
    model('a/dense', { parameters: 8e9, activeParameters: 8e9 }),
    model('a/unknown', { parameters: 30e9 }),
  ]);

  expect(mixtures).toEqual([{ repoId: 'a/moe', parameters: 671e9, activeParameters: 37e9 }]);
});

test('licenses by models and by downloads, and the newest release', () => {
  const { licenses, newest, downloads } = summarize([
    model('a/1', {
      license: 'mit',
      licenseClass: 'permissive',
      downloads30d: 3_000_000_000,
      releasedOn: '2026-01-05',
    }),
    model('a/2', { downloads30d: 7, releasedOn: '2026-03-01' }),
    model('a/3', { downloads30d: 2, releasedOn: '2026-03-01' }),
    model('a/4', { license: 'none', licenseClass: 'none' }),
  ]);

  expect(licenses).toEqual([
    { license: 'gemma', licenseClass: 'community', models: 2, downloads30d: 9 },
    { license: 'mit', licenseClass: 'permissive', models: 1, downloads30d: 3_000_000_000 },
    { license: 'none', licenseClass: 'none', models: 1, downloads30d: 0 },
  ]);
  expect(newest).toEqual({ repoId: 'a/2', releasedOn: '2026-03-01' });
  expect(downloads).toBe(3_000_000_009);
});

test('a family without a model in the panel has nothing', () => {
  expect(summarize([])).toEqual({
    models: 0,
    sized: 0,
    smallest: null,
    largest: null,
    smallestEdge: null,
    hasUnder7b: false,
    licenses: [],
    mixtures: [],
    newest: null,
    downloads: 0,
  });
});
