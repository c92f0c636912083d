import fc from 'fast-check';
import { DIMENSIONS, type DimensionId } from '../../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import {
  ATTRIBUTIONS,
  COUNTINGS,
  FACTS,
  INFRASTRUCTURES,
  STEPS,
  UNIVERSES,
  UNKNOWNS,
} from '../../../../src/lib/definition/choices.ts';
import { crossProblems } from '../../../../src/lib/definition/cross-rules.ts';
import type { Definition } from '../../../../src/lib/definition/definition.ts';
import { canonicalLenses } from '../../../../src/lib/definition/lenses.ts';
import { groupsOf } from '../../../../src/lib/definition/vocabulary.ts';

const oneOf = <Id extends string>(choices: readonly { id: Id }[]) =>
  fc.constantFrom(...choices.map(({ id }) => id));

const word = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const openIds: Readonly<Partial<Record<DimensionId, fc.Arbitrary<string>>>> = {
  country: fc.constantFrom('US', 'CN', 'FR', 'INTL', 'UNKNOWN', 'UNREVIEWED'),
  publisher: fc.constantFrom('', 'acme', 'deepseek', '01-ai'),
  packager: fc.constantFrom('', 'unsloth', 'bartowski'),
  family: fc.constantFrom('', 'llama', 'gpt-oss'),
  'license-id': fc.constantFrom('apache-2.0', "it's a license", 'ODC & CC/BY', 'none', 'x=y#1%20+2'),
  year: fc.constantFrom('2023', '2024', 'unknown'),
};

/** Lenses on some dimensions, not yet in canonical order. */
const lensesUnder = (scheme: Definition['scheme']) =>
  fc.record(
    Object.fromEntries(
      DIMENSIONS.map(({ id }) => {
        const groups = groupsOf(id, scheme);
        const ids = groups ? oneOf(groups) : (openIds[id] ?? word);
        return [id, fc.array(ids, { minLength: 1, maxLength: 4 })];
      }),
    ) as Record<DimensionId, fc.Arbitrary<string[]>>,
    { requiredKeys: [] },
  );

const loose = fc.record({
  panel: fc.option(word),
  measure: oneOf(MEASURES),
  universe: oneOf(UNIVERSES),
  by: fc.uniqueArray(oneOf(DIMENSIONS), { maxLength: 2 }),
  window: fc.option(
    fc.oneof(fc.record({ days: fc.integer({ min: 1, max: 9999 }) }), fc.record({ from: day, until: day })),
  ),
  step: oneOf(STEPS),
  attribution: oneOf(ATTRIBUTIONS),
  counting: oneOf(COUNTINGS),
  facts: oneOf(FACTS),
  unknown: oneOf(UNKNOWNS),
  scheme: oneOf(SIZE_SCHEMES),
  infrastructure: oneOf(INFRASTRUCTURES),
  reference: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
  snapshot: fc.option(day),
});

/** Any definition an address can ask for, with its lenses as a reader might write them. */
export const writtenDefinitions: fc.Arbitrary<Definition> = loose
  .chain((parts) => lensesUnder(parts.scheme).map((lenses): Definition => ({ ...parts, lenses })))
  .map((definition) =>
    definition.measure.startsWith('parametersMedian') ? forMedian(definition) : definition,
  )
  .filter((definition) => crossProblems(definition).length === 0);

/** The same in canonical form. */
export const anyDefinition: fc.Arbitrary<Definition> = writtenDefinitions.map((definition) => ({
  ...definition,
  lenses: canonicalLenses(definition.lenses, definition.scheme),
}));

/** Medians allow few lenses; without help nearly none would pass. */
function forMedian(definition: Definition): Definition {
  const { region } = definition.lenses;
  return { ...definition, lenses: region ? { region: region.slice(0, 1) } : {} };
}
