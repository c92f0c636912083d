import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import { BadDefinition } from '../../definition/errors.ts';
import { KEYS } from '../../definition/keys.ts';
import { parseDefinition } from '../../definition/parse.ts';
import { paths } from '../paths.ts';

/** A view that can be asked, near one that cannot. */
export interface Nearest {
  href: string;
  says: string;
}

/** The same address without the keys its problems name, until nothing is wrong with it. */
export function nearestView(params: URLSearchParams, problems: readonly string[]): Nearest {
  const left = new URLSearchParams(params);
  for (const key of [...left.keys()]) if (!KEYS.some((known) => known === key)) left.delete(key);
  for (let wrong = problems, tries = 0; wrong.length > 0 && tries < KEYS.length; tries += 1) {
    for (const says of wrong) left.delete(/^"?([\w-]+)"?:/.exec(says)?.[1] ?? '');
    const tried = attempt(left);
    if ('definition' in tried) return viewOf(tried.definition);
    wrong = tried.problems;
  }
  return viewOf(parseDefinition(new URLSearchParams()));
}

function attempt(params: URLSearchParams): { definition: Definition } | { problems: readonly string[] } {
  try {
    return { definition: parseDefinition(params) };
  } catch (error) {
    if (error instanceof BadDefinition) return { problems: error.problems };
    throw error;
  }
}

function viewOf(definition: Definition): Nearest {
  return { href: paths.explore(definition), says: describeDefinition(definition) };
}
