import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { wordsOf } from '../../definition/vocabulary.ts';
import { readWordsOfKinds } from './keys.ts';
import { type Named, readNamed } from './names.ts';

/** Dimensions whose groups are what models say, whether or not the reference knows the word. */
const SAID = { 'license-id': 'license', task: 'task', library: 'library', year: 'year' } as const;

/** Every group there is of a dimension without a word list: those of the reference, those that models say, and those without an id. */
export async function readKnownGroups(db: Db, dimension: DimensionId): Promise<ReadonlyMap<string, Named>> {
  const column = Object.entries(SAID).find(([said]) => said === dimension)?.[1];
  const [named, said] = await Promise.all([
    readNamed(db, dimension),
    column === undefined ? [] : readWordsOfKinds(db, column),
  ]);
  const all = [...said.map((id) => ({ id, name: id })), ...wordsOf(dimension), ...named];
  return new Map(all.map((group) => [group.id, group]));
}
