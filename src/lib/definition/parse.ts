import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';
import { MEASURES, type MeasureId } from '../../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../../db/vocab/size-classes.ts';
import { crossProblems } from './cross-rules.ts';
import { DEFAULTS } from './defaults.ts';
import type { Definition } from './definition.ts';
import { BadDefinition } from './errors.ts';
import { parseGroup } from './group-ids.ts';
import { KEYS, type Key, LIST_KEYS } from './keys.ts';
import { canonicalLenses } from './lenses.ts';
import { schemaOf } from './schema.ts';
import { brief } from './sentences.ts';

/** What a page can follow. It refuses the rest in words. */
export interface Reach {
  /** Keys of the definition. */
  keys: readonly Key[];
  measures: readonly MeasureId[];
  /** Further keys that the page reads itself. */
  own?: readonly string[];
  /** What the page groups by; its addresses do not say so. */
  by?: readonly DimensionId[];
}

/** All of a definition but its groups, which the page says. */
export function reachBy(...by: readonly DimensionId[]): Reach {
  return { ...WHOLE_REACH, keys: KEYS.filter((key) => key !== 'by'), by };
}

/** The whole grammar. */
export const WHOLE_REACH: Reach = { keys: KEYS, measures: MEASURES.map(({ id }) => id) };

/**
 * The definition an address asks for, in canonical order. Empty values count as not given, and keys that take several
 * values may be repeated, as plain forms send them. Throws one BadDefinition with a sentence per problem.
 */
export function parseDefinition(params: URLSearchParams, reach: Reach = WHOLE_REACH): Definition {
  const problems = keyProblems(params, reach);
  const parsed = schemaFor(reach.measures, params.get('scheme')).safeParse(wordsOf(params, reach));
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  if (problems.length > 0 || !parsed.success) throw new BadDefinition([...new Set(problems)]);
  const definition = definitionIn(parsed.data);
  const clashes = crossProblems(definition);
  if (clashes.length > 0) throw new BadDefinition(clashes);
  return definition;
}

type Words = ReturnType<ReturnType<typeof schemaOf>['parse']>;

function definitionIn(words: Words): Definition {
  const lenses = Object.fromEntries(
    DIMENSIONS.map(({ id }) => [id, words[id].map((text) => parseGroup(id, text))]),
  );
  const { panel, measure, universe, by, window, step, attribution } = words;
  const { counting, facts, unknown, scheme, infrastructure, reference, snapshot } = words;
  return {
    ...{ panel, measure, universe, by, lenses: canonicalLenses(lenses, scheme), window, step, attribution },
    ...{ counting, facts, unknown, scheme, infrastructure, reference, snapshot },
  };
}

const schemas = new Map<string, ReturnType<typeof schemaOf>>();

/** One schema for each set of measures and each size scheme; a word that names no scheme leaves sizes unchecked. */
function schemaFor(measures: readonly MeasureId[], asked: string | null) {
  const scheme = asked ? (SIZE_SCHEMES.find(({ id }) => id === asked)?.id ?? null) : DEFAULTS.scheme;
  const key = `${measures.join()} ${scheme}`;
  const schema = schemas.get(key) ?? schemaOf(measures, scheme);
  schemas.set(key, schema);
  return schema;
}

function keyProblems(params: URLSearchParams, { keys, own = [] }: Reach): string[] {
  const known: readonly string[] = [...keys, ...own];
  const lists: readonly string[] = LIST_KEYS;
  const given = [...new Set(params.keys())];
  const strange = given
    .filter((key) => !known.includes(key))
    .map((key) => `${brief(key)}: this page does not know that key; it knows ${known.join(', ')}.`);
  const repeated = given
    .filter((key) => known.includes(key) && !lists.includes(key))
    .filter((key) => params.getAll(key).length > 1)
    .map((key) => `${key}: give one value, got ${params.getAll(key).length}.`);
  return [...strange, ...repeated];
}

/** What is said, by key; keys that the page does not follow count as not given: they have their own sentence. */
function wordsOf(params: URLSearchParams, { keys, by }: Reach): Record<string, unknown> {
  return Object.fromEntries(
    KEYS.map((key) => {
      if (key === 'by' && by) return [key, by];
      if (LIST_KEYS.includes(key)) return [key, keys.includes(key) ? several(params, key) : []];
      return [key, (keys.includes(key) && params.get(key)) || undefined];
    }),
  );
}

function several(params: URLSearchParams, key: Key): readonly string[] {
  return params
    .getAll(key)
    .flatMap((value) => value.split('~'))
    .filter((id) => id !== '');
}
