import { z } from 'zod';
import { MEASURES } from '../../../db/vocab/measures.ts';
import type { Definition, Grouping } from './definition.ts';
import { BadDefinition } from './errors.ts';
import { GROUPINGS, GROUPS } from './vocabulary.ts';

export const defaultMeasure = 'downloads30d';

const longestPanel = 40;
const singles: readonly string[] = ['panel', 'measure'];

/**
 * The definition an address asks for, in canonical order. Empty values count as not given, and a lens may be
 * repeated, as plain forms send them. `allowed` names further keys the page reads itself.
 * Throws one BadDefinition with a sentence per problem.
 */
export function parseDefinition(params: URLSearchParams, allowed: readonly string[] = []): Definition {
  const problems = keyProblems(params, allowed);
  const parsed = schema.safeParse({
    panel: single(params, 'panel'),
    measure: single(params, 'measure'),
    region: several(params, 'region'),
    size: several(params, 'size'),
    license: several(params, 'license'),
  });
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  if (problems.length > 0 || !parsed.success) throw new BadDefinition(problems);
  const { panel, measure, region, size, license } = parsed.data;
  return { panel, measure, ...canonicalLenses({ region, size, license }) };
}

/** Lenses in the order of the vocabulary, without repeats; one that names every group narrows nothing and is empty. */
export function canonicalLenses(lenses: Readonly<Record<Grouping, readonly string[]>>) {
  const canonical = (grouping: Grouping): readonly string[] => {
    const ids = GROUPS[grouping].map(({ id }) => id).filter((id) => lenses[grouping].includes(id));
    return ids.length === GROUPS[grouping].length ? [] : ids;
  };
  return { region: canonical('region'), size: canonical('size'), license: canonical('license') };
}

const schema = z.object({
  panel: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a panel is named in small letters, digits and hyphens.')
    .max(longestPanel, `a panel’s name has at most ${longestPanel} characters.`)
    .nullable(),
  measure: z
    .enum(
      MEASURES.map(({ id }) => id),
      {
        error: ({ input }) =>
          choose(
            input,
            MEASURES.map(({ id }) => id),
          ),
      },
    )
    .default(defaultMeasure),
  region: lens('region'),
  size: lens('size'),
  license: lens('license'),
});

function lens(grouping: Grouping) {
  const ids = GROUPS[grouping].map(({ id }) => id);
  return z.array(z.string().refine((id) => ids.includes(id), { error: ({ input }) => choose(input, ids) }));
}

function choose(input: unknown, ids: readonly string[]): string {
  return `${brief(String(input))} is not one of ${ids.join(', ')}.`;
}

function keyProblems(params: URLSearchParams, allowed: readonly string[]): string[] {
  const known = [...singles, ...GROUPINGS, ...allowed];
  const keys = [...new Set(params.keys())];
  const strange = keys
    .filter((key) => !known.includes(key))
    .map((key) => `${brief(key)}: this page does not know that key; it knows ${known.join(', ')}.`);
  const repeated = keys
    .filter((key) => known.includes(key) && !GROUPINGS.some((grouping) => grouping === key))
    .filter((key) => params.getAll(key).length > 1)
    .map((key) => `${key}: give one value, got ${params.getAll(key).length}.`);
  return [...strange, ...repeated];
}

function single(params: URLSearchParams, key: string) {
  const value = params.get(key) || null;
  return key === 'measure' ? (value ?? undefined) : value;
}

function several(params: URLSearchParams, key: string): readonly string[] {
  return params
    .getAll(key)
    .flatMap((value) => value.split('~'))
    .filter((id) => id !== '');
}

function brief(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
