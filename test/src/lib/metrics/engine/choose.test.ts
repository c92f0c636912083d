import { expect, test } from 'vitest';
import { chooseKeys } from '../../../../../src/lib/metrics/engine/choose.ts';
import type { Facet } from '../../../../../src/lib/metrics/engine/facets.ts';
import { growingKeys } from '../../../../../src/lib/metrics/engine/key-space.ts';

const region = { dimension: 'region', side: 'uploader' } as const;
const gated = { dimension: 'gated', side: 'uploader' } as const;

function keys() {
  const held = growingKeys(['holder', 'gated', 'relation']);
  held.append([
    [3, 'acme', 'no', 'original'],
    [5, 'wide', 'no', 'finetune'],
    [9, 'wide', 'auto', 'finetune'],
  ]);
  return held;
}

/** A publisher of two countries counts half in each. */
const holders: Facet = {
  column: 'holder',
  groups: [{ use: region, place: 0 }],
  lenses: [],
  keeps: () => true,
  waysOf: (word) =>
    word === 'wide'
      ? [
          { idOf: () => 'cn', weight: 0.5 },
          { idOf: () => 'europe', weight: 0.5 },
        ]
      : [{ idOf: () => 'us', weight: 1 }],
};

function narrowedTo(...ids: string[]): Facet {
  return {
    column: 'gated',
    groups: [],
    lenses: [{ use: gated, ids: new Set(ids) }],
    keeps: () => true,
    waysOf: (word) => [{ idOf: () => word, weight: 1 }],
  };
}

test('a key counts for each of its groups with its part', () => {
  expect(chooseKeys(keys().space(), [holders, narrowedTo('no')], false)).toEqual({
    keys: [3, 5],
    at: [0, 1],
    bundles: [
      [{ ids: 'us', weight: 1, declared: null }],
      [
        { ids: 'cn', weight: 0.5, declared: null },
        { ids: 'europe', weight: 0.5, declared: null },
      ],
    ],
  });
});

test('two countries of one group count as one, whole', () => {
  const eastern: Facet = {
    ...holders,
    waysOf: (word) => holders.waysOf(word).map(({ weight }) => ({ idOf: () => 'asia', weight })),
  };
  const { keys: chosen, bundles } = chooseKeys(keys().space(), [eastern], false);
  expect(chosen).toEqual([3, 5, 9]);
  expect(bundles).toEqual([[{ ids: 'asia', weight: 1, declared: null }]]);
});

test('what declares a base is told apart where it is asked for', () => {
  const { at, bundles } = chooseKeys(keys().space(), [narrowedTo('no', 'auto')], true);
  expect(at).toEqual([0, 1, 1]);
  expect(bundles).toEqual([
    [{ ids: '', weight: 1, declared: false }],
    [{ ids: '', weight: 1, declared: true }],
  ]);
});

test('keys that were added later are chosen like the others, and words keep their numbers', () => {
  const held = keys();
  const before = held.space();
  held.append([[12, 'acme', 'no', 'merge']]);
  expect(chooseKeys(before, [holders, narrowedTo('no')], false).keys).toEqual([3, 5]);
  expect(chooseKeys(held.space(), [holders, narrowedTo('no')], false)).toMatchObject({
    keys: [3, 5, 12],
    at: [0, 1, 0],
  });
  expect(held.last()).toBe(12);
});
