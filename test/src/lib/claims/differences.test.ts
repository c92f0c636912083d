import { expect, test } from 'vitest';
import { growth, share } from '../../../../src/lib/claims/ask-of.ts';
import { differencesOf } from '../../../../src/lib/claims/differences.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';

const own = share({ by: ['region'] }, 'cn');

test('a way of counting is told by the parts of the definition it changes, in words', () => {
  expect(
    differencesOf(own, share({ by: ['region'], attribution: 'creator', unknown: 'drop' }, 'cn')),
  ).toEqual([
    { name: 'Attribution', before: 'by uploader', after: 'by original creator' },
    { name: 'Unknown', before: 'unknown groups kept as rows', after: 'unknown groups left out' },
  ]);
});

test('other groups of the same figure are named', () => {
  expect(differencesOf(own, share({ by: ['region'] }, 'us'))).toEqual([
    { name: 'Of', before: 'China', after: 'United States' },
  ]);
});

test('what both sides of a ratio change is told once', () => {
  const [now, then] = [share({ by: ['region'], window: { days: 30 } }, 'cn'), own];
  const changed = growth(
    share({ by: ['region'], window: { days: 30 }, universe: 'language' }, 'cn'),
    share({ by: ['region'], universe: 'language' }, 'cn'),
  );
  expect(differencesOf(growth(now, then), changed)).toEqual([
    { name: 'Universe', before: 'all models', after: 'language models' },
  ]);
});

test('questions of another kind are told in words alone', () => {
  expect(differencesOf(own, { ask: 'parameters', repo: 'a/b', which: 'total' })).toBeNull();
});

test('no part of any alternate of the ledger is told in braces or as nothing', () => {
  const told = CLAIMS.flatMap(({ values, alternates }) =>
    alternates.flatMap(({ ask }) => values.flatMap((value) => differencesOf(value.ask, ask) ?? [])),
  );
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter(({ before, after }) => /[{}[\]]|undefined|^$/.test(`${before}${after}`))).toEqual([]);
});
