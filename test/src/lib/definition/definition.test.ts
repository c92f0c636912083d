import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { BadDefinition } from '../../../../src/lib/definition/errors.ts';
import { canonicalLenses, parseDefinition } from '../../../../src/lib/definition/parse.ts';
import { canonicalAddress, printDefinition } from '../../../../src/lib/definition/print.ts';
import { GROUPS } from '../../../../src/lib/definition/vocabulary.ts';

const parse = (query: string, allowed: readonly string[] = []) =>
  parseDefinition(new URLSearchParams(query), allowed);
const everything = { panel: null, measure: 'downloads30d', region: [], size: [], license: [] };

const lens = (grouping: 'region' | 'size' | 'license') => fc.subarray(GROUPS[grouping].map(({ id }) => id));
const definitions = fc
  .record({
    panel: fc.option(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/)),
    measure: fc.constantFrom(...MEASURES.map(({ id }) => id)),
    region: lens('region'),
    size: lens('size'),
    license: lens('license'),
  })
  .map((definition) => ({ ...definition, ...canonicalLenses(definition) }));

test('what is printed is parsed back', () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      expect(parse(printDefinition(definition))).toEqual(definition);
    }),
  );
});

test('a printed address is canonical and survives a URL parser, whatever the page adds', () => {
  fc.assert(
    fc.property(definitions, fc.string({ unit: 'binary' }), (definition, q) => {
      const query = printDefinition(definition, { q });
      const url = new URL(query === '' ? 'http://x/regions' : `http://x/regions?${query}`);
      const read = parseDefinition(url.searchParams, ['q']);
      expect(url.searchParams.get('q') ?? '').toBe(q.toWellFormed());
      expect(canonicalAddress(url, read, { q: url.searchParams.get('q') })).toBeNull();
    }),
  );
});

test('an empty query means everything', () => {
  expect(parse('')).toEqual(everything);
  expect(printDefinition(parse(''))).toBe('');
});

test('a plain form may send empty values and repeat a lens', () => {
  const definition = parse('panel=&measure=downloads30d&region=cn&region=us&region=us&size=&license=');

  expect(definition).toEqual({ ...everything, region: ['us', 'cn'] });
  expect(printDefinition(definition)).toBe('region=us~cn');
});

test('a lens that names every group narrows nothing', () => {
  const all = GROUPS.size.map(({ id }) => id).join('~');

  expect(parse(`size=${all}`)).toEqual(everything);
});

test('an address in another form is sent to the canonical one', () => {
  const url = new URL('http://x/regions?region=cn%7Eus&measure=downloads30d');

  expect(canonicalAddress(url, parseDefinition(url.searchParams))).toBe('/regions?region=us~cn');
});

test('a bare question mark is not canonical', () => {
  expect(canonicalAddress(new URL('http://x/regions?'), parse(''))).toBe('/regions');
});

test('the page’s own keys are let through when it names them', () => {
  expect(parse('q=llama', ['q'])).toEqual(everything);
  expect(() => parse('q=llama')).toThrow(
    '"q": this page does not know that key; it knows panel, measure, region, size, license.',
  );
});

test('every problem gets a sentence that names the choices', () => {
  const error = problemOf('region=us~xx&measure=stars&panel=A!&panel=b');

  expect(error.status).toBe(400);
  expect(error.problems).toEqual([
    'panel: give one value, got 2.',
    'panel: a panel is named in small letters, digits and hyphens.',
    'measure: "stars" is not one of downloads30d, models, downloadsAllTime, likes.',
    'region: "xx" is not one of us, cn, europe, apac, mena, americas, africa, elsewhere, international, person, unknown, unreviewed.',
  ]);
});

test('nothing but a BadDefinition comes out of any query', () => {
  fc.assert(
    fc.property(fc.string(), (query) => {
      try {
        parse(query);
      } catch (error) {
        expect(error).toBeInstanceOf(BadDefinition);
      }
    }),
  );
});

function problemOf(query: string): BadDefinition {
  try {
    parse(query);
  } catch (error) {
    if (error instanceof BadDefinition) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
