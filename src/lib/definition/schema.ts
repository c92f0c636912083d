import { z } from 'zod';
import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';
import type { MeasureId } from '../../../db/vocab/measures.ts';
import { type SchemeId, SIZE_SCHEMES } from '../../../db/vocab/size-classes.ts';
import {
  ATTRIBUTIONS,
  type Choice,
  COUNTINGS,
  FACTS,
  INFRASTRUCTURES,
  STEPS,
  UNIVERSES,
  UNKNOWNS,
} from './choices.ts';
import { isDay } from './days.ts';
import { DEFAULTS } from './defaults.ts';
import type { Window } from './definition.ts';
import { hasShape, SHAPES } from './group-ids.ts';
import { brief, chosenOf } from './sentences.ts';
import { groupsOf } from './vocabulary.ts';

const longestPanel = 40;
const mostDays = 9999;
const mostIds = 60;

/** The words of an address, key by key. `scheme`: whose size classes hold; null where the address names no scheme there is. */
export function schemaOf(measures: readonly MeasureId[], scheme: SchemeId | null) {
  return z.object({
    panel: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a panel is named in small letters, digits and hyphens.')
      .max(longestPanel, `a panel’s name has at most ${longestPanel} characters.`)
      .nullable()
      .default(null),
    measure: oneOf(measures).default(DEFAULTS.measure),
    universe: oneOf(idsOf(UNIVERSES)).default(DEFAULTS.universe),
    by: z.array(oneOf(idsOf(DIMENSIONS))),
    ...lensesOf(scheme),
    window: z.string().transform(windowOf).nullable().default(null),
    step: oneOf(idsOf(STEPS)).default(DEFAULTS.step),
    attribution: oneOf(idsOf(ATTRIBUTIONS)).default(DEFAULTS.attribution),
    counting: oneOf(idsOf(COUNTINGS)).default(DEFAULTS.counting),
    facts: oneOf(idsOf(FACTS)).default(DEFAULTS.facts),
    unknown: oneOf(idsOf(UNKNOWNS)).default(DEFAULTS.unknown),
    scheme: oneOf(idsOf(SIZE_SCHEMES)).default(DEFAULTS.scheme),
    infrastructure: oneOf(idsOf(INFRASTRUCTURES)).default(DEFAULTS.infrastructure),
    reference: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'a reference version is a whole number from 1 on.')
      .transform(Number)
      .nullable()
      .default(null),
    snapshot: z
      .string()
      .refine(isDay, 'a snapshot is named by its day, YYYY-MM-DD, as 2026-08-22.')
      .nullable()
      .default(null),
  });
}

function idsOf<Id extends string>(choices: readonly Pick<Choice<Id>, 'id'>[]): readonly Id[] {
  return choices.map(({ id }) => id);
}

function oneOf<Id extends string>(ids: readonly Id[]) {
  return z.enum(ids, { error: ({ input }) => chosenOf(input, ids) });
}

function lensesOf(scheme: SchemeId | null) {
  const lens = (dimension: DimensionId) => {
    const ids = (
      dimension === 'size' && scheme === null ? null : groupsOf(dimension, scheme ?? 'default')
    )?.map(({ id }) => id);
    const word = z.string().refine((id) => ids?.includes(id) ?? hasShape(dimension, id), {
      error: ({ input }) =>
        ids ? notAGroup(dimension, { input, ids, scheme }) : misshapen(dimension, input),
    });
    return z.array(word).max(mostIds, `a lens names at most ${mostIds} groups.`);
  };
  return {
    region: lens('region'),
    country: lens('country'),
    publisher: lens('publisher'),
    'publisher-type': lens('publisher-type'),
    packager: lens('packager'),
    size: lens('size'),
    license: lens('license'),
    'license-id': lens('license-id'),
    'osi-approved': lens('osi-approved'),
    'commercial-use': lens('commercial-use'),
    'share-alike': lens('share-alike'),
    'use-restrictions': lens('use-restrictions'),
    task: lens('task'),
    modality: lens('modality'),
    library: lens('library'),
    format: lens('format'),
    relation: lens('relation'),
    inheritance: lens('inheritance'),
    family: lens('family'),
    gated: lens('gated'),
    year: lens('year'),
  } satisfies Record<DimensionId, ReturnType<typeof lens>>;
}

function misshapen(dimension: DimensionId, input: unknown): string {
  return `${brief(String(input))} cannot be one: ${SHAPES[dimension]?.says ?? 'it has no such groups'}.`;
}

function notAGroup(
  dimension: DimensionId,
  { input, ids, scheme }: { input: unknown; ids: readonly string[]; scheme: SchemeId | null },
): string {
  const elsewhere = SIZE_SCHEMES.filter(({ classes }) => classes.some(({ id }) => id === input)).map(
    ({ id }) => id,
  );
  if (dimension !== 'size' || elsewhere.length === 0) return chosenOf(input, ids);
  return `${brief(String(input))} is a class of the scheme ${elsewhere.join(', ')}; of the scheme ${scheme} choose among ${ids.join(', ')}.`;
}

function windowOf(text: string, context: z.RefinementCtx): Window {
  const days = /^([1-9]\d*)d$/.exec(text)?.[1];
  if (days !== undefined && Number(days) <= mostDays) return { days: Number(days) };
  const [from = '', until = '', ...more] = text.split('..');
  if (isDay(from) && isDay(until) && more.length === 0) return { from, until };
  context.addIssue(
    `${brief(text)} is no window; write two days, the second outside, as 2024-08-01..2025-09-01, or up to ${mostDays} days back, as 365d.`,
  );
  return z.NEVER;
}
