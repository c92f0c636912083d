import { type DimensionId, PUBLISHER_DIMENSIONS } from '../../../../db/vocab/dimensions.ts';
import { classOfCell, SIZE_SCHEMES } from '../../../../db/vocab/size-classes.ts';
import type { Counting, Definition } from '../../definition/definition.ts';
import type { FactsReader, Place } from './facts.ts';
import {
  type Extra,
  type Grain,
  grouped,
  keysTellInfrastructure,
  lensed,
  type Side,
  sliceColumn,
  type Use,
} from './grain.ts';
import type { KeyColumn } from './key-space.ts';

/** One of the ways a word counts, such as one of several countries: what it is in each use, and the part it stands for. */
export interface Way {
  idOf: (use: Use) => string;
  weight: number;
}

/** A column of the keys as a definition looks at it. */
export interface Facet {
  column: KeyColumn;
  /** Uses that group by it, with their places among all groups. */
  groups: readonly { use: Use; place: number }[];
  /** Uses that narrow to some ids. */
  lenses: readonly { use: Use; ids: ReadonlySet<string> }[];
  /** What else a word has to be. */
  keeps: (word: string) => boolean;
  waysOf: (word: string) => readonly Way[];
}

export interface FacetsQuery {
  definition: Definition;
  grain: Grain;
  extra: Extra;
  /** Publishers of several countries count once, where no lens asks for some. */
  once: boolean;
}

/** What a definition asks of the columns of a grain, a facet per column. */
export async function facetsOf(facts: FactsReader, query: FacetsQuery): Promise<readonly Facet[]> {
  const { definition, grain } = query;
  const groups = grouped(definition).map((use, place) => ({ use, place }));
  const lenses = lensed(definition).map((use) => ({
    use,
    ids: new Set(definition.lenses[use.dimension] ?? []),
  }));
  const conditions = await conditionsOf(facts, query);
  const columnOf = ({ use }: { use: Use }) => keyColumn(use, definition, grain);
  const columns = new Set([
    ...[...groups, ...lenses].map(columnOf),
    ...conditions.map(({ column }) => column),
  ]);
  return await Promise.all(
    [...columns].map(async (column): Promise<Facet> => {
      const here = conditions.filter((condition) => condition.column === column);
      return {
        column,
        groups: groups.filter((group) => columnOf(group) === column),
        lenses: lenses.filter((lens) => columnOf(lens) === column),
        keeps: (word) => here.every(({ keeps }) => keeps(word)),
        waysOf: await READERS[kindOf(column)](facts, query),
      };
    }),
  );
}

/** True of the words of `relation` that say that a base is declared. */
export function declaresBase(word: string): boolean {
  return word !== 'original' && word !== 'undeclared';
}

/** The column of the keys that answers a use. */
function keyColumn(use: Use, definition: Definition, grain: Grain): KeyColumn {
  const { dimension, side } = use;
  if (grain === 'slices') {
    const column = sliceColumn(use, definition);
    if (column === null) throw new Error(`slices do not hold ${dimension}`);
    return column;
  }
  if (dimension === 'license') return 'license_class';
  if (grain === 'cells' && dimension === 'region') return side === 'creator' ? 'mix' : 'region';
  if (dimension === 'family') return 'origin';
  if (PUBLISHER_DIMENSIONS.includes(dimension)) return side === 'creator' ? 'origin' : 'holder';
  return PLAIN[dimension] ?? 'license';
}

const PLAIN: Readonly<Partial<Record<DimensionId, KeyColumn>>> = {
  size: 'size_cell',
  task: 'task',
  modality: 'task',
  library: 'library',
  format: 'format',
  relation: 'relation',
  inheritance: 'inheritance',
  gated: 'gated',
  year: 'year',
};

interface Condition {
  column: KeyColumn;
  keeps: (word: string) => boolean;
}

async function conditionsOf(
  facts: FactsReader,
  { definition, grain, extra }: FacetsQuery,
): Promise<readonly Condition[]> {
  const { universe, infrastructure } = definition;
  const isTrue = (word: string) => word === 'true';
  const conditions: Condition[] = [];
  // Of slices, what is of known size has columns of its own.
  if (universe === 'parameters-known' || (extra.sized && grain !== 'slices'))
    conditions.push({ column: 'size_cell', keeps: (word) => Number(word) >= 0 });
  if (universe === 'first-party') conditions.push({ column: 'first_party', keeps: isTrue });
  if (universe === 'tracked') conditions.push({ column: 'tracked', keeps: isTrue });
  if (universe === 'language') {
    const tasks = await facts.tasks();
    conditions.push({ column: 'task', keeps: (word) => tasks.get(word)?.[0]?.language ?? false });
  }
  if (extra.declared)
    conditions.push(
      grain === 'slices'
        ? { column: 'declared', keeps: isTrue }
        : { column: 'relation', keeps: declaresBase },
    );
  // Of kinds the sums tell, not the keys.
  if (infrastructure === 'without' && keysTellInfrastructure(grain))
    conditions.push({ column: 'infrastructure', keeps: (word) => !isTrue(word) });
  return conditions;
}

type ColumnReader = (facts: FactsReader, query: FacetsQuery) => Promise<Facet['waysOf']>;
type Reading = 'holder' | 'origin' | 'parts' | 'license' | 'task' | 'size' | 'word';

function kindOf(column: KeyColumn): Reading {
  if (column === 'holder' || column === 'origin' || column === 'license' || column === 'task') return column;
  if (column === 'mix' || column === 'families') return 'parts';
  return column === 'size_cell' ? 'size' : 'word';
}

const READERS: Readonly<Record<Reading, ColumnReader>> = {
  word: async () => (word) => [{ idOf: () => word, weight: 1 }],
  size: async (_, { definition }) => {
    const scheme = SIZE_SCHEMES.find(({ id }) => id === definition.scheme);
    return (word) => [{ idOf: () => (scheme ? classOfCell(scheme, Number(word)).id : word), weight: 1 }];
  },
  /** `cn|0.5 us|0.5`: regions or families with their parts. */
  parts: async () => (word) =>
    word.split(' ').map((part) => {
      const [id = '', weight] = part.split('|');
      return { idOf: () => id, weight: Number(weight) };
    }),
  holder: async (facts, query) => {
    const places = await facts.places(countingOf('uploader', query), query.definition.facts);
    return (word) =>
      placesOf(places, word).map((place) => ({
        idOf: ({ dimension }) => idOfPlace(place, dimension),
        weight: place.weight,
      }));
  },
  origin: async (facts, query) => {
    const [origins, places] = await Promise.all([
      facts.origins(),
      facts.places(countingOf('creator', query), query.definition.facts),
    ]);
    return (word) =>
      (origins.get(word) ?? []).flatMap((part) =>
        placesOf(places, part.holder).map((place) => ({
          idOf: ({ dimension }: Use) => (dimension === 'family' ? part.family : idOfPlace(place, dimension)),
          weight: part.weight * place.weight,
        })),
      );
  },
  license: async (facts) => {
    const licenses = await facts.licenses();
    return (word) => [
      {
        idOf: ({ dimension }) => {
          if (dimension === 'license-id' || word === 'none' || word === 'unrecorded') return word;
          const says = licenses.get(word)?.[0];
          if (dimension === 'license') return says?.class ?? 'unreviewed';
          return says?.[dimension as LicenseFlag] ?? 'unreviewed';
        },
        weight: 1,
      },
    ];
  },
  task: async (facts) => {
    const tasks = await facts.tasks();
    return (word) => [
      {
        idOf: ({ dimension }) =>
          dimension === 'modality'
            ? (tasks.get(word)?.[0]?.modality ?? (word === 'none' ? 'none' : 'other'))
            : word,
        weight: 1,
      },
    ];
  },
};

type LicenseFlag = 'osi-approved' | 'commercial-use' | 'share-alike' | 'use-restrictions';

/** How several countries count on a side: as the definition says where it speaks of them, else the publisher counts whole. */
function countingOf(side: Side, { definition, once }: FacetsQuery): Counting {
  const inCountries = (use: Use) =>
    use.side === side && (use.dimension === 'region' || use.dimension === 'country');
  const narrowed = lensed(definition).some(inCountries);
  if (!narrowed && !grouped(definition).some(inCountries)) return 'primary';
  return once && !narrowed ? 'fractional' : definition.counting;
}

/** Of a holder that the reference does not know, nobody knows where it is. */
const NOWHERE: readonly Place[] = [
  {
    holder: '',
    country: 'UNREVIEWED',
    publisher: '',
    region: 'unreviewed',
    type: 'unreviewed',
    packager: false,
    weight: 1,
  },
];

function placesOf(places: ReadonlyMap<string, readonly Place[]>, holder: string): readonly Place[] {
  return places.get(holder) ?? NOWHERE;
}

function idOfPlace(place: Place, dimension: DimensionId): string {
  switch (dimension) {
    case 'region':
      return place.region;
    case 'country':
      return place.country;
    case 'publisher-type':
      return place.type;
    case 'packager':
      return place.packager ? place.publisher : '';
    default:
      return place.publisher;
  }
}
