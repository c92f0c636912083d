import type { Db } from '../../../db/connection.ts';
import { GROUPS, groupName } from '../definition/vocabulary.ts';
import { readVersion } from '../metrics/publication.ts';
import { readNamedThings } from '../metrics/search.ts';
import type { FOCUS_DIMENSIONS } from './preferences.ts';

export type FocusDimension = (typeof FOCUS_DIMENSIONS)[number];

/** Something that can be chosen. */
export interface Choice {
  id: string;
  name: string;
}

export interface ChoosablePublisher extends Choice {
  namespaces: readonly string[];
}

/** Everything that a subscriber may choose, models apart. */
export interface Choices {
  groups: Readonly<Record<FocusDimension, readonly Choice[]>>;
  publishers: readonly ChoosablePublisher[];
}

export const DIMENSION_NAMES: Readonly<Record<FocusDimension, { one: string; many: string }>> = {
  region: { one: 'Region', many: 'Regions' },
  size: { one: 'Size class', many: 'Sizes' },
  license: { one: 'License class', many: 'Licenses' },
  family: { one: 'Family', many: 'Families' },
};

/** Groups that are known; of the unknown there is no news. */
export async function readChoices(db: Db): Promise<Choices> {
  const things = await readNamedThings(db, await readVersion(db));
  const named = (kind: string) =>
    things.filter((thing) => thing.kind === kind).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const known = (dimension: 'region' | 'size' | 'license') =>
    GROUPS[dimension].filter(({ open }) => !open).map(({ id, name }) => ({ id, name }));
  return {
    groups: {
      region: known('region'),
      size: known('size'),
      license: known('license'),
      family: named('family').map(({ id, name }) => ({ id, name })),
    },
    publishers: named('publisher').map(({ id, name, aliases }) => ({ id, name, namespaces: aliases })),
  };
}

/** What a chosen group is called; its id where the reference has dropped it. */
export function choiceName(choices: Choices, dimension: FocusDimension, id: string): string {
  const found = choices.groups[dimension].find((choice) => choice.id === id);
  return found?.name ?? groupName(dimension, id, 'default') ?? id;
}

/** The publisher that a text means: its id, its name or one of its namespaces, in any case. */
export function findPublisher(choices: Choices, text: string): ChoosablePublisher | null {
  const low = text.toLowerCase();
  const by = (texts: (one: ChoosablePublisher) => readonly string[]) =>
    choices.publishers.find((one) => texts(one).some((each) => each.toLowerCase() === low));
  return by(({ id }) => [id]) ?? by(({ name }) => [name]) ?? by(({ namespaces }) => namespaces) ?? null;
}
