import { DIMENSIONS, type DimensionId } from '../../../db/vocab/dimensions.ts';
import { MEASURES } from '../../../db/vocab/measures.ts';
import { SIZE_SCHEMES } from '../../../db/vocab/size-classes.ts';
import { formatDay } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import { ATTRIBUTIONS, COUNTINGS, FACTS, INFRASTRUCTURES, STEPS, UNIVERSES, UNKNOWNS } from './choices.ts';
import { dayBefore } from './days.ts';
import type { Definition, Window } from './definition.ts';
import { printGroup } from './group-ids.ts';
import type { Key } from './keys.ts';
import { lensOf } from './lenses.ts';
import { groupName } from './vocabulary.ts';

/** What a group is called that no word list knows; null where nobody knows. */
export type NameOf = (dimension: DimensionId, id: string) => string | null;

const NAMES: Readonly<Partial<Record<Key, string>>> = {
  panel: 'Panel',
  measure: 'Measure',
  universe: 'Universe',
  by: 'Groups',
  window: 'Window',
  step: 'Step',
  attribution: 'Attribution',
  counting: 'Counting',
  facts: 'Facts',
  unknown: 'Unknown',
  scheme: 'Size scheme',
  infrastructure: 'Infrastructure',
  reference: 'Reference',
  snapshot: 'Snapshot',
};

/** What a key is called. A lens is called like its dimension. */
export function keyName(key: Key): string {
  return NAMES[key] ?? DIMENSIONS.find(({ id }) => id === key)?.name ?? key;
}

/** What a definition says under one key, in words that stand alone or in a sentence. */
export function wordsOf(definition: Definition, key: Key, nameOf: NameOf = () => null): string {
  switch (key) {
    case 'panel':
      return definition.panel ?? 'the site’s choice';
    case 'measure':
      return named(MEASURES, definition.measure);
    case 'universe':
      return named(UNIVERSES, definition.universe);
    case 'by':
      return definition.by.length === 0 ? 'no groups' : formatList(definition.by.map(groupedBy));
    case 'window':
      return definition.window === null ? 'everything recorded' : windowWords(definition.window);
    case 'step':
      return named(STEPS, definition.step);
    case 'attribution':
      return named(ATTRIBUTIONS, definition.attribution);
    case 'counting':
      return named(COUNTINGS, definition.counting);
    case 'facts':
      return named(FACTS, definition.facts);
    case 'unknown':
      return named(UNKNOWNS, definition.unknown);
    case 'scheme':
      return `size classes of the scheme ${named(SIZE_SCHEMES, definition.scheme)}`;
    case 'infrastructure':
      return named(INFRASTRUCTURES, definition.infrastructure);
    case 'reference':
      return definition.reference === null
        ? 'the reference in force'
        : `reference version ${definition.reference}`;
    case 'snapshot':
      return definition.snapshot === null
        ? 'the newest snapshot'
        : `the last snapshot up to ${formatDay(definition.snapshot)}`;
    default:
      return lensWords(definition, key, nameOf);
  }
}

function lensWords(definition: Definition, dimension: DimensionId, nameOf: NameOf): string {
  const names = lensOf(definition, dimension).map(
    (id) => nameOf(dimension, id) ?? groupName(dimension, id, definition.scheme) ?? printGroup(dimension, id),
  );
  const last = names.at(-1) ?? 'all';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** `the last 365 days`, or `1 August 2024 to 31 August 2025`: both days inside. */
export function windowWords(window: Window): string {
  if ('days' in window) return window.days === 1 ? 'the last day' : `the last ${window.days} days`;
  const last = dayBefore(window.until);
  return window.from === last ? formatDay(last) : `${formatDay(window.from)} to ${formatDay(last)}`;
}

/** A dimension as it stands after `by`: `region`, `size class`, `answers to “commercial use?”`. */
export function groupedBy(dimension: DimensionId): string {
  const asked = /^(osi-approved|commercial-use|share-alike|use-restrictions|inheritance)$/.test(dimension);
  return asked ? pluralOf(dimension) : keyName(dimension).toLowerCase();
}

/** The groups of a dimension: `regions`, `size classes`. */
export function pluralOf(dimension: DimensionId): string {
  return DIMENSIONS.find(({ id }) => id === dimension)?.plural ?? dimension;
}

function named<Id extends string>(choices: readonly { id: Id; name: string }[], id: Id): string {
  return choices.find((choice) => choice.id === id)?.name ?? id;
}
