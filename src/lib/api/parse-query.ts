import type { z } from 'zod';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { parseDefinition } from '../definition/parse.ts';
import { brief } from '../definition/sentences.ts';
import type { Resource } from './resource.ts';

export interface Query {
  definition: Definition;
  own: Record<string, unknown>;
}

/**
 * What the query of an address asks of a resource. Throws one BadDefinition with a sentence for everything wrong: a
 * parameter that is not there, that stands twice or that is empty, and a value that cannot be.
 */
export function parseQuery(params: URLSearchParams, { reach, own }: Pick<Resource, 'reach' | 'own'>): Query {
  const ownKeys = Object.keys(own.shape);
  const known: readonly string[] = [...reach.keys, ...ownKeys];
  const wrong = keyProblems(params, known);
  const said = new URLSearchParams(
    known.flatMap((key) => {
      const value = params.get(key);
      return value ? [[key, value]] : [];
    }),
  );
  const words = Object.fromEntries(ownKeys.flatMap((key) => (said.has(key) ? [[key, said.get(key)]] : [])));
  const parsed = own.safeParse(words);
  const problems = parsed.success ? [] : parsed.error.issues.map(sentence);
  const definition = definitionIn(said, { reach: { ...reach, own: ownKeys } });
  const all = [...wrong, ...problems, ...('problems' in definition ? definition.problems : [])];
  if (all.length > 0 || !parsed.success || 'problems' in definition)
    throw new BadDefinition([...new Set(all)]);
  return { definition, own: parsed.data };
}

function keyProblems(params: URLSearchParams, known: readonly string[]): readonly string[] {
  const given = [...new Set(params.keys())];
  return given.flatMap((key) => {
    if (!known.includes(key)) return [strange(key, known)];
    const values = params.getAll(key);
    if (values.length > 1)
      return [
        `${key}: it stands there ${values.length} times; say it once, several values joined by ~ where it takes several.`,
      ];
    return values[0] === '' ? [`${key}: it is empty; give it a value, or leave it out.`] : [];
  });
}

function strange(key: string, known: readonly string[]): string {
  const near = known.find((one) => isNear(one, key.toLowerCase().replaceAll('_', '-')));
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  const choices = known.length === 0 ? 'this address takes none' : `choose among ${known.join(', ')}`;
  return `${brief(key)}: there is no such parameter; ${choices}.${meant}`;
}

/** At most one letter more, less, another, or two that changed places. */
function isNear(word: string, said: string): boolean {
  if (word === said || word === said.replace(/s$/, '')) return true;
  if (Math.abs(word.length - said.length) > 1 || said.length > 40) return false;
  let at = 0;
  while (at < word.length && word[at] === said[at]) at += 1;
  const [rest, other] = [word.slice(at), said.slice(at)];
  const swapped = `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`;
  return (
    rest.slice(1) === other ||
    rest === other.slice(1) ||
    rest.slice(1) === other.slice(1) ||
    swapped === other
  );
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  return `${String(path[0])}: ${message}`;
}

function definitionIn(
  params: URLSearchParams,
  { reach }: Pick<Resource, 'reach'>,
): Definition | { problems: readonly string[] } {
  try {
    return parseDefinition(params, reach);
  } catch (error) {
    if (error instanceof BadDefinition) return { problems: error.problems };
    throw error;
  }
}
