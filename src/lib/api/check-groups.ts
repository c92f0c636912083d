import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';
import type { Definition } from '../definition/definition.ts';
import { BadDefinition } from '../definition/errors.ts';
import { printGroup } from '../definition/group-ids.ts';
import { lensed, lensOf } from '../definition/lenses.ts';
import { nearestNames } from '../definition/nearest-names.ts';
import { brief } from '../definition/sentences.ts';
import { readKnownGroups } from '../metrics/engine/known-groups.ts';
import type { ApiContext } from './resource.ts';

/** Longer lists of choices are no help in a sentence. */
const mostChoices = 40;

/** How many words of a lens are looked up among the names that are like them: each costs a walk over all names. */
const mostLookedUp = 3;

/** Where all that there is can be read. */
const LISTS: Readonly<Partial<Record<DimensionId, string>>> = {
  publisher: '/api/v1/publishers',
  country: '/api/v1/regions',
  'license-id': '/api/v1/licenses',
  family: '/api/v1/families',
};

/** Throws BadDefinition for groups in lenses that neither the reference nor any model knows: they would let nothing through. */
export async function checkGroups(context: ApiContext, definition: Definition): Promise<void> {
  const open = lensed(definition).filter((each) =>
    DIMENSIONS.some(({ id, groups }) => id === each && groups === 'open'),
  );
  const problems = await Promise.all(open.map((dimension) => unknownIn(context, definition, dimension)));
  if (problems.flat().length > 0) throw new BadDefinition(problems.flat());
}

async function unknownIn(
  { db, kept }: ApiContext,
  definition: Definition,
  dimension: DimensionId,
): Promise<readonly string[]> {
  const known = await kept(`groups of ${dimension}`, () => readKnownGroups(db, dimension));
  const unknown = lensOf(definition, dimension).filter((id) => !known.has(id));
  if (unknown.length === 0) return [];
  const groups = [...known.values()].map(({ id, name }) => ({ id: printGroup(dimension, id), name }));
  const choices = groups.length > mostChoices ? [] : groups.map(({ id }) => id);
  return unknown.map((id, at) => {
    const near = at < mostLookedUp ? nearestNames(groups, id).map((group) => group.id) : [];
    return `${dimension}: ${brief(id)} is not known here; ${advice({ near, choices, list: LISTS[dimension] })}`;
  });
}

function advice({ near, choices, list }: Advice): string {
  if (near.length > 0) return `the nearest are ${near.join(', ')}.`;
  if (choices.length > 0) return `choose among ${choices.toSorted().join(', ')}.`;
  return list === undefined ? 'no model of any panel says so.' : `${list} lists what there is.`;
}

interface Advice {
  near: readonly string[];
  /** All there are, where they are few. */
  choices: readonly string[];
  list: string | undefined;
}
