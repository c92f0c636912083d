import type { Db } from '../../../../db/client.ts';
import { DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import type { Definition } from '../../definition/definition.ts';
import { lensed, lensOf } from '../../definition/lenses.ts';
import type { NameOf } from '../../definition/words.ts';
import type { Figure } from '../figure.ts';
import { readNames } from './names.ts';

/** What the groups of lenses are called that no word list knows. Nothing is read where there are none. */
export async function readLensNames(db: Db, definition: Definition): Promise<Figure['lensNames']> {
  const open = lensed(definition).filter(
    (each) => DIMENSIONS.find(({ id }) => id === each)?.groups === 'open',
  );
  if (open.length === 0) return [];
  const names = await readNames(db, open, definition.scheme);
  return open.flatMap((dimension) =>
    lensOf(definition, dimension)
      .toSorted()
      .map((id) => ({ dimension, id, name: names.name(dimension, id) })),
  );
}

/** The same as a question; null for what word lists know, and for groups that no lens names. */
export function nameOfLenses(names: Figure['lensNames']): NameOf {
  return (dimension, id) => names.find((one) => one.dimension === dimension && one.id === id)?.name ?? null;
}
