import { expect, test } from 'vitest';
import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import { groupsOf } from '../../../../src/lib/definition/vocabulary.ts';
import { groupPhrase } from '../../../../src/lib/findings/group-phrase.ts';

test('every group of every word list has words of its own inside a sentence', () => {
  const groups = DIMENSIONS.filter((dimension) => dimension.of !== 'publisher').flatMap(({ id: dimension }) =>
    SIZE_SCHEMES.flatMap(({ id }) => groupsOf(dimension, id) ?? []).map(({ id, name }) =>
      groupPhrase({ ids: [id], names: [name] }, { by: [dimension], isFlow: false }),
    ),
  );
  const strange = groups.filter(
    ({ text, owns }) => owns || !/models?\b|derivatives|fine-tunes|adapters|merges/.test(text),
  );
  expect(groups.length).toBeGreaterThan(200);
  expect(strange).toEqual([]);
});

test('publishers of every word list can be named inside a sentence', () => {
  const lists = ['region', 'publisher-type'] as const;
  const words = lists.flatMap((dimension) =>
    (groupsOf(dimension, 'default') ?? []).map(
      ({ id, name }) => groupPhrase({ ids: [id], names: [name] }, { by: [dimension], isFlow: false }).text,
    ),
  );
  expect(words).toEqual([
    'the United States',
    'China',
    'Europe',
    'Asia-Pacific',
    'the Middle East & North Africa',
    'the other Americas',
    'Sub-Saharan Africa',
    'other places',
    'international bodies',
    'individuals',
    'publishers of unknown region',
    'unreviewed publishers',
    'industry',
    'academia',
    'communities',
    'governments',
    'non-profits',
    'individuals',
    'unreviewed publishers',
  ]);
});
