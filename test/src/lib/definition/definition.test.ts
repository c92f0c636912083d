import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf } from '../../../../src/lib/definition/defaults.ts';
import { BadDefinition } from '../../../../src/lib/definition/errors.ts';
import { KEYS } from '../../../../src/lib/definition/keys.ts';
import { PAGE_REACH } from '../../../../src/lib/definition/page-reach.ts';
import { parseDefinition, type Reach, WHOLE_REACH } from '../../../../src/lib/definition/parse.ts';
import { canonicalAddress, printDefinition } from '../../../../src/lib/definition/print.ts';
import { GROUPS } from '../../../../src/lib/definition/vocabulary.ts';
import { anyDefinition, writtenDefinitions } from './any-definition.ts';

const parse = (query: string, reach: Reach = WHOLE_REACH) =>
  parseDefinition(new URLSearchParams(query), reach);
const everything = definitionOf();

test('what is printed is parsed back', () => {
  fc.assert(
    fc.property(anyDefinition, (definition) => {
      expect(parse(printDefinition(definition))).toEqual(definition);
    }),
  );
});

test('printing what was parsed changes nothing any more', () => {
  fc.assert(
    fc.property(writtenDefinitions, (definition) => {
      const query = printDefinition(definition);
      expect(printDefinition(parse(query))).toBe(query);
    }),
  );
});

test('neither the order of lenses nor their repeats matter', () => {
  fc.assert(
    fc.property(writtenDefinitions, (definition) => {
      const turned = Object.entries(definition.lenses)
        .map(([dimension, ids]) => [dimension, [...ids, ...ids].reverse()] as const)
        .reverse();
      expect(printDefinition({ ...definition, lenses: Object.fromEntries(turned) })).toBe(
        printDefinition(definition),
      );
    }),
  );
});

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(anyDefinition, (definition) => {
      const turned = new URLSearchParams([...new URLSearchParams(printDefinition(definition))].reverse());
      expect(parseDefinition(turned)).toEqual(definition);
    }),
  );
});

test('a printed address is canonical and survives a URL parser, whatever the page adds', () => {
  fc.assert(
    fc.property(anyDefinition, fc.string({ unit: 'binary' }), (definition, q) => {
      const query = printDefinition(definition, { q });
      const url = new URL(query === '' ? 'http://x/regions' : `http://x/regions?${query}`);
      const read = parseDefinition(url.searchParams, { ...WHOLE_REACH, own: ['q'] });
      expect(url.searchParams.get('q') ?? '').toBe(q.toWellFormed());
      expect(canonicalAddress(url, read, { q: url.searchParams.get('q') })).toBeNull();
    }),
  );
});

test('an empty query means everything', () => {
  expect(parse('')).toEqual(everything);
  expect(printDefinition(parse(''))).toBe('');
});

test('a whole definition reads from left to right', () => {
  const query =
    'panel=top-50k&measure=downloadsGained&universe=language&by=region~size&region=us~cn&license-id=apache-2.0~mit' +
    '&window=2024-08-01..2025-09-01&step=week&attribution=creator&counting=full&facts=now&unknown=band&scheme=atom' +
    '&infrastructure=without&reference=12&snapshot=2025-09-01';

  expect(parse(query)).toEqual({
    panel: 'top-50k',
    measure: 'downloadsGained',
    universe: 'language',
    by: ['region', 'size'],
    lenses: { region: ['us', 'cn'], 'license-id': ['apache-2.0', 'mit'] },
    window: { from: '2024-08-01', until: '2025-09-01' },
    step: 'week',
    attribution: 'creator',
    counting: 'full',
    facts: 'now',
    unknown: 'band',
    scheme: 'atom',
    infrastructure: 'without',
    reference: 12,
    snapshot: '2025-09-01',
  });
  expect(printDefinition(parse(query))).toBe(query);
});

test('a window may be so many days back', () => {
  expect(parse('window=365d').window).toEqual({ days: 365 });
});

test('groups without an id have a word in addresses', () => {
  const definition = definitionOf({ lenses: { publisher: ['', 'acme'], family: [''] } });

  expect(printDefinition(definition)).toBe('publisher=unreviewed~acme&family=none');
  expect(parse('publisher=acme~unreviewed&family=none')).toEqual(definition);
});

test('a plain form may send empty values and repeat a lens', () => {
  const definition = parse(
    'panel=&measure=downloads30d&region=cn&region=us&region=us&size=&license=&by=&by=size',
  );

  expect(definition).toEqual(definitionOf({ by: ['size'], lenses: { region: ['us', 'cn'] } }));
  expect(printDefinition(definition)).toBe('by=size&region=us~cn');
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

test('a page refuses what it cannot follow, in words', () => {
  expect(parse('q=llama', { ...PAGE_REACH, own: ['q'] })).toEqual(everything);
  expect(problemsOf('q=llama&universe=language&measure=parametersMean', PAGE_REACH)).toEqual([
    '"q": this page does not know that key; it knows panel, measure, region, size, license.',
    '"universe": this page does not know that key; it knows panel, measure, region, size, license.',
    'measure: "parametersMean" is not one of downloads30d, models, downloadsAllTime, likes.',
  ]);
});

test('an unknown key is refused with all keys there are', () => {
  expect(problemsOf('sort=up')).toEqual([
    `"sort": this page does not know that key; it knows ${KEYS.join(', ')}.`,
  ]);
});

test('nothing but a BadDefinition comes out of any query', () => {
  const junk = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.tuple(
          fc.constantFrom(...KEYS, 'q'),
          fc.oneof(fc.string(), fc.constantFrom('..', '0d', '~', 'flow', '__proto__')),
        ),
      )
      .map((pairs) => new URLSearchParams(pairs).toString()),
  );
  fc.assert(
    fc.property(junk, (query) => {
      try {
        const definition = parse(query);
        expect(parse(printDefinition(definition))).toEqual(definition);
      } catch (error) {
        expect(error).toBeInstanceOf(BadDefinition);
        expect((error as BadDefinition).problems.every((problem) => /[.]$/.test(problem))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

function problemsOf(query: string, reach?: Reach): readonly string[] {
  try {
    parse(query, reach);
  } catch (error) {
    if (error instanceof BadDefinition) return error.problems;
    throw error;
  }
  throw new Error('nothing was thrown');
}
