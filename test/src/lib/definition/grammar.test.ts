import { expect, test } from 'vitest';
import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import { GRAMMAR } from '../../../../src/lib/definition/grammar.ts';
import { KEYS } from '../../../../src/lib/definition/keys.ts';
import { parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { printDefinition } from '../../../../src/lib/definition/print.ts';
import { groupsOf } from '../../../../src/lib/definition/vocabulary.ts';

test('every key is listed once, in the order of addresses', () => {
  expect(GRAMMAR.map(({ key }) => key)).toEqual(KEYS);
  expect(new Set(KEYS).size).toBe(KEYS.length);
});

test('every key says what it decides and how it is written', () => {
  expect(GRAMMAR.filter(({ says, name }) => !says.endsWith('.') || name === '')).toEqual([]);
  expect(GRAMMAR.filter(({ form, choices }) => (form === null) === (choices === null))).toEqual([]);
});

test('every example is a definition, in canonical form', () => {
  for (const { example, key } of GRAMMAR) {
    const whole = key === 'unknown' ? `by=region&${example}` : example;
    expect(printDefinition(parseDefinition(new URLSearchParams(whole)))).toBe(whole);
  }
});

test('every choice of every key is one that an address may ask for', () => {
  const needs: Readonly<Record<string, string>> = { attribution: 'by=region', unknown: 'by=region' };
  const asked = GRAMMAR.flatMap(({ key, choices }) =>
    (choices ?? []).map(({ id }) => [needs[key] ?? '', `${key}=${id}`].join('&')),
  );
  expect(asked.length).toBeGreaterThan(100);
  for (const query of asked) expect(() => parseDefinition(new URLSearchParams(query))).not.toThrow();
});

test('a closed dimension has a word list and an open one has none', () => {
  expect(
    DIMENSIONS.filter(({ groups, id }) => (groups === 'closed') !== (groupsOf(id, 'default') !== null)),
  ).toEqual([]);
});

test('no word list names a group twice', () => {
  const lists = [
    ...DIMENSIONS.map(({ id }) => groupsOf(id, 'default') ?? []),
    ...SIZE_SCHEMES.map(({ id }) => groupsOf('size', id) ?? []),
  ];
  expect(lists.filter((groups) => new Set(groups.map(({ id }) => id)).size !== groups.length)).toEqual([]);
});
