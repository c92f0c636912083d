import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { groupsOf } from '../../../../src/lib/definition/vocabulary.ts';
import { writeAltText } from '../../../../src/lib/findings/write-alt-text.ts';
import { writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { writeLabel } from '../../../../src/lib/findings/write-label.ts';
import { writeMover } from '../../../../src/lib/findings/write-mover.ts';
import { figureOf, type Made, type PANELS } from './made-figure.ts';

const oneOf = <Id extends string>(choices: readonly { id: Id }[]) =>
  fc.constantFrom(...choices.map(({ id }) => id));

/** Nothing, little, much, fallen, fractions of creators, and not recorded. */
const value = fc.oneof(
  fc.constant(0),
  fc.constant(null),
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 900, max: 3_000_000_000 }),
  fc.integer({ min: -5_000_000, max: -1 }),
  fc.double({ min: 0.001, max: 5000, noNaN: true }),
);

const longName = 'Zentrum für außerordentlich lange Namen von Einrichtungen der Künstlichen Intelligenz';

const idsOf = (dimension: DimensionId) =>
  groupsOf(dimension, 'default')?.map(({ id }) => id) ?? ['-', 'acme', 'US', 'UNREVIEWED', 'x1', 'x2'];

const settings = fc.record({
  of: fc.constantFrom(...(['head', 'hub', 'recording'] as const satisfies (keyof typeof PANELS)[])),
  measure: oneOf(MEASURES),
  by: fc.uniqueArray(oneOf(DIMENSIONS), { maxLength: 2 }),
  universe: fc.constantFrom('all' as const, 'language' as const, 'parameters-known' as const),
  attribution: fc.constantFrom('uploader' as const, 'creator' as const),
  counting: fc.constantFrom('primary' as const, 'full' as const),
  facts: fc.constantFrom('then' as const, 'now' as const),
  unknown: fc.constantFrom('keep' as const, 'drop' as const, 'band' as const),
  infrastructure: fc.constantFrom('with' as const, 'without' as const),
  lenses: fc.record(
    { license: fc.subarray(idsOf('license')), task: fc.subarray(['text-generation', 'image-text-to-text']) },
    { requiredKeys: [] },
  ),
  provisional: fc.boolean(),
  step: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
});

const readings = settings.chain((made) => {
  const isFlow = made.by.length === 1 && DIMENSIONS.find(({ id }) => id === made.by[0])?.of === 'publisher';
  const key = fc
    .tuple(
      ...made.by
        .flatMap((dimension) => (isFlow ? [dimension, dimension] : [dimension]))
        .map((dimension) => fc.constantFrom(...idsOf(dimension))),
    )
    .map((ids) => ids.join('/'));
  const values = fc.uniqueArray(key, { minLength: 1, maxLength: 6 }).chain((keys) =>
    fc
      .array(fc.array(value, { minLength: 3, maxLength: 3 }), {
        minLength: keys.length,
        maxLength: keys.length,
      })
      .map((series) => Object.fromEntries(keys.map((id, at) => [id, series[at] ?? null]))),
  );
  const names = { acme: longName, x1: 'xAI', x2: `${longName} II` };
  const attribution = isFlow ? ('flow' as const) : made.attribution;
  return fc
    .record({ now: values, before: values, back: fc.integer({ min: 1, max: 3 }) })
    .map(({ now, before, back }) => ({
      now: { ...made, attribution, names, values: now } satisfies Made,
      before: { ...made, attribution, names, values: before, asOf: '2026-07-25' } satisfies Made,
      back,
    }));
});

test('whatever a figure holds, what is written is one readable sentence', () => {
  fc.assert(
    fc.property(readings, ({ now, before, back }) => {
      const [figure, earlier] = [figureOf(now), figureOf(before)];
      const about = earlier.groups.at(-1)?.ids ?? [];
      const sentences = [
        writeFinding(figure, null),
        writeFinding(figure, earlier),
        writeFinding(figure, earlier, { about }),
        writeFinding(figure, null, { compareWith: back }),
        writeMover(figure, earlier),
        writeMover(figure, null, { compareWith: back }),
        writeAltText(figure, 'lines'),
        writeAltText(figure, 'bars'),
      ].filter((sentence) => sentence !== null);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^[\p{Lu}“][^\n]*[^.]\.$/u);
        expect(sentence.length).toBeLessThanOrEqual(260);
        expect(sentence).not.toMatch(/NaN|undefined|null|Infinity|-0|−0\.0| {2}|\[object|\b0\.0 points/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a label is short and says a value', () => {
  fc.assert(
    fc.property(readings, ({ now }) => {
      const label = writeLabel(figureOf(now));
      expect(label.length).toBeLessThanOrEqual(40);
      expect(label).toMatch(/\S/);
      expect(label).not.toMatch(/NaN|undefined|null|Infinity|-0|−0\.0|\.$/);
    }),
  );
});

test('the same readings give the same words', () => {
  fc.assert(
    fc.property(readings, ({ now, before }) => {
      expect(writeFinding(figureOf(now), figureOf(before))).toBe(
        writeFinding(figureOf(now), figureOf(before)),
      );
    }),
  );
});

test('two panels are never compared', () => {
  const values = { cn: 5000 };
  expect(() => writeFinding(figureOf({ values }), figureOf({ of: 'hub', values }))).toThrow(
    'a finding compares two readings of one panel and one measure',
  );
});
